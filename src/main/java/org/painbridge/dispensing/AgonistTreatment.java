package org.painbridge.dispensing;

/** Whether a product is for opioid agonist treatment: then its figure is informative and stays out of totals. */
public enum AgonistTreatment {
    NO,
    /** For pain or for agonist treatment; the product alone does not tell. */
    BY_INDICATION,
    ONLY;

    static AgonistTreatment parse(String text) {
        return switch (text) {
            case "", "no" -> NO;
            case "by-indication" -> BY_INDICATION;
            case "only" -> ONLY;
            default -> throw new IllegalArgumentException("Not a kind of agonist treatment: " + text);
        };
    }
}
