package org.painbridge.dispensing;

/** What is said of a row beside its numbers, as bits of an int. The lowest ones are those of {@link Circumstance}. */
final class Marks {
    /** For agonist treatment: the product is for nothing else, or it may be and the record says so. */
    static final int AGONIST = 1 << 8;

    static final int COUGH = 1 << 9;

    /** A DIN that the drug table lacks: the same DIN is the same product, of another one nothing is known. */
    static final int UNLISTED = 1 << 10;

    /** No product is named. */
    static final int UNKNOWN_DRUG = 1 << 17;

    static final int PRESCRIBER_BY_REFERENCE = 1 << 11;
    static final int PHARMACY_BY_REFERENCE = 1 << 12;

    /** Of another record of the same person. */
    static final int LINKED = 1 << 13;

    /** The factor depends on the whole dose of the day, so sums of rows are the least the dose can be. */
    static final int BANDED = 1 << 14;

    /** What the sender says of a product that the drug table lacks. */
    static final int FLAGGED_MONITORED = 1 << 15;

    static final int FLAGGED_NOT_MONITORED = 1 << 16;

    /** For pain or for agonist treatment: the product alone does not tell. */
    static final int BY_INDICATION = 1 << 18;

    /** Of what the record says, what tells that it is for no treatment of opioid use disorder. */
    static final int FOR_PAIN = Circumstance.CANCER.bit() | Circumstance.PALLIATIVE.bit();

    static final int IDENTITY_UNCERTAIN = Circumstance.IDENTITY_UNCERTAIN.bit();

    private Marks() {}

    /** Whether it is for pain or for agonist treatment, and nothing says for which. */
    static boolean mayBeAgonist(int marks) {
        return (marks & BY_INDICATION) != 0 && (marks & (AGONIST | FOR_PAIN)) == 0;
    }

    /** With what follows from product and record together. */
    static int together(int product, int row) {
        boolean isTreatment = (product & BY_INDICATION) != 0 && (row & Circumstance.AGONIST_TREATMENT.bit()) != 0;
        return product | row | (isTreatment ? AGONIST : 0);
    }
}
