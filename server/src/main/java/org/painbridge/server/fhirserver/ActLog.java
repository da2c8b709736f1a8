package org.painbridge.server.fhirserver;

import java.sql.SQLException;
import java.util.List;
import org.painbridge.server.store.StoreTransaction;

/** Told of acts that have to be in the audit trail or not happen at all. */
public interface ActLog {

    /**
     * Whoever sent the request that is being served did this, in the transaction that does it.
     *
     * @param text what was done and why
     * @param patients ids of those whom it concerns
     */
    void done(StoreTransaction transaction, String text, List<String> patients) throws SQLException;
}
