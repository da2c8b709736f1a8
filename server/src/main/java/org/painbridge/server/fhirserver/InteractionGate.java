package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.security.Caller;
import org.painbridge.server.security.Callers;
import org.painbridge.server.security.Permission;
import org.painbridge.server.store.ReachedTypes;
import org.painbridge.server.store.SearchParameters;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.TypesQuery;

/**
 * Refuses an interaction that the caller may do with no resource of the type, before anything is looked at. Which resources
 * it may be done with is for the store. An operation that is not in the list is for who runs the server.
 */
final class InteractionGate {
    /** On the type of the URL; those of no type, on what they are about. */
    private static final Map<String, List<Permission>> OPERATIONS = Map.ofEntries(
            Map.entry("$validate", List.of()),
            Map.entry("$expand", List.of()),
            Map.entry("$validate-code", List.of()),
            Map.entry("$lookup", List.of()),
            Map.entry("$subsumes", List.of()),
            Map.entry("$translate", List.of()),
            Map.entry("$suggest-indications", List.of()),
            Map.entry("$guideline-diff", List.of()),
            Map.entry("$verify-decision", List.of()),
            Map.entry("$apply", List.of()),
            Map.entry("$process-message", List.of()), // By the event, which the operation looks at.
            Map.entry("$nms-indicators", List.of()), // By role, which the operation looks at.
            Map.entry("$practice-report", List.of(Permission.READ)),
            Map.entry("$meta", List.of(Permission.READ)),
            Map.entry("$meta-add", List.of(Permission.READ, Permission.UPDATE)),
            Map.entry("$meta-delete", List.of(Permission.READ, Permission.UPDATE)),
            Map.entry("$everything", List.of(Permission.READ, Permission.SEARCH)),
            Map.entry("$status", List.of(Permission.READ)),
            Map.entry("$events", List.of(Permission.READ)),
            Map.entry("$get-ws-binding-token", List.of(Permission.READ)),
            Map.entry("$resend", List.of(Permission.READ, Permission.UPDATE)),
            Map.entry("$mme", List.of(Permission.READ)),
            Map.entry("$break-glass", List.of(Permission.READ)),
            Map.entry("$temporary-unblock", List.of(Permission.READ)),
            Map.entry("$nms-submit", List.of(Permission.CREATE)),
            Map.entry("$nms-dur", List.of(Permission.CREATE)),
            Map.entry("$nms-reverse", List.of(Permission.UPDATE)),
            Map.entry("$nms-inquiry", List.of(Permission.READ)),
            Map.entry("$nms-history", List.of(Permission.READ)),
            Map.entry("$pdmp-history", List.of(Permission.READ)),
            Map.entry("$nms-quality-report", List.of(Permission.READ)),
            Map.entry("$nms-disclose", List.of(Permission.READ)),
            Map.entry("$nms-disclosure-decide", List.of(Permission.READ)),
            Map.entry("$nms-disclosure", List.of(Permission.READ)),
            Map.entry("$living-view", List.of(Permission.READ)),
            Map.entry("$changes", List.of(Permission.READ)),
            Map.entry("$render", List.of(Permission.READ)),
            Map.entry("$route-preview", List.of(Permission.READ)),
            Map.entry("$imaging-appropriateness", List.of(Permission.READ)),
            Map.entry("$imaging-feedback", List.of()));

    /** Operations that are about one type, whatever that of the URL is. */
    private static final Map<String, String> ABOUT = Map.ofEntries(
            Map.entry("$nms-submit", "MedicationDispense"),
            Map.entry("$nms-dur", "MedicationDispense"),
            Map.entry("$nms-reverse", "MedicationDispense"),
            Map.entry("$nms-inquiry", "MedicationDispense"),
            Map.entry("$nms-history", "MedicationDispense"),
            Map.entry("$pdmp-history", "MedicationDispense"),
            Map.entry("$nms-quality-report", "MedicationDispense"),
            Map.entry("$nms-disclose", "MedicationDispense"),
            Map.entry("$nms-disclosure-decide", "MedicationDispense"),
            Map.entry("$nms-disclosure", "MedicationDispense"),
            Map.entry("$temporary-unblock", "Patient"));

