package org.painbridge.dispensing.trends;

import java.util.Optional;
import org.painbridge.dispensing.BilingualText;

/**
 * What is counted; a line of {@code indicators.csv}.
 *
 * @param counts how facts become a figure
 * @param fact what is counted
 * @param rule whose findings, empty for those of any
 * @param level how far they go at least
 * @param divisor what the sum is divided by: 1000 where facts are thousandths
 * @param byDrug whether a fact is about one drug
 * @param partOf id of the indicator that counts the same people and others; empty for none
 * @param rate of what it is a rate; empty for none
 */
public record Indicator(
        String id,
        Counts counts,
        Fact fact,
        Optional<String> rule,
        int level,
        String unit,
        long divisor,
        boolean byDrug,
        Optional<String> partOf,
        Optional<Rate> rate,
        BilingualText title,
        Basis basis) {

    boolean takes(Fact other, String ofRule, int ofLevel) {
        return fact == other
                && ofLevel >= level
                && (rule.isEmpty() || rule.get().equals(ofRule));
    }

    /** How facts become a figure. */
    public enum Counts {
        /** Each once, however many facts are about them. */
        PEOPLE,
        SUM,
        /** Each prescriber once. */
        PRESCRIBERS
    }

    /** What is counted. */
    public enum Fact {
        /** A dispense of a drug that is, or may be, monitored. */
        DISPENSE,
        OPIOID_FOR_PAIN,
        OPIOID_FOR_COUGH,
        OPIOID_AGONIST_TREATMENT,
        OPIOID_BY_INDICATION,
        OPIOID_ANTAGONIST,
        NASAL_ANTAGONIST,
        /** By another way than through the nose. */
        OTHER_ANTAGONIST,
        /** Morphine equivalents of a dispense over all its days, in thousandths of a milligram. */
        QUANTITY,
        /** A dispense of an opioid for pain that by itself comes to a daily dose in a band. */
        DISPENSED_DOSE,
        /** The same of one that is long-acting. */
        LONG_ACTING_DOSE,
        /** A dispense of an opioid of which no dose can be computed. */
        NO_DOSE,
        /** A dispense that may lie on days outside, or may not have been handed over. */
        NO_CERTAIN_DAY,
        /** News of a rule. */
        FINDING,
        /** Days with a daily dose in a band. */
        DOSE,
        /** Days on which the daily dose cannot be told, and what is known of it is in no band. */
        DOSE_UNKNOWN,
        /** Days with an opioid and a benzodiazepine or the like. */
        OVERLAP
    }

    /**
     * Of what a figure is a rate.
     *
     * @param of id of an indicator
     * @param in how many of those
     */
    public record Rate(String of, int in) {}

    /**
     * Where the definition comes from.
     *
     * @param frenchSource how it is called in French; where it has no name of its own there, the same
     */
    public record Basis(String source, String frenchSource, String status, String version) {}
}
