package org.painbridge.server.fhirserver;

import java.sql.SQLException;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.server.store.SearchPage;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoredResource;

/** Answers the GET entries of bundles: a read or a search. */
final class EntryReader {

    Resource read(StoreTransaction transaction, BundleEntry entry) throws SQLException {
        if (entry.id() == null) {
            return search(transaction, entry);
        }
        StoredResource stored =
                transaction.read(entry.type(), entry.id()).orElseThrow(() -> new StoreProblem.NotFound(entry.target()));
        if (stored.deleted()) {
            throw new StoreProblem.Gone(stored.reference(), stored.updated());
        }
        return transaction.parse(stored);
    }

    private static Bundle search(StoreTransaction transaction, BundleEntry entry) throws SQLException {
        SearchPage page = transaction.page(
                SearchRequest.condition(entry.type(), "?" + (entry.query() == null ? "" : entry.query())));
        Bundle bundle = new Bundle().setType(BundleType.SEARCHSET);
        if (page.total() != null) {
            bundle.setTotal(Math.toIntExact(page.total()));
        }
        page.matches().forEach(stored -> add(bundle, transaction.parse(stored), SearchEntryMode.MATCH));
        page.included().forEach(stored -> add(bundle, transaction.parse(stored), SearchEntryMode.INCLUDE));
        return bundle;
    }

    private static void add(Bundle bundle, Resource resource, SearchEntryMode mode) {
        bundle.addEntry().setResource(resource).getSearch().setMode(mode);
    }
}
