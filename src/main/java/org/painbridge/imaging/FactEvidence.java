package org.painbridge.imaging;

import org.painbridge.clinical.CodeSet;

/** Where in the data a fact may be found, besides an answer to its question. */
public sealed interface FactEvidence {
    /** The order's own reason is a code of the set. */
    record Reason(CodeSet codes) implements FactEvidence {}

    /**
     * A Condition with a code of the set; its onset when the fact is a date.
     *
     * @param refutedMeansNo whether a refuted Condition is an explicit negative
     * @param activeOnly whether an inactive or resolved Condition is passed over
     */
    record Condition(CodeSet codes, boolean refutedMeansNo, boolean activeOnly) implements FactEvidence {}

    /**
     * An Observation with a code of the set whose interpretation is abnormal.
     *
     * @param normalMeansNo whether a normal result is an explicit negative
     */
    record Observation(CodeSet codes, boolean normalMeansNo) implements FactEvidence {}

    /** The birth date of the Patient. */
    record BirthDate() implements FactEvidence {}
}
