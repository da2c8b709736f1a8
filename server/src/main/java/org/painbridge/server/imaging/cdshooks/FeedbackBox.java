package org.painbridge.server.imaging.cdshooks;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.GuidanceResponse;
import org.painbridge.server.imaging.Decisions;
import org.painbridge.server.imaging.FeedbackTable;
import org.painbridge.server.imaging.FeedbackTable.Told;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreTransaction;

/**
 * Takes in what clients tell of cards: all of one message, or nothing. A client may send the same outcome again; it counts
 * once. Of a decision that the client was told there is a Task then, as by the operation. A card that we do not know is taken,
 * too: some decisions are not kept for ever.
 */
final class FeedbackBox {
    private final FeedbackReader reader;
    private final FhirStore store;
    private final DecisionLog log;
    private final Decisions decisions;
    private final FeedbackTable table = new FeedbackTable();

    FeedbackBox(FeedbackReader reader, FhirStore store, DecisionLog log, Decisions decisions) {
        this.reader = reader;
        this.store = store;
        this.log = log;
        this.decisions = decisions;
    }

    /** @throws org.painbridge.server.fhirserver.RequestProblem where any of it is faulty; then none is kept */
    void take(byte[] body, String client) {
        List<Feedback> told = reader.read(body);
        log.write(); // Who is quick answers before the decision is kept.
        told.forEach(each -> each.decision().ifPresent(decisions::settle));
        store.write(transaction -> {
            keep(transaction, told, client);
            return told.size();
        });
    }

    private void keep(StoreTransaction transaction, List<Feedback> told, String client) throws SQLException {
        Set<String> cards = told.stream().map(Feedback::card).collect(Collectors.toCollection(TreeSet::new));
        transaction.lockAll(
                cards.stream().map(card -> "feedback to card " + card).toList());
        Set<Told> known = table.told(transaction.connection(), cards);
        table.insert(transaction, told.stream().map(each -> row(each, client)).toList());
        for (Feedback each : told) {
            if (known.add(each.told())) {
                tell(transaction, each, client);
            }
        }
    }

    private void tell(StoreTransaction transaction, Feedback feedback, String client) throws SQLException {
        Optional<String> decision = feedback.decision();
        if (decision.isPresent()) {
            Optional<GuidanceResponse> guidance = decisions.toldTo(transaction, decision.get(), client);
            if (guidance.isPresent()) {
                transaction.create(feedback.request(decision.get(), client).task(guidance.get(), feedback.at()));
            }
        }
    }

    private static FeedbackTable.Row row(Feedback feedback, String client) {
        return new FeedbackTable.Row(
                feedback.decision().orElse(null),
                feedback.outcome(),
                feedback.reason(),
                feedback.comment() != null,
                feedback.at(),
                client,
                new FeedbackTable.Card(feedback.card(), feedback.accepted(), feedback.comment()));
    }
}
