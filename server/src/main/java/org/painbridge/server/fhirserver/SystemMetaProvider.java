package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Collection;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.security.CallerViews;

/** {@code [base]/$meta}: the profiles, tags and security labels in use on the server. */
public final class SystemMetaProvider {
    private final CallerViews views;
    private final List<String> types;

    SystemMetaProvider(CallerViews views, Collection<String> types) {
        this.views = views;
        this.types = List.copyOf(types);
    }

    @Operation(name = "$meta", idempotent = true, canonicalUrl = MetaProvider.META)
    public Parameters meta(@ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        OperationParameters.of("$meta", List.of(), request, body);
        return MetaProvider.answer(views.of(request).labels(types));
    }
}
