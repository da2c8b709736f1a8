package org.painbridge.dispensing;

import java.util.regex.Pattern;

/** Health Canada's drug identification number, or the PIN of a compound: eight digits with leading zeros. */
public record Din(String digits) {
    private static final Pattern EIGHT_DIGITS = Pattern.compile("[0-9]{8}");

    public Din {
        if (!isDin(digits)) {
            throw new IllegalArgumentException("A DIN has eight digits: " + digits);
        }
    }

    /** Whether the text is a DIN by its form; says nothing about a product. */
    public static boolean isDin(String text) {
        return EIGHT_DIGITS.matcher(text).matches();
    }

    @Override
    public String toString() {
        return digits;
    }
}
