package org.painbridge.careplan;

import java.util.Locale;

/** Why an operation on a stored plan is refused. The {@link #code} is stable: clients may act on it (docs/error-codes.md). */
public enum ExchangeReason {
    PARAMETER_INVALID,
    AUTHOR_MISSING,
    AUTHOR_UNKNOWN,
    AUTHOR_OTHER,
    NOT_MEMBER,
    NOT_YOURS,
    WRONG_STATE,
    TASK_OTHER,
    ACTIVITY_OTHER,
    ACTIVITY_UNDECIDED,
    REASON_MISSING,
    ITEM_OTHER,
    SUBJECT_DIFFERS,
    TASKS_OPEN,
    IDENTIFIER_USED,
    CHANGE_INVALID,
    OWNERS_DIFFER,
    CHANGE_CONFLICT;

    /** As clients see it: {@code careplan-wrong-state}. */
    public String code() {
        return "careplan-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
