package org.painbridge.imaging;

/**
 * Kleene's three values as bytes, for the arrays that decisions are made on. A fact that does not apply counts as not
 * met.
 */
final class Kleene {
    static final byte NO = 0;
    static final byte UNKNOWN = 1;
    static final byte YES = 2;

    /** Of what was found alone: unknown, whatever its parts say, because the chart contradicts a "no". */
    static final byte DOUBT = 3;

    private Kleene() {}

    static byte of(FactState state) {
        return switch (state) {
            case MET -> YES;
            case NOT_MET, NOT_APPLICABLE -> NO;
            case UNKNOWN -> UNKNOWN;
        };
    }

    static FactState state(byte value) {
        return switch (value) {
            case YES -> FactState.MET;
            case NO -> FactState.NOT_MET;
            default -> FactState.UNKNOWN;
        };
    }

    static byte not(byte value) {
        return (byte) (YES - value);
    }

    static byte and(byte one, byte other) {
        return one < other ? one : other;
    }

    static byte or(byte one, byte other) {
        return one > other ? one : other;
    }
}
