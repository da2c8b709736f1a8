package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.store.HistoryQuery;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.TypeHistoryQuery;

/** The history of a resource, a type or the server as HTTP asks for it; a link to the next page carries all of the question. */
final class HistoryRequest {
    private final Map<String, String> parameters = new TreeMap<>();

    HistoryRequest(RequestDetails request) {
        this(SearchRequest.parameters(request.getParameters()));
    }

    HistoryRequest(List<SearchQuery.Parameter> sent) {
        sent.forEach(parameter -> parameters.put(parameter.name(), parameter.value()));
    }

    /** Whether only the number of versions is asked for. */
    boolean numberOnly() {
        return "count".equals(parameters.get("_summary"));
    }

    HistoryQuery query(String type, String id) {
        return new HistoryQuery(type, id, number("_count"), since(), parameters.get("_at"), number("_cursor"));
    }

    TypeHistoryQuery query(List<String> types) {
        return new TypeHistoryQuery(
                types,
                numberOnly() ? Integer.valueOf(0) : number("_count"),
                since(),
                parameters.get("_at"),
                parameters.get("_cursor"));
    }

    /** What stands behind the question mark of the same question from a cursor on; null for the page itself. */
    String queryString(@Nullable String cursor) {
        Map<String, String> same = new TreeMap<>(parameters);
        if (cursor != null) {
            same.put("_cursor", cursor);
        }
        return same.entrySet().stream()
                .map(parameter -> Answers.encoded(parameter.getKey()) + "=" + Answers.encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    private @Nullable Integer number(String name) {
        String text = parameters.get(name);
        if (text == null) {
            return null;
        }
        if (!text.matches("[0-9]{1,9}")) {
            throw problem(name, name + " is a whole number, not " + text);
        }
        return Integer.valueOf(text);
    }

    private @Nullable Instant since() {
        String text = parameters.get("_since");
        if (text == null) {
            return null;
        }
        try {
            // The plus of an offset, sent as it is, arrives as a blank.
            OffsetDateTime since = OffsetDateTime.parse(text.replace(' ', '+'));
            if (since.getYear() >= 0 && since.getYear() <= 9999) {
                return since.toInstant();
            }
        } catch (DateTimeException e) {
            throw noInstant(text);
        }
        throw noInstant(text);
    }

    private static RequestProblem noInstant(String text) {
        return problem("_since", "_since is an instant such as 2026-03-01T09:00:00-05:00, not " + text);
    }

    private static RequestProblem problem(String name, String message) {
        return new RequestProblem(ErrorCode.INVALID_SEARCH, "http." + name, message);
    }
}
