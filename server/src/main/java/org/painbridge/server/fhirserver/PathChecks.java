package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.painbridge.server.ErrorCode;

/**
 * Refuses URLs with parts that HAPI passes over: {@code DELETE Patient/1/_history/1} is not about the resource, and
 * {@code Patient/1/other} is about nothing.
 */
final class PathChecks {
    private static final Set<RequestTypeEnum> READS = Set.of(RequestTypeEnum.GET, RequestTypeEnum.HEAD);
    private static final Set<RequestTypeEnum> CHANGES =
            Set.of(RequestTypeEnum.PUT, RequestTypeEnum.PATCH, RequestTypeEnum.DELETE);

    /** All other operations are on a resource as it is: a version before them would be passed over. */
    private static final Set<String> OF_VERSIONS = Set.of("$meta", "$meta-add", "$meta-delete", "$validate");

    private PathChecks() {}

    static void check(ServletRequestDetails request) {
        String path = request.getRequestPath() == null ? "" : request.getRequestPath();
        List<String> parts =
                Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
        RequestTypeEnum method = request.getRequestType();
        boolean operation = !parts.isEmpty() && parts.getLast().startsWith("$");
        List<String> place = operation ? parts.subList(0, parts.size() - 1) : parts;
        boolean served = place.contains("_history")
                ? (operation ? OF_VERSIONS.contains(parts.getLast()) : READS.contains(method)) && isHistory(place)
                : place.size() <= (operation && CHANGES.contains(method) ? 1 : 2)
                        && !isOfMetadata(place)
                        && (operation || method != RequestTypeEnum.POST || !isOneResource(place));
        if (!served && !(READS.contains(method) && isWholeCompartment(parts))) {
            throw new RequestProblem(
                    ErrorCode.UNSUPPORTED_INTERACTION,
                    "",
                    method + " is not served at this URL: use an interaction or operation that the CapabilityStatement"
                            + " lists, without anything behind it");
        }
    }

    /** {@code Patient/1/*}. */
    private static boolean isWholeCompartment(List<String> parts) {
        return parts.size() == 3
                && CompartmentPath.OWNERS.contains(parts.getFirst())
                && List.of("*", "%2A", "%2a").contains(parts.getLast());
    }

    /** {@code _history}, {@code Type/_history}, {@code Type/id/_history} and {@code Type/id/_history/version}. */
    private static boolean isHistory(List<String> place) {
        int before = place.indexOf("_history");
        int behind = place.size() - before - 1;
        return before <= 2 && (behind == 0 || (before == 2 && behind == 1));
    }

    private static boolean isOneResource(List<String> place) {
        return place.size() == 2 && !place.getLast().equals("_search");
    }

    private static boolean isOfMetadata(List<String> place) {
        return place.size() > 1 && place.getFirst().equals("metadata");
    }
}
