package org.painbridge.server.imaging;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.Insert;
import org.painbridge.server.store.StoreTransaction;

/** The table {@code imaging_feedback}: what became of decisions, by the operation and by cards of hooks. Reports count it. */
public final class FeedbackTable {

    /** What was done with the advice. */
    public enum Outcome {
        ACCEPTED,
        OVERRIDDEN
    }

    /**
     * Why it was overridden.
     *
     * @param display as sent; null where it was not
     */
    public record Reason(
            @Nullable String system,
            @Nullable String code,
            @Nullable String display) {
        public static final Reason NONE = new Reason(null, null, null);
    }

    /**
     * What became of one decision.
     *
     * @param decision its id; null where the card is of none
     * @param at when it was done
     * @param commented whether the user wrote something
     * @param card what only cards of hooks have; null for others
     */
    public record Row(
            @Nullable String decision,
            Outcome outcome,
            Reason reason,
            boolean commented,
            Instant at,
            @Nullable String client,
            @Nullable Card card) {}

    /**
     * Of a card.
     *
     * @param accepted ids of the suggestions that were taken
     * @param comment in the words of the user; null for none
     */
    public record Card(
            String uuid, List<String> accepted, @Nullable String comment) {}

    /** The same outcome of a card counts once, however often it is sent. */
    public void insert(StoreTransaction transaction, List<Row> rows) {
        long now = transaction.now().toEpochMilli();
        transaction.insert(Insert.into("imaging_feedback", rows)
                .text("decision_id", Row::decision)
                .text("outcome", each -> each.outcome().name().toLowerCase(Locale.ROOT))
                .text("reason_system", each -> each.reason().system())
                .text("reason_code", each -> each.reason().code())
                .text("reason_display", each -> each.reason().display())
                .truth("comment_present", Row::commented)
                .bigint("at", each -> each.at().toEpochMilli())
                .text("client", Row::client)
                .text("card", each -> each.card() == null ? null : each.card().uuid())
                .text(
                        "accepted",
                        each -> each.card() == null
                                ? null
                                : String.join(" ", each.card().accepted()))
                .text(
                        "user_comment",
                        each -> each.card() == null ? null : each.card().comment())
                .bigint("received", each -> now)
                .ifMissing());
    }
}
