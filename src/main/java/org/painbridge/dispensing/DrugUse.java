package org.painbridge.dispensing;

/** What a product is dispensed for, as far as the product alone tells. */
public enum DrugUse {
    OPIOID_FOR_PAIN,
    OPIOID_FOR_COUGH,
    OPIOID_AGONIST_TREATMENT,
    /** An opioid for pain or for agonist treatment: only the indication would tell. */
    OPIOID_BY_INDICATION,
    /** Reverses an overdose. */
    OPIOID_ANTAGONIST,
    OTHER_MONITORED,
    NOT_MONITORED,
    /** Nothing is known of the product that would rule out any of these. */
    UNKNOWN;

    public boolean isOpioid() {
        return ordinal() <= OPIOID_BY_INDICATION.ordinal();
    }

    /** Whether it is on the list of monitored drugs, or may be. */
    public boolean mayBeMonitored() {
        return isOpioid() || this == OTHER_MONITORED || this == UNKNOWN;
    }
}
