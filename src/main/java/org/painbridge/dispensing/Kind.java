package org.painbridge.dispensing;

/**
 * What there is among the rows of a patient at all: which rules can say anything of them follows from that alone. Few kinds come again and
 * again.
 *
 * @param code classes that any row can have, as bits of {@link DrugClass}, above the other bits
 */
record Kind(long code) {
    private static final int SEVERAL_ROWS = 1;
    private static final int DOSE = 2;
    private static final int PRESCRIBERS = 4;
    private static final int PHARMACIES = 8;
    private static final int OTHER_BITS = 4;

    /** Of whom nothing rules anything out. */
    static final long OF_ANYTHING = code(DrugClass.ANYTHING, true, true, true, true);

    static long code(
            int classes, boolean severalRows, boolean dose, boolean severalPrescribers, boolean severalPharmacies) {
        return Integer.toUnsignedLong(classes) << OTHER_BITS
                | (severalRows ? SEVERAL_ROWS : 0)
                | (dose ? DOSE : 0)
                | (severalPrescribers ? PRESCRIBERS : 0)
                | (severalPharmacies ? PHARMACIES : 0);
    }

    boolean anyMayBe(int classes) {
        return ((int) (code >>> OTHER_BITS) & classes) != 0;
    }

    boolean severalRows() {
        return (code & SEVERAL_ROWS) != 0;
    }

    /** Whether any row counts into a daily dose, or may. */
    boolean hasDose() {
        return (code & DOSE) != 0;
    }

    /** Whether there is, or may be, more than one prescriber in all. */
    boolean severalPrescribers() {
        return (code & PRESCRIBERS) != 0;
    }

    boolean severalPharmacies() {
        return (code & PHARMACIES) != 0;
    }
}
