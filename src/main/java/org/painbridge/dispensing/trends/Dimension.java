package org.painbridge.dispensing.trends;

import java.util.Arrays;
import java.util.Locale;

/** By what figures are told apart. */
public enum Dimension {
    REGION,
    QUARTER,
    AGE,
    SEX,
    DRUG;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is no such dimension */
    public static Dimension parse(String code) {
        return Arrays.stream(values())
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not a dimension: " + code));
    }
}
