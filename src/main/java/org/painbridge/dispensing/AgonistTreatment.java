package org.painbridge.dispensing;

import java.util.Set;

/** Whether a product is for opioid agonist treatment: then its figure is informative and stays out of totals. */
public enum AgonistTreatment {
    NO,
    /** For pain or for agonist treatment; the product alone does not tell. */
    BY_INDICATION,
    ONLY;

    /** With what the record of a dispense says: of what may be for either, it can tell. */
    AgonistTreatment by(Set<Circumstance> record) {
        if (this != BY_INDICATION) {
            return this;
        }
        if (record.contains(Circumstance.AGONIST_TREATMENT)) {
            return ONLY;
        }
        return (Circumstance.bits(record) & Marks.FOR_PAIN) == 0 ? this : NO;
    }

    static AgonistTreatment parse(String text) {
        return switch (text) {
            case "", "no" -> NO;
            case "by-indication" -> BY_INDICATION;
            case "only" -> ONLY;
            default -> throw new IllegalArgumentException("Not a kind of agonist treatment: " + text);
        };
    }
}
