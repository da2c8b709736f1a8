package org.painbridge.server.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.SearchPage;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoredResource;

/** Answers the GET entries of bundles: a read or a search. */
final class EntryReader {
    private final FhirContext context;
    private final FhirStore store;

    EntryReader(FhirContext context, FhirStore store) {
        this.context = context;
        this.store = store;
    }

    Resource read(BundleEntry entry) {
        if (entry.id() == null) {
            return search(entry);
        }
        StoredResource stored =
                store.read(entry.type(), entry.id()).orElseThrow(() -> new StoreProblem.NotFound(entry.target()));
        if (stored.deleted()) {
            throw new StoreProblem.Gone(stored.reference(), stored.updated());
        }
        return parse(stored);
    }

    private Bundle search(BundleEntry entry) {
        SearchPage page =
                store.search(SearchRequest.condition(entry.type(), "?" + (entry.query() == null ? "" : entry.query())));
        Bundle bundle = new Bundle().setType(BundleType.SEARCHSET);
        if (page.total() != null) {
            bundle.setTotal(Math.toIntExact(page.total()));
        }
        page.matches().forEach(stored -> add(bundle, stored, SearchEntryMode.MATCH));
        page.included().forEach(stored -> add(bundle, stored, SearchEntryMode.INCLUDE));
        return bundle;
    }

    private void add(Bundle bundle, StoredResource stored, SearchEntryMode mode) {
        bundle.addEntry().setResource(parse(stored)).getSearch().setMode(mode);
    }

    private Resource parse(StoredResource stored) {
        return (Resource) context.newJsonParser().parseResource(new String(stored.json(), StandardCharsets.UTF_8));
    }
}
