package org.painbridge.server;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.hl7.fhir.r4.model.Patient;
import org.painbridge.server.store.Change;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.WriteListener;

/** A listener that fails, after a write of its own, for every patient of the family {@link #FAMILY}. */
public final class RefusingListener implements WriteListener {
    public static final String FAMILY = "Listenerrefuses";
    /** The id of the name that the listener writes before it fails. */
    public static final int NAME_ID = 42;

    @Override
    public void beforeCommit(StoreTransaction transaction, List<Change> changes) throws SQLException {
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

    private static boolean concerns(Change change) {
        return change.resource() instanceof Patient patient
                && FAMILY.equals(patient.getNameFirstRep().getFamily());
    }
}
