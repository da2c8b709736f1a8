package org.painbridge.careplan;

/** The address of a stored resource: {@code Practitioner/42}. */
public record StoredRef(String type, String id) {
    public StoredRef {
        if (type.isBlank() || id.isBlank()) {
            throw new IllegalArgumentException("A stored reference needs a type and an id: " + type + "/" + id);
        }
    }

    @Override
    public String toString() {
        return type + "/" + id;
    }
}