    /** Operations that tell of another type, too, which they need to be allowed to read. */
    private static final Map<String, String> TELLS = Map.of(
            "$mme",
            "MedicationDispense",
            "$nms-inquiry",
            "Patient",
            "$nms-history",
            "Patient",
            "$pdmp-history",
            "Patient");

    /** On a plan, and the tasks of one: what is open to whom follows from the part that the author has in it. */
    private static final Set<String> OF_PLANS = Set.of(
            "$acknowledge",
            "$respond",
            "$comment",
            "$update-progress",
            "$propose-change",
            "$decide",
            "$hand-over",
            "$hold",
            "$resume",
            "$complete",
            "$withdraw",
            "$wrong-patient");

    private final Callers callers;
    private final List<String> types;
    private final ReachedTypes reached;

    InteractionGate(Callers callers, SearchParameters parameters) {
        this.callers = callers;
        this.types = List.copyOf(parameters.types());
        this.reached = new ReachedTypes(parameters);
    }

    void check(ServletRequestDetails request) {
        Caller caller = callers.of(request.getServletRequest());
        String operation = request.getOperation() == null ? "" : request.getOperation();
        if (caller.administrates() || operation.equals("metadata")) {
            return;
        }
        String type = request.getResourceName();
        if (operation.startsWith("$")) {
            operation(caller, operation, type);
        } else if (CompartmentProvider.ALL.equals(request.getCompartmentName())
                || isOfSeveralTypes(request, operation)) {
            new TypesSearch(null, SearchRequest.parameters(request.getParameters()), false)
                    .asked()
                    .forEach(each -> require(caller, Permission.SEARCH, each));
        } else if (type != null) {
            if (byCriteria(request)) {
                require(caller, Permission.SEARCH, type);
            }
            require(caller, permission(request, operation), type);
            requireReached(caller, type, SearchRequest.parameters(request.getParameters()));
            requireReached(caller, type, ofNoneExist(request));
        } else if (request.getRequestType() != RequestTypeEnum.POST) { // Else a bundle, whose entries are looked at.
            types.forEach(each -> require(caller, Permission.SEARCH, each));
        }
    }

    private static boolean isOfSeveralTypes(ServletRequestDetails request, String operation) {
        boolean plain = operation.isEmpty() && request.getRequestType() == RequestTypeEnum.GET;
        return request.getResourceName() == null && (plain || operation.equals("_search"));
    }

    /**
     * A search of the types that it names, or of all that the caller may search for.
     *
     * @param types that there are
     */
    TypesQuery opened(TypesSearch search, List<String> types, RequestDetails request) {
        search.requireKnown(types);
        List<String> asked = search.asked();
        Caller caller = callers.of(((ServletRequestDetails) request).getServletRequest());
        List<String> open = (asked.isEmpty() ? types : asked)
                .stream().filter(type -> caller.may(Permission.SEARCH, type)).toList();
        if (open.isEmpty()) {
            throw new RequestProblem(
                    ErrorCode.SCOPE_MISSING,
                    "",
                    "The scopes of the token allow to search for none of these types: it needs one such as"
                            + " patient/, user/ or system/Observation.s");
        }
        open.forEach(type -> requireReached(caller, type, search.sent()));
        return search.of(open);
    }

    /** @param request that the entry came with */
    void check(RequestDetails request, BundleEntry entry) {
        Caller caller = callers.of(((ServletRequestDetails) request).getServletRequest());
        if (caller.administrates()) {
            return;
        }
        if (entry.searchesSeveralTypes()) {
            entry.severalTypes(false).asked().forEach(each -> require(caller, Permission.SEARCH, each));
            return;
        }
        if (entry.type().isEmpty()) {
            types.forEach(each -> require(caller, Permission.SEARCH, each));
            return;
        }
        if (entry.condition() != null) {
            require(caller, Permission.SEARCH, entry.type());
            requireReached(
                    caller, entry.type(), entry.requireCondition().query().parameters());
        }
        require(caller, permission(entry), entry.type());
        if (entry.method() == HTTPVerb.GET) {
            requireReached(caller, entry.type(), entry.parameters(true));
        }
    }

