package org.painbridge.server.imaging.cdshooks;

import java.util.List;
import org.painbridge.imaging.fhir.DecisionId;
import org.painbridge.server.imaging.FeedbackTable;
import org.painbridge.server.store.FhirStore;

/**
 * Takes in what clients tell of cards: all of one message, or nothing. A client may send the same outcome again; it counts
 * once. A card that we do not know is taken, too: decisions are written later, and some are not kept for ever.
 */
final class FeedbackBox {
    private final FeedbackReader reader;
    private final FhirStore store;
    private final FeedbackTable table = new FeedbackTable();

    FeedbackBox(FeedbackReader reader, FhirStore store) {
        this.reader = reader;
        this.store = store;
    }

    /** @throws org.painbridge.server.fhirserver.RequestProblem where any of it is faulty; then none is kept */
    void take(byte[] body, String client) {
        List<FeedbackTable.Row> rows = reader.read(body).stream()
                .map(feedback -> row(feedback, client))
                .toList();
        store.write(transaction -> {
            table.insert(transaction, rows);
            return rows.size();
        });
    }

    /** The uuid of a card is that of its decision. */
    private static FeedbackTable.Row row(Feedback feedback, String client) {
        return new FeedbackTable.Row(
                DecisionId.parse("urn:uuid:" + feedback.card())
                        .map(DecisionId::ulid)
                        .orElse(null),
                feedback.outcome(),
                feedback.reason(),
                feedback.comment() != null,
                feedback.at(),
                client,
                new FeedbackTable.Card(feedback.card(), feedback.accepted(), feedback.comment()));
    }
}
