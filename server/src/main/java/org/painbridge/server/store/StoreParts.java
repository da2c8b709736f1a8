package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;

/** What every transaction works with; made once. */
record StoreParts(
        ResourceCodec codec,
        SearchParameters parameters,
        ReferenceRules references,
        SearchIndexer indexer,
        ScopeConditions scopes,
        List<StatedRows> stated,
        ConsentReader consents,
        ResourceReader reader,
        SharedResources shared,
        HistoryReader histories,
        TypeHistoryReader typeHistories,
        Searcher searcher,
        TypesReader compartments,
        LabelReader labels,
        EverythingReader everything,
        ExportReader exports,
        ResourceSequence sequence,
        TransactionLocks locks,
        OpenWrites openWrites,
        Ids ids,
        Clock clock) {

    /** The current version within a scope. A delete marker is there where what was deleted would be. */
    Optional<StoredResource> read(Connection connection, AccessScope scope, String type, String id)
            throws SQLException {
        Optional<StoredResource> found = reader.read(connection, scope, type, id);
        return found.isPresent() && !coversDeleted(connection, scope, found.get()) ? Optional.empty() : found;
    }

    /** Whether a version may be seen by what it says itself. */
    boolean covers(Connection connection, AccessScope scope, StoredResource stored) throws SQLException {
        return scope.everything()
                || (stored.deleted()
                        ? coversDeleted(connection, scope, stored)
                        : scopes.covers(connection, scope, stored, indexer.rows(codec.decode(stored))));
    }

    /** A delete marker says nothing of its own, but that something was there. */
    private boolean coversDeleted(Connection connection, AccessScope scope, StoredResource stored) throws SQLException {
        if (!stored.deleted() || !scope.hidesSome()) {
            return true;
        }
        Optional<StoredResource> last =
                reader.version(connection, AccessScope.ALL, stored.type(), stored.id(), stored.version() - 1);
        return last.isEmpty() || covers(connection, scope, last.get());
    }

    /**
     * Whether somebody of this scope may have written a resource, as it stands.
     *
     * @param before what was there, which the scope covered
     */
    boolean coversWritten(
            Connection connection,
            AccessScope scope,
            Resource resource,
            StoredResource stored,
            Optional<StoredResource> before)
            throws SQLException {
        Optional<IndexRows> old = before.filter(found -> CareRelations.admitsByWrite(found.type()))
                .map(found -> indexer.rows(codec.decode(found)));
        return scope.everything() || scopes.coversWritten(connection, scope, stored, indexer.rows(resource), old);
    }
}
