package org.painbridge.server.terminology;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.util.UrlUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.ResourceVersionPolicy;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MetadataResource;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoreSettings;

/** The definitions of one type, to read and to search; docs/terminology.md. Nobody writes them here. */
public final class DefinitionProvider<T extends MetadataResource> implements IResourceProvider, CapabilityOperations {
    private final Class<T> type;
    private final Definitions definitions;
    private final StoreSettings pages;

    DefinitionProvider(Class<T> type, Definitions definitions, StoreSettings pages) {
        this.type = type;
        this.definitions = definitions;
        this.pages = pages;
    }

    @Override
    public Class<T> getResourceType() {
        return type;
    }

    @Override
    public void describe(CapabilityStatementRestComponent rest) {
        rest.getResource().stream()
                .filter(resource -> resource.getType().equals(type.getSimpleName()))
                .forEach(resource -> {
                    resource.setVersioning(ResourceVersionPolicy.NOVERSION);
                    DefinitionQuery.PARAMETERS.forEach((name, kind) ->
                            resource.addSearchParam().setName(name).setType(kind));
                });
    }

    @Read
    public MetadataResource read(@IdParam IdType id) {
        return definitions
                .byId(type, id.getIdPart())
                .map(definition -> served(id.getIdPart(), definition))
                .orElseThrow(() -> new StoreProblem.NotFound(type.getSimpleName() + "/" + id.getIdPart()));
    }

    /** In order of the id; a page goes on behind the last id of the one before. */
    @Search(allowUnknownParams = true)
    public Bundle search(RequestDetails request) {
        DefinitionQuery query = new DefinitionQuery(request);
        String after = text(request, "_cursor", "");
        int count = count(request);
        List<DefinitionQuery.Found> found = new ArrayList<>();
        new TreeMap<>(definitions.all(type))
                .forEach((id, definition) -> found.add(new DefinitionQuery.Found(id, definition)));
        found.removeIf(candidate -> !query.matches(candidate));
        List<DefinitionQuery.Found> rest = found.stream()
                .filter(candidate -> candidate.id().compareTo(after) > 0)
                .toList();
        List<DefinitionQuery.Found> page = rest.stream().limit(count).toList();
        Bundle bundle = new Bundle().setType(BundleType.SEARCHSET).setTotal(found.size());
        String url = request.getFhirServerBase() + "/" + type.getSimpleName();
        bundle.addLink().setRelation("self").setUrl(link(url, request, query, after));
        if (page.size() < rest.size() && !page.isEmpty()) {
            String next = link(url, request, query, page.getLast().id());
            bundle.addLink().setRelation("next").setUrl(next);
        }
        page.forEach(match -> bundle.addEntry()
                .setFullUrl(url + "/" + match.id())
                .setResource(served(match.id(), match.definition()))
                .getSearch()
                .setMode(SearchEntryMode.MATCH));
        return bundle;
    }

    /** A copy: the definitions themselves are shared with validation. */
    private MetadataResource served(String id, MetadataResource definition) {
        MetadataResource copy = (MetadataResource) definition.copy();
        copy.setIdElement(new IdType(type.getSimpleName(), id));
        return copy;
    }

    private int count(RequestDetails request) {
        String count = text(request, "_count", Integer.toString(pages.defaultCount()));
        if (!count.matches("[0-9]{1,9}")) {
            throw new RequestProblem(
                    ErrorCode.INVALID_SEARCH, "http._count", "_count is a whole number from 0, not " + count);
        }
        return Math.min(Integer.parseInt(count), pages.maxCount());
    }

    private static String link(String url, RequestDetails request, DefinitionQuery query, String after) {
        List<String> parts = new ArrayList<>();
        for (String name : query.used()) {
            for (String value : request.getParameters().getOrDefault(name, new String[0])) {
                parts.add(UrlUtil.escapeUrlParam(name) + "=" + UrlUtil.escapeUrlParam(value));
            }
        }
        parts.removeIf(part -> part.startsWith("_cursor="));
        if (!after.isEmpty()) {
            parts.add("_cursor=" + UrlUtil.escapeUrlParam(after));
        }
        return parts.isEmpty() ? url : url + "?" + String.join("&", parts);
    }

    private static String text(RequestDetails request, String name, String otherwise) {
        String[] values = request.getParameters().getOrDefault(name, new String[0]);
        return values.length == 0 ? otherwise : values[0];
    }
}
