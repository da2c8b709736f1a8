package org.painbridge.careplan;

import java.util.List;
import java.util.Map;
import org.painbridge.clinical.PatientRef;

/** The answer to a push. */
public sealed interface PushVerdict {
    /**
     * The plan may be stored.
     *
     * @param patient whom it is about
     * @param author who asks for the review
     * @param sender the author's organization, or the author
     * @param reviews the tasks to open, one for each recipient
     * @param known stored resources behind the names that the members use; a name without one stays as it was sent
     */
    record Accepted(
            PatientRef patient,
            StoredRef author,
            StoredRef sender,
            List<ReviewTask> reviews,
            Map<Target.Named, StoredRef> known)
            implements PushVerdict {
        public Accepted {
            reviews = List.copyOf(reviews);
            known = Map.copyOf(known);
        }
    }

    /** Nothing may be stored; every problem found, so that one correction suffices. */
    record Refused(List<PushProblem> problems) implements PushVerdict {
        public Refused {
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("A refusal names its problems");
            }
            problems = List.copyOf(problems);
        }
    }
}
