package org.painbridge.imaging;

import java.util.Arrays;

/** How a procedure fits a scenario, best first. Codes: CodeSystem imaging-category. */
public enum Category {
    APPROPRIATE("appropriate"),
    MAY_BE_APPROPRIATE("may-be-appropriate"),
    NOT_APPROPRIATE("not-appropriate");

    private final String code;

    Category(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    static Category of(String code) {
        return Arrays.stream(values())
                .filter(category -> category.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not a category: " + code));
    }
}
