package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.security.Caller;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.security.Callers;
import org.painbridge.server.security.Permission;
import org.painbridge.server.store.CompartmentQuery;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.SearchPage;
import org.painbridge.server.store.SearchQuery;

/** {@code Patient/1/*}: a search of all types in a compartment, or of those of {@code _type} (FHIR R4, 3.1.0.9.1). */
public final class CompartmentProvider implements IResourceProvider {
    /** In the place of the type. */
    static final String ALL = "*";

    private static final String TYPE = "_type";

    private final Class<? extends Resource> kind;
    private final FhirStore store;
    private final Callers callers;
    private final CallerViews views;
    private final Answers answers;

    /** @param kind that there are compartments of */
    CompartmentProvider(
            Class<? extends Resource> kind, FhirStore store, Callers callers, CallerViews views, Answers answers) {
        this.kind = kind;
        this.store = store;
        this.callers = callers;
        this.views = views;
        this.answers = answers;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return kind;
    }

    @Search(compartmentName = ALL, allowUnknownParams = true)
    public Bundle all(@IdParam IdType owner, RequestDetails request) {
        String type = kind.getSimpleName();
        List<SearchQuery.Parameter> sent = SearchRequest.parameters(request.getParameters());
        List<SearchQuery.Parameter> ofEach = sent.stream()
                .filter(parameter -> !parameter.name().equals(TYPE))
                .toList();
        SearchPage page = views.of(request)
                .search(new CompartmentQuery(
                        type + "/" + owner.getIdPart(), types(type, request), ofEach, SearchRequest.lenient(request)));
        List<SearchQuery.Parameter> shown = Stream.concat(
                        page.used().stream(),
                        sent.stream().filter(parameter -> parameter.name().equals(TYPE)))
                .toList();
        return answers.search(ALL, page.asked(shown), request);
    }

    /** Those that are asked for, or else all that the caller may search for. */
    private List<String> types(String owner, RequestDetails request) {
        List<String> asked = asked(request);
        if (!asked.isEmpty()) {
            return asked;
        }
        Caller caller = callers.of(((ServletRequestDetails) request).getServletRequest());
        List<String> types = store.compartmentTypes(owner).stream()
                .filter(type -> caller.may(Permission.SEARCH, type))
                .toList();
        if (types.isEmpty()) {
            throw new RequestProblem(
                    ErrorCode.SCOPE_MISSING,
                    "",
                    "The scopes of the token allow to search for no type of this compartment: it needs one such as"
                            + " patient/, user/ or system/Observation.s");
        }
        return types;
    }

    /** The types that a request names, each once, in the order of the alphabet; none where it asks for all. */
    static List<String> asked(RequestDetails request) {
        Map<String, String[]> sent = request.getParameters();
        return Arrays.stream(sent.getOrDefault(TYPE, new String[0]))
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .distinct()
                .sorted()
                .toList();
    }
}
