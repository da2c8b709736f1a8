package org.painbridge.terminology;

/** The check digit of a code, which finds most slips of the pen and all swaps of neighbours. */
enum CheckDigit {
    /** Digits, hyphen, modulus-10 digit: LOINC Users' Guide. */
    LOINC("http://loinc.org") {
        @Override
        boolean holds(String code) {
            if (!code.matches("\\d{1,7}-\\d")) {
                return false;
            }
            String digits = code.replace("-", "");
            int sum = 0;
            for (int i = 0; i < digits.length(); i++) {
                int digit = digitFromRight(digits, i);
                int weighted = i % 2 == 0 ? digit : 2 * digit;
                sum += weighted / 10 + weighted % 10;
            }
            return sum % 10 == 0;
        }
    },
    /** Verhoeff's dihedral check over 6 to 18 digits: SNOMED CT Editorial Guide, SCTID. */
    SNOMED_CT("http://snomed.info/sct") {
        @Override
        boolean holds(String code) {
            if (!code.matches("[1-9]\\d{5,17}")) {
                return false;
            }
            int check = 0;
            for (int i = 0; i < code.length(); i++) {
                int digit = digitFromRight(code, i);
                for (int turn = 0; turn < i % 8; turn++) {
                    digit = PERMUTATION[digit];
                }
                check = product(check, digit);
            }
            return check == 0;
        }
    };

    private static final int[] PERMUTATION = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};

    final String system;

    CheckDigit(String system) {
        this.system = system;
    }

    abstract boolean holds(String code);

    private static int digitFromRight(String digits, int position) {
        return digits.charAt(digits.length() - 1 - position) - '0';
    }

    /** The product in the symmetry group of the pentagon: 0 to 4 are turns, 5 to 9 reflections. */
    private static int product(int left, int right) {
        int turn = left < 5 ? left + right % 5 : left - right % 5;
        return Math.floorMod(turn, 5) + (left < 5 == right < 5 ? 0 : 5);
    }
}