    /** Criteria that are none are refused where they count. */
    private static List<SearchQuery.Parameter> ofNoneExist(ServletRequestDetails request) {
        String criteria = request.getHeader(Constants.HEADER_IF_NONE_EXIST);
        if (criteria == null || criteria.isBlank()) {
            return List.of();
        }
        try {
            return Condition.of(request.getResourceName(), criteria, "").query().parameters();
        } catch (StoreProblem e) {
            return List.of();
        }
    }

    /** Chains, {@code _has} and includes tell of other types, which may be read then. */
    private void requireReached(Caller caller, String type, Collection<SearchQuery.Parameter> asked) {
        reached.closed(type, asked, open -> caller.may(Permission.READ, open) || caller.may(Permission.SEARCH, open))
                .ifPresent(closed -> {
                    throw new RequestProblem(
                            ErrorCode.SCOPE_MISSING,
                            "",
                            "By a chain, _has or an include this reaches " + closed
                                    + ", which the scopes of the token do not allow to read: it needs patient/, user/ or system/"
                                    + closed + ".r");
                });
    }

    private static Permission permission(BundleEntry entry) {
        return switch (entry.method()) {
            case POST -> Permission.CREATE;
            case PUT, PATCH -> Permission.UPDATE;
            case DELETE -> Permission.DELETE;
            default -> entry.id() == null ? Permission.SEARCH : Permission.READ;
        };
    }

    private static void operation(Caller caller, String operation, @Nullable String type) {
        if (operation.equals("$push")) {
            requireForAll(caller, Permission.CREATE, type);
            return;
        }
        if (OF_PLANS.contains(operation)) {
            requireForAll(caller, Permission.UPDATE, type);
            return;
        }
        List<Permission> wanted = OPERATIONS.get(operation);
        if (wanted == null) {
            throw new RequestProblem(
                    ErrorCode.SCOPE_MISSING,
                    "",
                    operation + " is for who runs the server: the token needs the scope system/*.cruds");
        }
        String about = ABOUT.getOrDefault(operation, String.valueOf(type));
        wanted.forEach(permission -> require(caller.mayWholly(permission, about), permission, about));
        String told = TELLS.get(operation);
        if (told != null) {
            require(caller.mayWholly(Permission.READ, told), Permission.READ, told);
        }
    }

    /** Whether a resource is looked for in place of being named. */
    private static boolean byCriteria(ServletRequestDetails request) {
        boolean changes = List.of(RequestTypeEnum.PUT, RequestTypeEnum.PATCH, RequestTypeEnum.DELETE)
                .contains(request.getRequestType());
        return (changes && request.getId() == null) || request.getHeader(Constants.HEADER_IF_NONE_EXIST) != null;
    }

    private static Permission permission(ServletRequestDetails request, String operation) {
        return switch (request.getRequestType()) {
            case POST -> operation.equals("_search") ? Permission.SEARCH : Permission.CREATE;
            case PUT, PATCH -> Permission.UPDATE;
            case DELETE -> Permission.DELETE;
            default -> request.getId() == null ? Permission.SEARCH : Permission.READ;
        };
    }

    /** Of a plan for whichever patient, with all that belongs to it. */
    private static void requireForAll(Caller caller, Permission permission, @Nullable String type) {
        if (!caller.mayForAll(permission, String.valueOf(type))) {
            throw new RequestProblem(
                    ErrorCode.SCOPE_MISSING,
                    "",
                    "The scopes of the token do not allow this: it needs user/ or system/" + type + "."
                            + permission.letter());
        }
    }

    private static void require(Caller caller, Permission permission, String type) {
        require(caller.may(permission, type), permission, type);
    }

    private static void require(boolean may, Permission permission, @Nullable String type) {
        if (!may) {
            throw new RequestProblem(
                    ErrorCode.SCOPE_MISSING,
                    "",
                    "The scopes of the token do not allow this: it needs patient/, user/ or system/"
                            + (type == null ? "*" : type) + "." + permission.letter());
        }
    }
}
