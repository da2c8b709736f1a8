package org.painbridge.dispensing;

import java.util.List;

/** The working of a kind of rule. Parameters are data, operators are code; a new kind of rule is a new operator. */
sealed interface Operator permits DistinctKeysInWindow {

    /**
     * What the rule says of the last of the dispenses.
     *
     * @param seen the dispense and those of the patient before it, in order
     * @param unplaced dispenses of the patient without a certain day
     */
    Outcome evaluate(List<Dispense> seen, List<UnplacedDispense> unplaced, DrugTable drugs);

    /**
     * What the rule says of a dispense without a place: at most that it may be broken.
     *
     * @param history with the dispense in it
     */
    Outcome evaluate(UnplacedDispense current, DispenseHistory history, DrugTable drugs);

    /** Days before a dispense that the operator may look at, its own day included. */
    int lookBackDays();

    sealed interface Outcome {
        /** The rule is broken. */
        record Broken(FindingFacts facts, Unknowns unknowns) implements Outcome {}

        /** The rule is kept, whatever the unknowns are. */
        record Kept() implements Outcome {}

        /**
         * The rule is broken or kept, depending on the unknowns.
         *
         * @param because the dispenses that lack something; at least one
         */
        record Open(Span window, int count, List<DispenseId> because, Unknowns unknowns) implements Outcome {}
    }

    /**
     * Dispenses that could not be counted, or only with a reserve.
     *
     * @param withoutKey dispenses whose prescriber or pharmacy is unknown
     * @param unknownDrug dispenses that may or may not be of a drug the rule is about
     * @param byReference providers told apart by reference only
     * @param withoutPlace dispenses that may lie in the window or not, or may not have taken place
     * @param linked dispenses of other records of the same person
     */
    record Unknowns(int withoutKey, int unknownDrug, int byReference, int withoutPlace, int linked) {}
}
