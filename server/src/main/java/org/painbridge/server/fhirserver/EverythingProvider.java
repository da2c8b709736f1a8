package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.store.ClosestName;
import org.painbridge.server.store.EverythingQuery;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.SearchPage;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoreView;
import org.painbridge.server.store.StoredResource;

/** {@code Patient/[id]/$everything}; docs/operations/everything.md. */
public final class EverythingProvider {
    private static final List<String> NAMES = List.of("start", "end", "_since", "_type", "_count", "_cursor");

    private final FhirStore store;
    private final CallerViews views;
    private final Answers answers;

    EverythingProvider(FhirStore store, CallerViews views, Answers answers) {
        this.store = store;
        this.views = views;
        this.answers = answers;
    }

    @Operation(
            name = "$everything",
            typeName = "Patient",
            idempotent = true,
            canonicalUrl = "http://hl7.org/fhir/OperationDefinition/Patient-everything")
    public Bundle everything(
            @IdParam IdType patient, @ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        OperationParameters sent = OperationParameters.of("$everything", NAMES, request, body);
        String id = patient.getIdPart();
        EverythingQuery query = new EverythingQuery(
                id,
                types(sent),
                sent.one("start").orElse(null),
                sent.one("end").orElse(null),
                sent.instant("_since").orElse(null),
                sent.positive("_count").orElse(null),
                sent.one("_cursor").orElse(null));
        StoreView view = views.of(request);
        requirePatient(view, id);
        SearchPage page = view.everything(query);
        return answers.search("Patient/" + id + "/$everything", page.asked(asked(sent)), request);
    }

    private List<String> types(OperationParameters sent) {
        List<String> types = sent.list("_type");
        for (String type : types) {
            if (!store.everythingTypes().contains(type)) {
                throw OperationParameters.problem(
                        "_type",
                        "$everything has no resources of type " + type + "."
                                + ClosestName.didYouMean(type, store.everythingTypes()) + " There are "
                                + String.join(", ", store.everythingTypes()));
            }
        }
        return types;
    }

    private static void requirePatient(StoreView view, String id) {
        StoredResource stored = view.read("Patient", id).orElseThrow(() -> new StoreProblem.NotFound("Patient/" + id));
        if (stored.deleted()) {
            throw new StoreProblem.Gone(stored.reference(), stored.updated());
        }
    }

    /** For the links of the page. */
    private static List<SearchQuery.Parameter> asked(OperationParameters sent) {
        List<SearchQuery.Parameter> asked = new ArrayList<>();
        NAMES.forEach(name -> sent.all(name).forEach(value -> asked.add(new SearchQuery.Parameter(name, value))));
        return asked;
    }
}
