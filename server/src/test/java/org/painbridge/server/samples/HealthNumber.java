package org.painbridge.server.samples;

/** An Ontario health number that is valid by its check digit and given to nobody: all begin with 99990. */
record HealthNumber(String digits) {
    static final String FICTITIOUS = "99990";

    static HealthNumber fictitious(int number) {
        String nine = FICTITIOUS + String.format("%04d", number);
        int check = (10 - sum(nine + "0") % 10) % 10;
        return new HealthNumber(nine + check);
    }

    boolean isValid() {
        return digits.matches("[0-9]{10}") && sum(digits) % 10 == 0;
    }

    /** Modulus 10: the first, third, ... digit is doubled and its digits added. */
    private static int sum(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = Character.getNumericValue(digits.charAt(i));
            int weighed = i % 2 == 0 ? digit * 2 : digit;
            sum += weighed / 10 + weighed % 10;
        }
        return sum;
    }
}
