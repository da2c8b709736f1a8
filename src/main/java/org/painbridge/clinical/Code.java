package org.painbridge.clinical;

/** A code of a code system. Two codes are the same when system and code are: a display text carries no meaning. */
public record Code(String system, String code) {
    public Code {
        if (system.isBlank() || code.isBlank()) {
            throw new IllegalArgumentException("A code needs a system and a code: " + system + "|" + code);
        }
    }

    public static Code of(String system, String code) {
        return new Code(system, code);
    }

    /** As FHIR searches write it: {@code system|code}. */
    @Override
    public String toString() {
        return system + "|" + code;
    }
}
