package org.painbridge.server.fhirserver;

import java.sql.SQLException;
import java.util.List;
import org.painbridge.server.store.StoreTransaction;

/** Told of what the server sends to others on its own, so that it can be said later who heard what. */
public interface MessageLog {

    /**
     * A message was sent, in the transaction that notes what came of it.
     *
     * @param cause why, as {@code Subscription/1}
     * @param endpoint to which it went
     * @param received whether the receiver has said so; it may have it even so
     * @param named resources that it named, {@code Type/id} each
     */
    void sent(StoreTransaction transaction, String cause, String endpoint, boolean received, List<String> named)
            throws SQLException;
}
