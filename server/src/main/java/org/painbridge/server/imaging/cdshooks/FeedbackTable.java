package org.painbridge.server.imaging.cdshooks;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.imaging.cdshooks.Feedback.Reason;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.Insert;

/**
 * The table {@code cds_feedback}: all of one message, or nothing. A client may send the same outcome again; it counts once. A
 * card that we do not know is taken, too: the records of cards are written later, and are not kept for ever.
 */
final class FeedbackTable {
    private final FhirStore store;
    private final Clock clock;

    FeedbackTable(FhirStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    void add(List<Feedback> feedback, String client) {
        long now = clock.millis();
        store.write(transaction -> {
            transaction.insert(Insert.into("cds_feedback", feedback)
                    .text("card_id", Feedback::card)
                    .bigint("outcome_at", each -> each.at().toEpochMilli())
                    .text("client", each -> client)
                    .text("outcome", each -> each.outcome().name().toLowerCase(Locale.ROOT))
                    .text("accepted", each -> String.join(" ", each.accepted()))
                    .text("reason_system", each -> reason(each, Reason::system))
                    .text("reason_code", each -> reason(each, Reason::code))
                    .text("reason_display", each -> reason(each, Reason::display))
                    .text("user_comment", Feedback::comment)
                    .bigint("received", each -> now)
                    .ifMissing());
            return feedback.size();
        });
    }

    private static @Nullable String reason(Feedback feedback, Function<Reason, String> part) {
        Reason reason = feedback.reason();
        return reason == null ? null : part.apply(reason);
    }
}
