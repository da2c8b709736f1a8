package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Versions and histories as a caller of an access scope sees them, within a transaction or outside of one. */
record ScopedVersions(StoreParts parts, AccessScope scope) {

    /** A past version is there where the current one and that one itself may be seen. */
    Optional<StoredResource> version(Connection connection, String type, String id, int version) throws SQLException {
        Optional<StoredResource> found = parts.reader().version(connection, scope, type, id, version);
        return found.isPresent() && parts.covers(connection, scope, found.get()) ? found : Optional.empty();
    }

    /** @throws StoreProblem.NotFound if it was never here */
    HistoryPage history(Connection connection, HistoryQuery query) throws SQLException {
        if (!scope.everything()) {
            require(connection, query);
        }
        HistoryPage page = parts.histories().read(connection, query);
        if (page.versions().isEmpty()) {
            require(connection, query);
        }
        return covered(connection, page);
    }

    /** @throws StoreProblem.Invalid if the cursor is not one of such a history */
    HistoryPage history(Connection connection, TypeHistoryQuery query) throws SQLException {
        HistoryPage page =
                parts.typeHistories().read(connection, scope, query, stored -> parts.covers(connection, scope, stored));
        return scope.everything() ? page : new HistoryPage(page.versions(), null, page.nextCursor());
    }

    private void require(Connection connection, HistoryQuery query) throws SQLException {
        if (parts.read(connection, scope, query.type(), query.id()).isEmpty()) {
            throw new StoreProblem.NotFound(query.type() + "/" + query.id());
        }
    }

    /** How many there are in all is not told where some may be hidden. */
    private HistoryPage covered(Connection connection, HistoryPage page) throws SQLException {
        if (scope.everything()) {
            return page;
        }
        List<HistoryPage.Version> versions = new ArrayList<>();
        for (HistoryPage.Version version : page.versions()) {
            if (parts.covers(connection, scope, version.stored())) {
                versions.add(version);
            }
        }
        return new HistoryPage(versions, null, page.nextCursor());
    }
}
