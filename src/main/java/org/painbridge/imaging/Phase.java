package org.painbridge.imaging;

import java.util.Arrays;

/** Where in the course of a complaint a scenario belongs. Our own words; design/imaging.md 10.4. */
public enum Phase {
    INITIAL("initial"),
    NEXT("next"),
    FOLLOW_UP("follow-up"),
    POST_OP("post-op");

    private final String code;

    Phase(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    static Phase of(String code) {
        return Arrays.stream(values())
                .filter(phase -> phase.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not a phase: " + code));
    }
}
