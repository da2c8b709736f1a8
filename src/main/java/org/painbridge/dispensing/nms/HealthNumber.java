package org.painbridge.dispensing.nms;

import java.util.regex.Pattern;

/** Ontario's health number: ten digits, the last by modulus 10 over the nine before it. */
final class HealthNumber {
    private static final Pattern TEN_DIGITS = Pattern.compile("[0-9]{10}");

    private HealthNumber() {}

    /** Whether the last digit fits; false for what is not ten digits. */
    static boolean fits(String number) {
        if (!TEN_DIGITS.matcher(number).matches()) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < number.length(); i++) {
            int digit = number.charAt(i) - '0';
            int weighed = i % 2 == 0 ? digit * 2 : digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }
}
