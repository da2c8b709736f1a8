package org.painbridge.server.fhirserver;

/**
 * Reads JSON byte by byte and notices what may stand for a character that FHIR does not allow: below U+0020 all but tab and line
 * ends (R4 datatypes, string), and U+FFFE and U+FFFF, which no XML can write. Few bodies have one, so that only those need a
 * closer look.
 */
final class CharacterScan {
    private static final int LONGEST_ESCAPE = 6; // A backslash, u and four digits.

    private int recent;
    private int left;
    private boolean escapes;
    private boolean suspicious;

    void read(byte next) {
        recent = (recent << 8) | (next & 0xff);
        if (next == '\\') {
            left = LONGEST_ESCAPE - 1;
        } else if (next < 0) {
            suspicious |= (recent & 0xfffffe) == 0xefbfbe; // U+FFFE or U+FFFF in UTF-8.
        } else if (left > 0) {
            escape(LONGEST_ESCAPE - left--);
        }
    }

    /** @param place of the byte that was read, behind the backslash */
    private void escape(int place) {
        int last = recent;
        switch (place) {
            case 1 -> {
                boolean number = (last & 0xff) == 'u';
                escapes |= number;
                suspicious |= (last & 0xff) == 'b' || (last & 0xff) == 'f';
                left = number ? left : 0;
            }
            case 2 -> suspicious |= (last & 0xdf) == 'D'; // Half a pair of surrogates.
            case 4 -> suspicious |= (last & 0xfffffe) == 0x303030 || (last & 0xdfdfdf) == 0x464646; // 000, 001, fff.
            default -> {}
        }
    }

    /** Whether there are escapes by number, which may hide anything. */
    boolean escapes() {
        return escapes;
    }

    boolean suspicious() {
        return suspicious;
    }

    static boolean forbidden(int character) {
        boolean control = character < ' ' && character != '\t' && character != '\n' && character != '\r';
        return control || character == 0xfffe || character == 0xffff;
    }
}
