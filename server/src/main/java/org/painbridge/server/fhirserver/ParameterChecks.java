package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.SummaryEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.store.SearchQuery;

/**
 * Refuses parameters of the URL that nobody would look at. Those of a search are the search's own to check, those of an
 * operation the operation's, criteria of a write those of {@link Condition}. With {@code Prefer: handling=lenient} they are left out instead.
 */
final class ParameterChecks {
    static final Set<String> OF_HISTORY = Set.of("_count", "_since", "_at", "_cursor");
    private static final Set<RequestTypeEnum> OF_CRITERIA =
            Set.of(RequestTypeEnum.GET, RequestTypeEnum.PUT, RequestTypeEnum.PATCH, RequestTypeEnum.DELETE);
    private static final List<EncodingEnum> FORMS = Arrays.asList(EncodingEnum.JSON, EncodingEnum.XML);
    private static final String IGNORED = ParameterChecks.class.getName() + ".ignored";

    private ParameterChecks() {}

    static void check(ServletRequestDetails request) {
        List<String> ignored = new ArrayList<>();
        request.getParameters().forEach((name, values) -> {
            String problem = problem(request, name, values);
            if (problem != null && !SearchRequest.lenient(request)) {
                // In a form that can be written: HAPI would follow _format, even to RDF.
                AnswerForms.withoutFormat(request);
                throw new RequestProblem(ErrorCode.UNSUPPORTED_PARAMETER, "http." + name, problem);
            }
            if (problem != null) {
                ignored.add(name);
            }
        });
        if (!ignored.isEmpty()) {
            Map<String, String[]> others = new HashMap<>(request.getParameters());
            ignored.forEach(others::remove);
            request.setParameters(others);
            request.getUserData().put(IGNORED, List.copyOf(ignored));
        }
    }

    /** What was left out of this request, for the warning of a search. */
    @SuppressWarnings("unchecked") // Put there above.
    static List<String> ignored(RequestDetails request) {
        return (List<String>) request.getUserData().getOrDefault(IGNORED, List.of());
    }

    private static @Nullable String problem(ServletRequestDetails request, String name, String[] values) {
        for (String value : values) {
            boolean known = switch (name) {
                case "_format" -> FORMS.contains(EncodingEnum.forContentType(value));
                case "_summary" -> SummaryEnum.fromCode(value) != null;
                case "mode" -> !"metadata".equals(request.getOperation()) || value.equals("full");
                case "_pretty" -> value.equals("true") || value.equals("false");
                default -> true;
            };
            if (!known) {
                return name + " is " + choices(name) + ", not " + value;
            }
        }
        return taken(request, name) ? null : name + " is not a parameter of this interaction: leave it out";
    }

    private static String choices(String name) {
        return switch (name) {
            case "_format" -> "json, xml or a media type of these";
            case "mode" -> "full";
            case "_summary" -> "true, text, data, count or false";
            default -> "true or false";
        };
    }

    private static boolean taken(ServletRequestDetails request, String name) {
        String operation = request.getOperation();
        boolean history = "_history".equals(operation);
        if (SearchQuery.PRESENTATION.contains(name) || (history && OF_HISTORY.contains(name))) {
            return true;
        }
        // Of a search, or criteria of a write, which Condition checks.
        boolean search = OF_CRITERIA.contains(request.getRequestType())
                && (request.getId() == null || CompartmentProvider.ALL.equals(request.getCompartmentName()));
        return !history && (search || operation != null);
    }
}
