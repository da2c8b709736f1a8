package org.painbridge.server.imaging.cdshooks;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a card.
 *
 * @param accepted ids of the suggestions that were taken
 * @param reason why it was overridden; null where nobody says
 * @param comment in the user's words; null where there is none
 */
record Feedback(
        String card,
        Instant at,
        Outcome outcome,
        List<String> accepted,
        @Nullable Reason reason,
        @Nullable String comment) {
    enum Outcome {
        ACCEPTED,
        OVERRIDDEN
    }

    record Reason(String system, String code, String display) {}
}
