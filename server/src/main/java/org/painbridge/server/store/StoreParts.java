package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import org.hl7.fhir.r4.model.Resource;

/** What every transaction works with; made once. */
record StoreParts(
        ResourceCodec codec,
        ReferenceRules references,
        SearchIndexer indexer,
        ScopeConditions scopes,
        CareRelations care,
        ResourceReader reader,
        SharedResources shared,
        HistoryReader histories,
        TypeHistoryReader typeHistories,
        Searcher searcher,
        LabelReader labels,
        EverythingReader everything,
        ExportReader exports,
        ResourceSequence sequence,
        TransactionLocks locks,
        OpenWrites openWrites,
        Ids ids,
        Clock clock) {

    /** Whether a resource, as it stands, lies within a scope. */
    boolean covers(Connection connection, AccessScope scope, Resource resource, String id) throws SQLException {
        return scope.everything() || scopes.covers(connection, scope, resource.fhirType(), id, indexer.rows(resource));
    }

    /** Whether somebody of this scope may have written a resource, as it stands. */
    boolean coversWritten(Connection connection, AccessScope scope, Resource resource, String id) throws SQLException {
        return scopes.coversWritten(connection, scope, resource.fhirType(), id, indexer.rows(resource));
    }
}
