package org.painbridge.server.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.fhirserver.SearchRequest;
import org.painbridge.server.store.ExportQuery.Patients;
import org.painbridge.server.store.SearchQuery;

/**
 * What a client asked to have exported.
 *
 * @param request the URL of the request, for the manifest
 * @param types in the order in which they are exported
 * @param since leaves out what was written before this time, in milliseconds since 1970; null for none
 * @param filters {@code Type?search}; several of one type are alternatives
 */
record ExportDefinition(
        String request,
        Patients patients,
        List<String> types,
        @Nullable Long since,
        List<String> filters) {
    private static final ObjectMapper JSON = new ObjectMapper();

    ExportDefinition {
        types = List.copyOf(types);
        filters = List.copyOf(filters);
    }

    static ExportDefinition of(byte[] json) {
        try {
            return JSON.readValue(json, ExportDefinition.class);
        } catch (IOException e) {
            throw new UncheckedIOException("A stored export cannot be read", e);
        }
    }

    byte[] json() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<SearchQuery> filters(String type) {
        return filters.stream()
                .filter(filter -> filter.startsWith(type + "?"))
                .map(ExportDefinition::search)
                .toList();
    }

    static SearchQuery search(String filter) {
        int query = filter.indexOf('?');
        return SearchRequest.ofUrl(filter.substring(0, query), filter.substring(query + 1), false, "http._typeFilter");
    }
}
