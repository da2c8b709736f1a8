package org.painbridge.imaging;

import java.util.List;

/**
 * An element without which an order cannot be judged.
 *
 * @param expression where, as FHIRPath
 * @param problem what is wrong with it
 * @param send what to send instead
 * @param candidates procedures that may be meant, nearest first, for a person to choose from; often none
 */
public record MissingElement(String expression, Problem problem, String send, List<Procedure> candidates) {
    public MissingElement {
        candidates = List.copyOf(candidates);
    }

    public MissingElement(String expression, Problem problem, String send) {
        this(expression, problem, send, List.of());
    }

    /** Why it counts as missing. Codes are those of FHIR's IssueType. */
    public enum Problem {
        ABSENT("required"),
        NOT_RECOGNISED("code-invalid"),
        TOO_COARSE("incomplete"),
        AMBIGUOUS("multiple-matches"),
        UNRESOLVED("not-found"),
        OTHER_PATIENT("business-rule"),
        NOT_UNDERSTOOD("not-supported"),
        /** A medicine of which it is not known what it is. */
        UNREAD_MEDICINE("informational");

        private final String issueType;

        Problem(String issueType) {
            this.issueType = issueType;
        }

        public String issueType() {
            return issueType;
        }
    }
}
