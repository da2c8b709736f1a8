package org.painbridge.server.audit;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.painbridge.server.store.Change;
import org.painbridge.server.store.PrivacyConsent;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoredResource;
import org.painbridge.server.store.TransactionEnd.Outcome;
import org.painbridge.server.store.WriteJournal;

/** An entry for each resource that a transaction writes, in that transaction. */
final class AuditJournal implements WriteJournal {
    private final Interactions interactions;
    private final Chains chains;

    AuditJournal(Interactions interactions, Chains chains) {
        this.interactions = interactions;
        this.chains = chains;
    }

    @Override
    public void beforeCommit(StoreTransaction transaction, List<Change> changes) throws SQLException {
        List<AuditEntry> entries = new ArrayList<>();
        for (Change change : transaction.changes()) {
            AuditEntry entry = entry(transaction, change.stored());
            entries.add(entry);
            if (PrivacyConsent.of(change.resource()) == PrivacyConsent.OVERRIDE) {
                entries.add(entry.of(AuditEntry.BREAK_GLASS));
            }
        }
        chains.append(transaction, entries);
        interactions
                .current()
                .ifPresent(interaction -> transaction.end().tell(outcome -> {
                    if (outcome == Outcome.COMMITTED) {
                        interaction.written();
                    }
                }));
    }

    private AuditEntry entry(StoreTransaction transaction, StoredResource stored) throws SQLException {
        // A delete marker does not say whose resource it was.
        StoredResource content = stored.deleted()
                ? transaction
                        .version(stored.type(), stored.id(), stored.version() - 1)
                        .orElse(stored)
                : stored;
        Interaction interaction = interactions.current().orElse(null);
        return new AuditEntry(
                stored.deleted() ? "delete" : stored.version() == 1 ? "create" : "update",
                stored.deleted() ? 204 : stored.version() == 1 ? 201 : 200,
                interactions.agent(),
                stored.versionedReference(),
                interaction == null ? null : interaction.behalf(),
                List.copyOf(PatientIds.of(content)));
    }
}
