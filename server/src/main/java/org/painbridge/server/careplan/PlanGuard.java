package org.painbridge.server.careplan;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.painbridge.careplan.ExchangeRefusal;
import org.painbridge.careplan.fhir.AnswerWriter;
import org.painbridge.careplan.fhir.PlainWrite;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.store.Change;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoredResource;
import org.painbridge.server.store.WriteListener;

/** Holds plain writes to pushed plans and their tasks to what {@link PlainWrite} lets them change; operations write as the server. */
final class PlanGuard implements WriteListener {
    private static final Set<String> GUARDED = Set.of("CarePlan", "Task");

    private final AnswerWriter answers = new AnswerWriter();

    @Override
    public void beforeCommit(StoreTransaction transaction, List<Change> changes) throws SQLException {
        if (transaction.caller().isEmpty()) {
            return;
        }
        for (Change change : changes) {
            StoredResource stored = change.stored();
            if (GUARDED.contains(stored.type()) && stored.version() > 1) {
                check(transaction, change);
            }
        }
    }

    private void check(StoreTransaction transaction, Change change) throws SQLException {
        StoredResource stored = change.stored();
        transaction
                .version(stored.type(), stored.id(), stored.version() - 1)
                .filter(before -> !before.deleted())
                .flatMap(before -> PlainWrite.refusal(transaction.parse(before), change.resource()))
                .ifPresent(this::refuse);
    }

    private void refuse(ExchangeRefusal refusal) {
        throw new RequestProblem(Exchange.status(refusal.reason()), answers.refusal(refusal));
    }
}
