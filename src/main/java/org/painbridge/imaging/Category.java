package org.painbridge.imaging;

import java.util.Arrays;

/** How a procedure fits a scenario, best first. Codes: CodeSystem imaging-category. */
public enum Category {
    APPROPRIATE("appropriate", new Localized("Usually appropriate", "Habituellement approprié")),
    MAY_BE_APPROPRIATE("may-be-appropriate", new Localized("May be appropriate", "Peut être approprié")),
    NOT_APPROPRIATE("not-appropriate", new Localized("Usually not appropriate", "Habituellement non approprié"));

    private final String code;
    private final Localized title;

    Category(String code, Localized title) {
        this.code = code;
        this.title = title;
    }

    public String code() {
        return code;
    }

    /** As people read it. */
    public Localized title() {
        return title;
    }

    static Category of(String code) {
        return Arrays.stream(values())
                .filter(category -> category.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not a category: " + code));
    }
}
