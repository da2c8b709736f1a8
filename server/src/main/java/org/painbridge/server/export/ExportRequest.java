package org.painbridge.server.export;

import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.OperationParameters;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.store.ClosestName;
import org.painbridge.server.store.ExportQuery.Patients;

/** A kick-off request as it came: what it asks for, or what is wrong with it. */
final class ExportRequest {
    private static final List<String> NAMES = List.of("_outputFormat", "_since", "_type", "_typeFilter");
    private static final List<String> SHORTENED = List.of("_elements", "_summary");
    private static final Set<String> FORMATS = Set.of("application/fhir+ndjson", "application/ndjson", "ndjson");
    /** A comma within a search stays: only one before the next {@code Type?} parts two filters. */
    private static final Pattern BETWEEN_FILTERS = Pattern.compile(",(?=[A-Za-z]+\\?)");

    private static final Pattern FILTER = Pattern.compile("([A-Za-z]+)\\?(.+)");

    private final RequestDetails request;
    private final OperationParameters sent;

    /** @throws RequestProblem for a parameter that is not served, or where the client would wait for the data */
    ExportRequest(RequestDetails request, @Nullable IBaseResource body) {
        this.request = request;
        this.sent = OperationParameters.of("$export", NAMES, request, body);
        requireWhole();
        boolean async = request.getHeaders("Prefer").stream()
                .flatMap(header -> Arrays.stream(header.split("[,;]")))
                .anyMatch(preference -> preference.strip().equalsIgnoreCase("respond-async"));
        if (!async) {
            throw new RequestProblem(
                    ErrorCode.ASYNC_ONLY,
                    "http.Prefer",
                    "An export is answered later only: send the header Prefer: respond-async");
        }
    }

    /** @param served the types that can be exported at this level, in the order of export */
    ExportDefinition definition(Patients patients, Collection<String> served) {
        requireFormat();
        List<String> types = types(served);
        return new ExportDefinition(
                url(),
                patients,
                types,
                sent.instant("_since").map(since -> since.toEpochMilli()).orElse(null),
                filters(types));
    }

    /** Of resources as they are stored nothing is left out: whoever asks for less must not get all. */
    private void requireWhole() {
        SHORTENED.stream()
                .filter(request.getParameters()::containsKey)
                .findFirst()
                .ifPresent(name -> {
                    throw OperationParameters.problem(
                            name,
                            "An export is of whole resources: leave " + name + " out, and say in _type what is wanted");
                });
    }

    private void requireFormat() {
        sent.one("_outputFormat").ifPresent(format -> {
            // The plus, sent as it is, arrives as a blank.
            if (!FORMATS.contains(format.replace(' ', '+'))) {
                throw OperationParameters.problem(
                        "_outputFormat", "_outputFormat is application/fhir+ndjson, not " + format);
            }
        });
    }

    private List<String> types(Collection<String> served) {
        List<String> asked = sent.list("_type");
        for (String type : asked) {
            if (!served.contains(type)) {
                throw OperationParameters.problem(
                        "_type",
                        "Resources of type " + type + " are not exported here."
                                + ClosestName.didYouMean(type, served) + " There are "
                                + String.join(", ", new TreeSet<>(served)));
            }
        }
        return served.stream()
                .filter(type -> asked.isEmpty() || asked.contains(type))
                .toList();
    }

    /** Whether the store can honour them is not looked at. */
    private List<String> filters(List<String> types) {
        List<String> filters = new ArrayList<>();
        for (String value : sent.all("_typeFilter")) {
            for (String filter : BETWEEN_FILTERS.split(value)) {
                var matcher = FILTER.matcher(filter);
                if (!matcher.matches() || !types.contains(matcher.group(1))) {
                    throw OperationParameters.problem(
                            "_typeFilter",
                            "_typeFilter is a search on one of the types that are exported, such as"
                                    + " Observation?status=final, not " + filter);
                }
                filters.add(filter);
            }
        }
        return filters;
    }

    /** The parameters of a POST are not part of it. */
    private String url() {
        return request.getRequestType() == RequestTypeEnum.GET
                ? request.getCompleteUrl()
                : request.getFhirServerBase() + "/" + request.getRequestPath();
    }
}
