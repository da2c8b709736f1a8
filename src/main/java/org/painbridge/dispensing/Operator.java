package org.painbridge.dispensing;

import java.util.Set;

/**
 * The working of a kind of rule over the columns of a patient. Parameters are data, operators are code; a new kind of rule is
 * a new operator. An operator has no state and looks at no row behind the one that it is asked about.
 */
sealed interface Operator
        permits DistinctKeysInWindow,
                RefillTooSoon,
                RefillTooLate,
                DuplicateDrug,
                SameClassElsewhere,
                OverlappingSources,
                NewStart,
                InitialDose,
                InitialSupply,
                DailyDose,
                ClassOverlap,
                DoseIncrease,
                TaperBreak,
                AntagonistGap {
    /** The rule is kept, whatever is not known. */
    int KEPT = 0;

    /** The rule is broken or kept, depending on what is not known. */
    int OPEN = -1;

    /**
     * What the rule says of the row: how far it is broken, 1 or more, or {@link #KEPT} or {@link #OPEN}. Allocates nothing.
     *
     * @param guards the rule's, or none to see what they keep from being found
     */
    int judge(Columns columns, int row, Guards guards);

    /** Why it is broken or open. */
    void prove(Columns columns, int row, Guards guards, Proof proof);

    /** Days before a row that are looked at, its own day included. */
    int lookBackDays();

    /** Bits of {@link DrugClass}: a row that can be of none of them keeps the rule. */
    int concerned();

    /** Bits of {@link Marks}: a row that has one of them keeps the rule. */
    default int exempt() {
        return 0;
    }

    /** Whether the rule can be broken or open at any row of patients of this kind at all; mostly no. */
    default boolean canApply(Kind kind) {
        return true;
    }

    /** Names of the numbers that a proof has for the sentences, beside count and days. */
    default Set<String> numbers() {
        return Set.of();
    }
}
