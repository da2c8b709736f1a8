package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.store.FhirStore;

/** {@code Patient/1/*}: a search of all types in a compartment, or of those of {@code _type} (FHIR R4, 3.1.0.9.1). */
public final class CompartmentProvider implements IResourceProvider {
    /** In the place of the type. */
    static final String ALL = "*";

    private final Class<? extends Resource> kind;
    private final FhirStore store;
    private final CallerViews views;
    private final Answers answers;
    private final InteractionGate gate;

    /** @param kind that there are compartments of */
    CompartmentProvider(
            Class<? extends Resource> kind, FhirStore store, CallerViews views, Answers answers, InteractionGate gate) {
        this.kind = kind;
        this.store = store;
        this.views = views;
        this.answers = answers;
        this.gate = gate;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return kind;
    }

    @Search(compartmentName = ALL, allowUnknownParams = true)
    public Bundle all(@IdParam IdType owner, RequestDetails request) {
        String type = kind.getSimpleName();
        TypesSearch search = new TypesSearch(
                type + "/" + owner.getIdPart(),
                SearchRequest.parameters(request.getParameters()),
                SearchRequest.lenient(request));
        return answers.search(
                ALL,
                search.shown(views.of(request).search(gate.opened(search, store.compartmentTypes(type), request))),
                request);
    }
}
