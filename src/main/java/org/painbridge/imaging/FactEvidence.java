package org.painbridge.imaging;

import java.math.BigDecimal;
import java.time.Period;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.painbridge.clinical.Code;
import org.painbridge.clinical.CodeSet;
import org.painbridge.clinical.Evidence;

/** Where in the data a fact may be found, besides an answer to its question. */
public sealed interface FactEvidence {
    /** The order's own reason is a code of the set. */
    record Reason(CodeSet codes) implements FactEvidence {}

    /**
     * A Condition with a code of the set; its onset when the fact is a date.
     *
     * @param refutedBy codes so wide that a Condition of these alone, refuted, is an explicit negative
     * @param activeOnly whether an inactive or resolved Condition is passed over
     * @param lapses whether it ends by itself, so that one with an old date says nothing, whatever its status
     * @param hint whether it does not say "yes", but forbids to take a "no" for granted
     */
    record Condition(CodeSet codes, Set<Code> refutedBy, boolean activeOnly, boolean lapses, boolean hint)
            implements FactEvidence {
        public Condition {
            refutedBy = Set.copyOf(refutedBy);
        }
    }

    /**
     * An Observation with a code of the set whose interpretation is abnormal, or whose number is above its own reference
     * range.
     *
     * @param normalMeansNo whether a normal result is an explicit negative
     * @param yes codes of which one as the value says so, too; null where only an interpretation does
     * @param words texts of the value that say so, in small letters
     * @param limit from which a number without a reference range says so; null where no number does
     * @param doubt what does not say "yes", but forbids for a time to take a "no" for granted; null where nothing does
     * @param hint whether it does not say "yes", but forbids to take a "no" for granted
     */
    record Observation(
            CodeSet codes,
            boolean normalMeansNo,
            @Nullable CodeSet yes,
            List<String> words,
            @Nullable Limit limit,
            @Nullable Doubt doubt,
            boolean hint)
            implements FactEvidence {
        public Observation {
            words = List.copyOf(words);
        }
    }

    /** A number in a unit, and where it comes from. */
    record Limit(Measure measure, BigDecimal atLeast, Evidence source) {
        public boolean isReachedBy(Measurement number) {
            return number.isBelow(atLeast) == FactState.NOT_MET;
        }
    }

    /**
     * A result that neither says "yes" nor calms.
     *
     * @param lasting how long it puts a "no" in doubt
     * @param from the number, in the unit of the limit, from which it does; null where no number does
     * @param words codes and texts of value or interpretation that do, in small letters
     * @param over such words that end the doubt of an earlier result
     * @param unless id of the fact whose "no" leaves no doubt; null where none does
     */
    record Doubt(
            Period lasting,
            @Nullable BigDecimal from,
            List<String> words,
            List<String> over,
            @Nullable String unless) {
        public Doubt {
            words = List.copyOf(words);
            over = List.copyOf(over);
        }

        /** UNKNOWN where the number is only bounded and the bound does not tell, or no number does. */
        public FactState of(Measurement number) {
            return from == null
                    ? FactState.UNKNOWN
                    : switch (number.isBelow(from)) {
                        case MET -> FactState.NOT_MET;
                        case NOT_MET -> FactState.MET;
                        default -> FactState.UNKNOWN;
                    };
        }
    }

    /**
     * An Observation with a code of the set whose value is the day on which something is expected to end, such as a
     * pregnancy.
     *
     * @param term how long before that day it began: the day that the finding is of
     */
    record DueDate(CodeSet codes, Period term) implements FactEvidence {}

    /**
     * The age at which something began, of two dates: met where both are known well enough, and never a negative.
     *
     * @param since id of the date that age counts from
     * @param at id of the date fact of the beginning
     */
    record AgeAt(String since, String at, Period atLeast, Evidence source) implements FactEvidence {}

    /** The birth date of the Patient. */
    record BirthDate() implements FactEvidence {}

    /** The administrative gender of the Patient; another known one is an explicit negative. */
    record Gender(String is) implements FactEvidence {}

    /**
     * The record of the person rules the fact out: an explicit negative, never a positive.
     *
     * @param under of a person younger than this; null where nobody is too young
     * @param from of a person of this age or older; null where nobody is too old
     * @param gender of a person registered so, unless anything else on record about sex or gender says otherwise; null
     *     where that is no reason
     */
    record RuledOut(
            @Nullable Period under,
            @Nullable Period from,
            @Nullable String gender,
            Evidence source) implements FactEvidence {}

    /** The onset of a Condition that has an indication in common with the reasons of the order. */
    record ReasonCondition() implements FactEvidence {}

    /** An earlier study of one of the modalities and regions, in the words of table imaging-procedures. */
    record Study(Set<String> modalities, Set<String> regions) implements FactEvidence {
        public Study {
            modalities = Set.copyOf(modalities);
            regions = Set.copyOf(regions);
        }
    }

    /** A Device of the patient, or a DeviceUseStatement, with a code of the set or with words that say so. */
    record Device(CodeSet codes, Wording words) implements FactEvidence {}

    /**
     * A Device of the patient that is none of those that any fact looks for.
     *
     * @param harmless what is passed over: nobody wears it in a scanner, and it is not in the body
     */
    record OtherDevice(Wording harmless) implements FactEvidence {}

    /** A measured Observation with a code of the set; the fact says in which units. */
    record Quantity(CodeSet codes) implements FactEvidence {}

    /** A Procedure with a code of the set, or with words that say so, that was begun; its day when the fact is a date. */
    record Procedure(CodeSet codes, Wording words) implements FactEvidence {}

    /** A ServiceRequest with a code of the set; the day it was written when the fact is a date. */
    record Request(CodeSet codes) implements FactEvidence {}

    /**
     * A medicine with a code of the set, or without a code of ATC and with words that say so, that is taken, or was until the day that its record tells; the start that a
     * statement tells when the fact is a date. Never an explicit negative.
     *
     * @param course how long it has to have been taken; null where that does not matter
     */
    record Medication(
            CodeSet codes, Wording words, @Nullable Course course) implements FactEvidence {}

    /**
     * Medicine taken for some time.
     *
     * @param gap at most so much time without a record of the medicine is still one course
     */
    record Course(Period atLeast, Period gap) {}

    /**
     * An AllergyIntolerance with a code of the set, or with words that say so.
     *
     * @param refutedBy codes so wide that one of these alone, refuted, is an explicit negative
     */
    record Allergy(CodeSet codes, Wording words, Set<Code> refutedBy) implements FactEvidence {
        public Allergy {
            refutedBy = Set.copyOf(refutedBy);
        }
    }
}
