package org.painbridge.careplan;

/** An identifier that means the same thing everywhere: a plan's number, a push's number. */
public record BusinessIdentifier(String system, String value) {
    public BusinessIdentifier {
        if (system.isBlank() || value.isBlank()) {
            throw new IllegalArgumentException("A business identifier needs a system and a value");
        }
    }
}
