package org.painbridge.server.audit;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.painbridge.server.audit.AuditEntry.Agent;
import org.painbridge.server.fhirserver.MessageLog;
import org.painbridge.server.store.StoreTransaction;

/** An entry for each message that the server sends on its own, with the patients of what it names as they are by then. */
final class MessageJournal implements MessageLog {
    private static final int RECEIVED = 200;
    private static final int BAD_GATEWAY = 502;

    private final Chains chains;

    MessageJournal(Chains chains) {
        this.chains = chains;
    }

    @Override
    public void sent(StoreTransaction transaction, String cause, String endpoint, boolean received, List<String> named)
            throws SQLException {
        Set<String> patients = new LinkedHashSet<>();
        for (String reference : named) {
            String[] parts = reference.split("/", 2);
            transaction.read(parts[0], parts[1]).ifPresent(stored -> patients.addAll(PatientIds.of(stored)));
        }
        String line = "POST " + endpoint + " " + String.join(" ", named);
        chains.append(
                transaction,
                List.of(new AuditEntry(
                        "operation",
                        received ? RECEIVED : BAD_GATEWAY,
                        Agent.SERVER,
                        cause,
                        AuditEntry.clean(line, AuditEntry.LONGEST_QUERY),
                        List.copyOf(patients))));
    }
}
