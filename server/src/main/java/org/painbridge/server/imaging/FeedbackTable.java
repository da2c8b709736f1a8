package org.painbridge.server.imaging;

import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.painbridge.server.store.Insert;
import org.painbridge.server.store.StoreTransaction;

/** The table {@code imaging_feedback}: what reports count. The words of the user are in the Task only. */
final class FeedbackTable {

    void insert(StoreTransaction transaction, FeedbackRequest feedback, Instant at) {
        Coding reason = feedback.reason()
                .flatMap(concept -> concept.getCoding().stream().findFirst())
                .orElseGet(Coding::new);
        transaction.insert(Insert.into("imaging_feedback", List.of(feedback))
                .text("decision_id", FeedbackRequest::decision)
                .text("outcome", each -> each.accepted() ? "accepted" : "overridden")
                .text("reason_system", each -> reason.getSystem())
                .text("reason_code", each -> reason.getCode())
                .truth("comment_present", each -> each.comment().isPresent())
                .bigint("at", each -> at.toEpochMilli())
                .text("client", each -> each.client().orElse(null)));
    }
}
