package org.painbridge.careplan;

import java.util.Locale;

/** Why a push is refused. The {@link #code} is stable: clients may act on it (docs/operations/careplan-push.md). */
public enum PushReason {
    PARAMETER_INVALID,
    BUNDLE_INVALID,
    ONE_PLAN,
    MEMBER_TYPE,
    MEMBER_KEY,
    REFERENCE_DANGLING,
    REFERENCE_TYPE,
    REFERENCE_UNKNOWN,
    PLAN_IDENTIFIER,
    PLAN_STAGE,
    PLAN_EXISTS,
    AUTHOR,
    ACTIVITY_DETAIL,
    ACTIVITY_REQUEST,
    ACTIVITY_PURPOSE,
    GOAL_CYCLE,
    SUBJECT_MISSING,
    SUBJECT_DIFFERS,
    PATIENT_UNKNOWN,
    PATIENT_AMBIGUOUS,
    RECIPIENT_UNKNOWN,
    RECIPIENT_AMBIGUOUS,
    NO_RECIPIENT,
    DUE_PASSED,
    PUSH_CONFLICT;

    /** As clients see it: {@code careplan-push-no-recipient}. */
    public String code() {
        return "careplan-push-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
