package org.painbridge.server.store;

import java.time.Clock;

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
        Clock clock) {}
