package org.painbridge.careplan;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** What the clock says of a review that nobody has acknowledged or answered: {@code CodeSystem/task-business-status}. */
public enum Overdue {
    OVERDUE_ACK,
    OVERDUE_RESPONSE;

    /**
     * What is to be told now; an answer that is late counts more than an acknowledgement that is.
     *
     * @param acknowledgeWithin time that the recipient's system has to say that it has the plan
     * @param due until when an answer is wanted
     */
    public static Optional<Overdue> of(
            TaskState state, Instant asked, Duration acknowledgeWithin, Instant due, Instant now) {
        boolean unanswered = state == TaskState.REQUESTED || state == TaskState.RECEIVED;
        if (unanswered && now.isAfter(due)) {
            return Optional.of(OVERDUE_RESPONSE);
        }
        return state == TaskState.REQUESTED && now.isAfter(asked.plus(acknowledgeWithin))
                ? Optional.of(OVERDUE_ACK)
                : Optional.empty();
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
