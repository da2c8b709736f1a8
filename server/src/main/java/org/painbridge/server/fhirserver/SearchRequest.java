package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.PreferHandlingEnum;
import ca.uhn.fhir.rest.api.PreferHeader;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.util.UrlUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoreProblem;

/** Searches as HTTP carries them. */
public final class SearchRequest {
    private SearchRequest() {}

    static SearchQuery of(String type, RequestDetails request) {
        return new SearchQuery(type, parameters(request.getParameters()), lenient(request))
                .within(CompartmentPath.asked(((ServletRequestDetails) request).getServletRequest())
                        .orElse(null));
    }

    public static boolean lenient(RequestDetails request) {
        return preferred(request).getHanding() == PreferHandlingEnum.LENIENT;
    }

    static PreferHeader preferred(RequestDetails request) {
        return RestfulServerUtils.parsePreferHeader(null, request.getHeader(Constants.HEADER_PREFER));
    }

    /**
     * @param query what stands behind the question mark of a URL
     * @param place where that stands, for problems
     */
    public static SearchQuery ofUrl(String type, String query, boolean lenient, String place) {
        QueryText.requireUtf8(query, place);
        try {
            return new SearchQuery(type, parameters(UrlUtil.parseQueryString(query)), lenient);
        } catch (IllegalArgumentException e) {
            throw new StoreProblem.Invalid(ErrorCode.INVALID_URL, place, ProblemTranslator.UNDECODABLE);
        }
    }

    static List<SearchQuery.Parameter> parameters(Map<String, String[]> values) {
        List<SearchQuery.Parameter> parameters = new ArrayList<>();
        values.forEach((name, all) -> {
            for (String value : all) {
                parameters.add(new SearchQuery.Parameter(name, value));
            }
        });
        return parameters;
    }
}
