package org.painbridge.server.imaging.cdshooks;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.imaging.FeedbackTable.Outcome;
import org.painbridge.server.imaging.FeedbackTable.Reason;

/**
 * What became of a card.
 *
 * @param accepted ids of the suggestions that were taken
 * @param reason why it was overridden; without a code where nobody says
 * @param comment in the user's words; null where there is none
 */
record Feedback(
        String card,
        Instant at,
        Outcome outcome,
        List<String> accepted,
        Reason reason,
        @Nullable String comment) {}
