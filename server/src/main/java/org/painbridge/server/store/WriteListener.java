package org.painbridge.server.store;

import java.sql.SQLException;
import java.util.List;

/**
 * Told of what a transaction changed, just before it commits and inside it: the place of projections and of rules that
 * must see every write. What it throws rolls the whole transaction back.
 */
@FunctionalInterface
public interface WriteListener {

    /** @param changes in the order they were made; writes that listeners make themselves are not told again */
    void beforeCommit(StoreTransaction transaction, List<Change> changes) throws SQLException;

    /** Whether it is told after the others, so that {@link StoreTransaction#changes} has their writes too. */
    default boolean waitsForOthers() {
        return false;
    }
}
