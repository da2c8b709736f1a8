package org.painbridge.server.fhirserver;

/**
 * Reads a body byte by byte and notices whether a whole word of it looks like a number of many digits or of an exponent of
 * three digits or more. Few bodies have one, so that only those need a closer look; ids and texts hardly ever look so.
 */
final class NumberScan {
    /** That many digits take long to read as a number, so nobody is to try. */
    private static final int LONGEST_RUN = 1000;

    private enum State {
        START,
        MANTISSA,
        EXPONENT,
        OTHER
    }

    private State state = State.START;
    private int digits;
    private int run;
    private boolean suspicious;

    /** @throws RequestProblem where more digits follow each other than can be read in good time */
    void read(byte next) {
        boolean digit = next >= '0' && next <= '9';
        run = digit ? run + 1 : 0;
        if (run > LONGEST_RUN) {
            throw NumberChecks.refusal("", "");
        }
        // Beyond ASCII there are digits too, and Java reads them.
        if (digit || next < 0) {
            digits++;
            state = state == State.START ? State.MANTISSA : state;
        } else if (delimits(next)) {
            suspicious |= state == State.EXPONENT && digits > 2;
            suspicious |= state == State.MANTISSA && digits > NumberChecks.MOST_DIGITS;
            state = State.START;
            digits = 0;
        } else {
            sign(next);
        }
    }

    /** Whether there is such a word, the end of the body aside: no body ends within a number. */
    boolean suspicious() {
        return suspicious;
    }

    private void sign(byte next) {
        boolean exponent = state == State.MANTISSA && (next == 'e' || next == 'E');
        boolean signOfExponent = state == State.EXPONENT && digits == 0 && (next == '-' || next == '+');
        boolean point = next == '.' && state == State.MANTISSA;
        boolean first = state == State.START && (next == '-' || next == '+' || next == '.');
        if (exponent) {
            suspicious |= digits > NumberChecks.MOST_DIGITS;
            state = State.EXPONENT;
            digits = 0;
        } else if (!signOfExponent && !point && !first) {
            state = State.OTHER;
            digits = 0;
        }
    }

    private static boolean delimits(byte next) {
        return switch (next) {
            case '"', '\'', ':', ',', '[', ']', '{', '}', ' ', '\t', '\r', '\n', '<', '>', '=', '/' -> true;
            default -> false;
        };
    }
}
