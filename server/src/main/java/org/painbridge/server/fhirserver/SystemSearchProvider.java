package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Collection;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.security.CallerViews;

/** {@code GET [base]?_type=...}: a search of several types by what they have in common (FHIR R4, 3.1.0.9). */
public final class SystemSearchProvider {
    private final CallerViews views;
    private final Answers answers;
    private final InteractionGate gate;
    private final List<String> types;

    SystemSearchProvider(CallerViews views, Answers answers, InteractionGate gate, Collection<String> types) {
        this.views = views;
        this.answers = answers;
        this.gate = gate;
        this.types = types.stream().sorted().toList();
    }

    @Search(allowUnknownParams = true)
    public Bundle search(RequestDetails request) {
        TypesSearch search = new TypesSearch(
                null, SearchRequest.parameters(request.getParameters()), SearchRequest.lenient(request));
        if (search.sent().isEmpty()) {
            throw new RequestProblem(
                    ErrorCode.INVALID_REQUEST,
                    "",
                    "This is the base of the server: add a type, as in /Patient, or search several types, as in"
                            + " ?_type=Patient,Observation&_lastUpdated=ge2026-01-01");
        }
        return answers.search("", search.shown(views.of(request).search(gate.opened(search, types, request))), request);
    }
}
