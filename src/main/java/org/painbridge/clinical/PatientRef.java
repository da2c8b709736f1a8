package org.painbridge.clinical;

/** The logical id of a Patient, without type: what engines know of a person. */
public record PatientRef(String id) {
    public PatientRef {
        if (id.isBlank()) {
            throw new IllegalArgumentException("A patient reference needs an id");
        }
    }
}
