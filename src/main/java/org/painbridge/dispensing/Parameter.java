package org.painbridge.dispensing;

/**
 * A threshold or window of a rule.
 *
 * @param unit UCUM: {@code d} for days, {@code 1} for a count
 * @param source where the value was read
 */
public record Parameter(String name, int value, String unit, String source, Status status) {
    public Parameter {
        if (name.isBlank() || value < 1 || unit.isBlank() || source.isBlank()) {
            throw new IllegalArgumentException("A parameter is at least 1 and has a unit and a source: " + name);
        }
    }
}
