package org.painbridge.imaging;

import java.util.List;
import java.util.Set;

/** The answer to "is this image appropriate for this person, now?". */
public sealed interface ImagingVerdict {
    RuleSetRef rules();

    Urgency urgency();

    Trace trace();

    List<Alternative> alternatives();

    /** Questions of safety about the ordered study; they change no rating. */
    List<SafetyIssue> issues();

    /**
     * The order has a rating.
     *
     * @param rule the cell that made it
     * @param because all cells that agree: more than one when unknown facts leave open which scenario it is
     * @param regardlessOf facts that are unknown and would not change the category
     * @param redFlags emergent ones that are met; empty where they are all of another matter
     */
    record Rated(
            RuleId rule,
            Scenario scenario,
            ImagingOption option,
            List<RuleId> because,
            Set<String> regardlessOf,
            Set<String> redFlags,
            List<Alternative> alternatives,
            List<SafetyIssue> issues,
            Urgency urgency,
            Trace trace,
            RuleSetRef rules)
            implements ImagingVerdict {
        public Category category() {
            return option.category();
        }
    }

    /**
     * An emergent red flag is met, and nothing rates the procedure ordered in its favour. Deliberately no rating: a "not
     * appropriate" could stop an examination that must not wait. The alternatives say what to order now.
     *
     * @param wrong whether the procedure is known not to be the one for it; else nothing is known of that
     */
    record Emergency(
            Set<String> redFlags,
            boolean wrong,
            List<Alternative> alternatives,
            List<SafetyIssue> issues,
            Trace trace,
            RuleSetRef rules)
            implements ImagingVerdict {
        @Override
        public Urgency urgency() {
            return Urgency.EMERGENT;
        }
    }

    /**
     * Decisive facts are unknown.
     *
     * @param questions the next to ask, most decisive first
     * @param decisive how many facts are decisive in all
     * @param possible the categories that answers may lead to, best first
     * @param emergency whether they may lead to an emergency, for a red flag that is met or may be
     * @param redFlags emergent ones that are met; empty where they are all of another matter and no answer can change that
     */
    record NeedsData(
            List<Question> questions,
            int decisive,
            List<Category> possible,
            boolean emergency,
            Set<String> redFlags,
            List<SafetyIssue> issues,
            Urgency urgency,
            Trace trace,
            RuleSetRef rules)
            implements ImagingVerdict {
        @Override
        public List<Alternative> alternatives() {
            return List.of();
        }
    }

    /** No criterion covers the order; this does not mean "not appropriate". */
    record NoCriteria(
            List<Alternative> alternatives, List<SafetyIssue> issues, Urgency urgency, Trace trace, RuleSetRef rules)
            implements ImagingVerdict {}

    /**
     * The order cannot be read without guessing.
     *
     * @param redFlags emergent ones that are met all the same
     * @param issues where it is known which examination is ordered
     */
    record NotRecognised(
            List<MissingElement> missing,
            Set<String> redFlags,
            List<SafetyIssue> issues,
            Urgency urgency,
            Trace trace,
            RuleSetRef rules)
            implements ImagingVerdict {
        public NotRecognised {
            missing = List.copyOf(missing);
            redFlags = Set.copyOf(redFlags);
            issues = List.copyOf(issues);
        }

        /** Where not even the examination is known. */
        public NotRecognised(List<MissingElement> missing, RuleSetRef rules) {
            this(missing, Set.of(), List.of(), Urgency.ROUTINE, Trace.EMPTY, rules);
        }

        @Override
        public List<Alternative> alternatives() {
            return List.of();
        }
    }
}
