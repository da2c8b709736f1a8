package org.painbridge.server.store;

import java.time.Clock;
import org.hl7.fhir.r4.model.Resource;

/** What every transaction works with; made once. */
record StoreParts(
        ResourceCodec codec,
        ReferenceRules references,
        SearchIndexer indexer,
        ScopeConditions scopes,
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
    boolean covers(AccessScope scope, Resource resource, String id) {
        return scope.everything() || scopes.covers(scope, resource.fhirType(), id, indexer.rows(resource));
    }
}
