package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.annotation.History;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Collection;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.painbridge.server.security.CallerViews;

/** {@code GET [base]/_history}: what was written to any resource, the newest first. */
public final class HistoryProvider {
    private final CallerViews views;
    private final Answers answers;
    private final List<String> types;

    HistoryProvider(CallerViews views, Answers answers, Collection<String> types) {
        this.views = views;
        this.answers = answers;
        this.types = List.copyOf(types);
    }

    @History
    public Bundle history(RequestDetails request) {
        HistoryRequest asked = new HistoryRequest(request);
        return answers.history("", views.of(request).history(asked.query(types)), asked, request);
    }
}
