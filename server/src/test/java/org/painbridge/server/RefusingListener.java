package org.painbridge.server;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Patient;
import org.painbridge.server.store.Change;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.WriteListener;

/**
 * A listener that fails, after a write of its own, for every patient of the family {@link #FAMILY}; and as who was too late, for every
 * Communication that says {@link #LATE}.
 */
public final class RefusingListener implements WriteListener {
    public static final String FAMILY = "Listenerrefuses";
    public static final String LATE = "Somebody else was faster";
    /** The id of the name that the listener writes before it fails. */
    public static final int NAME_ID = 42;

    @Override
    public void beforeCommit(StoreTransaction transaction, List<Change> changes) throws SQLException {
        if (changes.stream().anyMatch(RefusingListener::isLate)) {
            throw new StoreProblem.Conflict(LATE);
        }
        if (changes.stream().noneMatch(RefusingListener::concerns)) {
            return;
        }
        Connection connection = transaction.connection();
        try (PreparedStatement insert =
                connection.prepareStatement("insert into fhir_name (id, name) values (?, 'listener')")) {
            insert.setInt(1, NAME_ID);
            insert.executeUpdate();
        }
        throw new IllegalStateException("The listener of the tests refuses");
    }

    private static boolean isLate(Change change) {
        return change.resource() instanceof Communication said
                && said.getPayload().stream()
                        .anyMatch(payload -> payload.hasContentStringType()
                                && LATE.equals(payload.getContentStringType().getValue()));
    }

    private static boolean concerns(Change change) {
        return change.resource() instanceof Patient patient
                && FAMILY.equals(patient.getNameFirstRep().getFamily());
    }
}
