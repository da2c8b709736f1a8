package org.painbridge.server.store;

import java.sql.SQLException;
import java.util.List;

/** Rows of a capability that follow from resources, and are made anew by {@code $reindex} of their type. */
public interface DerivedRows {
    boolean areOf(String type);

    /** @param ids of some resources of the type, deleted ones included */
    void rebuild(StoreTransaction transaction, List<String> ids) throws SQLException;
}
