package org.painbridge.dispensing;

/**
 * Dispenses of many patients in the order (patient, day, arrival), one at a time: a result set, a Parquet reader, a Spark
 * partition. -1 is not known. Keys are the caller's own numbers.
 */
public interface SortedFacts {
    /** What {@link #lastDay} says of a dispense with a certain place. */
    int PLACED = Integer.MIN_VALUE;

    /** Goes to the next dispense; false if there is none. */
    boolean next();

    /** Larger or equal from dispense to dispense. */
    long patient();

    /** By which a finding names the dispense. */
    long dispense();

    /** Days since 1970-01-01. */
    int day();

    /**
     * Last possible day of a dispense without a certain place ({@link UnplacedDispense}), {@link #day} being the first; such
     * come after all others of the patient. {@link #PLACED} of all others.
     */
    default int lastDay() {
        return PLACED;
    }

    int prescriber();

    int practice();

    int pharmacy();

    /** {@link PopulationPass#drug}, or a number behind {@link PopulationPass#drugs} for a DIN that the table lacks. */
    int drug();

    /** Tablets and capsules in thousandths; -2 of what is known, but not counted in pieces. */
    long tabletsMilli();

    int supplyDays();

    /** {@link PopulationPass#mmeMilli}, as kept in the row. */
    int mmeMilli();

    /** {@link PopulationPass#marks}, as kept in the row. */
    int marks();

    /** Where the patient lives, from 0; -1 is not known. */
    int region();
}
