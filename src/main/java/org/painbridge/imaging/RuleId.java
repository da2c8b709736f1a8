package org.painbridge.imaging;

/** Names one cell of the guideline table: scenario and procedure, for example {@code S01/mr-lumbar-spine-wo}. */
public record RuleId(String scenario, String procedure) {
    @Override
    public String toString() {
        return scenario + "/" + procedure;
    }
}
