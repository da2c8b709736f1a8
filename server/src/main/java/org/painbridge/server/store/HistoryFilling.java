package org.painbridge.server.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.HistoryPage.Version;

/** A page of a history that fills up with what may be seen. */
final class HistoryFilling {
    private final int count;
    private final Seen seen;
    private final List<Version> versions = new ArrayList<>();
    private @Nullable String next;
    private boolean full;

    HistoryFilling(int count, Seen seen) {
        this.count = count;
        this.seen = seen;
    }

    /** Whether a version may be seen by what it says itself. */
    @FunctionalInterface
    interface Seen {
        boolean is(StoredResource stored) throws SQLException;
    }

    /** @param cursor of what follows it */
    record Placed(Version version, String cursor) {}

    int count() {
        return count;
    }

    /** One more could be seen: there is a next page. */
    boolean isFull() {
        return full;
    }

    void take(List<Placed> found) throws SQLException {
        for (Placed each : found) {
            if (!seen.is(each.version().stored())) {
                continue;
            }
            if (versions.size() == count) {
                full = true;
                return;
            }
            versions.add(each.version());
            next = each.cursor();
        }
    }

    /** @param first whether it is the first page, which shows the total where it is the last one, too */
    HistoryPage page(boolean first) {
        return full
                ? new HistoryPage(versions, null, next)
                : new HistoryPage(versions, first ? (long) versions.size() : null, null);
    }
}
