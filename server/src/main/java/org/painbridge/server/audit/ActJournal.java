package org.painbridge.server.audit;

import java.sql.SQLException;
import java.util.List;
import org.painbridge.server.fhirserver.ActLog;
import org.painbridge.server.store.StoreTransaction;

/** An entry for each act, in its transaction. */
final class ActJournal implements ActLog {
    private static final int DONE = 200;

    private final Interactions interactions;
    private final Chains chains;

    ActJournal(Interactions interactions, Chains chains) {
        this.interactions = interactions;
        this.chains = chains;
    }

    @Override
    public void done(StoreTransaction transaction, String text, List<String> patients) throws SQLException {
        chains.append(
                transaction,
                List.of(new AuditEntry(
                        "operation",
                        DONE,
                        interactions.agent(),
                        "",
                        AuditEntry.clean(text, AuditEntry.LONGEST_QUERY),
                        patients)));
    }
}
