package org.painbridge.imaging;

import java.util.Arrays;

/** How soon a scenario wants to be acted on, calmest first. */
public enum Urgency {
    ROUTINE("routine"),
    URGENT("urgent"),
    EMERGENT("emergent");

    private final String code;

    Urgency(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    static Urgency of(String code) {
        return Arrays.stream(values())
                .filter(urgency -> urgency.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not an urgency: " + code));
    }

    Urgency or(Urgency other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
