package org.painbridge.server.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Versions of one resource, or of all those of some types, the newest first.
 *
 * @param total how many there are in all, on other pages too; null where nobody counted
 * @param nextCursor where the next page begins: {@link HistoryQuery#before} or {@link TypeHistoryQuery#cursor}; null on the
 *     last page
 */
public record HistoryPage(
        List<Version> versions,
        @Nullable Long total,
        @Nullable String nextCursor) {

    /** How a version came about. */
    public enum Origin {
        /** By POST, under an id of this server. */
        CREATED,
        /** By PUT, where nothing was, or nothing any more. */
        PUT_ANEW,
        /** By PUT, over another version. */
        CHANGED,
        DELETED
    }

    public record Version(StoredResource stored, Origin origin) {}

    public HistoryPage {
        versions = List.copyOf(versions);
    }
}
