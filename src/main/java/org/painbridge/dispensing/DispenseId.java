package org.painbridge.dispensing;

/** The logical id of a MedicationDispense, without type. */
public record DispenseId(String id) {
    public DispenseId {
        if (id.isBlank()) {
            throw new IllegalArgumentException("A dispense needs an id");
        }
    }
}
