package org.painbridge.imaging.fhir;

import java.util.Arrays;
import java.util.Locale;

/** How much of its reasons an answer carries. */
public enum Explain {
    /** The rating alone. */
    NONE,
    /** And its rationale, strength and sources. */
    SUMMARY,
    /** And how every scenario and every fact stood. */
    FULL;

    /** @throws IllegalArgumentException if there is no such code */
    public static Explain of(String code) {
        return Arrays.stream(values())
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not a degree of explanation: " + code));
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
