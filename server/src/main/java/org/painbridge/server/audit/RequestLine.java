package org.painbridge.server.audit;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.fhirserver.CompartmentPath;

/**
 * What a request asks for.
 *
 * @param details null where it never came to FHIR
 */
record RequestLine(HttpServletRequest request, @Nullable ServletRequestDetails details) {
    private static final String BASE = "/fhir";
    private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete", "transaction", "batch");
    private static final Set<String> PLAIN =
            Set.of("read", "vread", "history-instance", "create", "update", "patch", "delete");
    /** RFC 6750, 2.3. Nobody reads it here, but it may be one. */
    private static final Pattern TOKEN = Pattern.compile("(?i)\\baccess_token=[^&]*");

    /** Code of a restful interaction. */
    String kind() {
        RestOperationTypeEnum routed = details == null ? null : details.getRestOperationType();
        if (routed == RestOperationTypeEnum.SEARCH_TYPE && target().isEmpty()) {
            return "search-system";
        }
        if (routed != null) {
            return kind(routed);
        }
        if (!isOfFhir() || request.getRequestURI().startsWith(BASE + "/export/")) {
            return "operation";
        }
        if (details == null) {
            return SentPath.of(path()).kind(request.getMethod());
        }
        String operation = details.getOperation();
        return switch (request.getMethod()) {
            case "GET", "HEAD" -> details.getId() == null ? "search-type" : "read";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> "delete";
            default -> operation == null ? "create" : "operation";
        };
    }

    private static String kind(RestOperationTypeEnum routed) {
        return switch (routed) {
            case READ, VREAD, SEARCH_TYPE, SEARCH_SYSTEM, CREATE, UPDATE, PATCH, DELETE, TRANSACTION ->
                routed.getCode();
            case HISTORY_INSTANCE, HISTORY_TYPE, HISTORY_SYSTEM -> routed.getCode();
            default -> "operation";
        };
    }

    boolean isWrite() {
        return WRITES.contains(kind());
    }

    /** {@code Type}, {@code Type/id} or with a version. */
    String target() {
        if (details == null) {
            return isOfFhir() ? SentPath.of(path()).target() : "";
        }
        if (details.getResourceName() == null) {
            return "";
        }
        IIdType id = details.getId();
        String type = details.getResourceName();
        if (id == null || id.getIdPart() == null) {
            return type;
        }
        String version = id.hasVersionIdPart() ? "/_history/" + id.getVersionIdPart() : "";
        return type + "/" + id.getIdPart() + version;
    }

    /** Whether there is more to it than kind and target. */
    boolean saysMore() {
        return details == null || request.getQueryString() != null || !PLAIN.contains(kind());
    }

    /** Method, path and query, those of a form too, as they were sent. */
    String text() {
        String shown = request.getRequestURI().startsWith(BASE + "/") ? path() : request.getRequestURI();
        String query = request.getQueryString() == null ? form() : request.getQueryString();
        String text = request.getMethod() + " " + shown + (query.isEmpty() ? "" : "?" + query);
        return shown(text);
    }

    /** A request line as it may be kept. */
    static String shown(String text) {
        return AuditEntry.clean(TOKEN.matcher(text).replaceAll("access_token=..."), AuditEntry.LONGEST_QUERY);
    }

    private String form() {
        if (details == null
                || !String.valueOf(request.getContentType()).startsWith("application/x-www-form-urlencoded")) {
            return "";
        }
        List<String> pairs = new ArrayList<>();
        details.getParameters().forEach((name, values) -> {
            for (String value : values) {
                pairs.add(encoded(name) + "=" + encoded(value));
            }
        });
        return String.join("&", pairs);
    }

    /** Those whom the request itself names. */
    Set<String> patients() {
        if (details == null) {
            return isOfFhir() ? SentPath.patients(path(), request) : Set.of();
        }
        NamedPatients named = new NamedPatients();
        IIdType id = details.getId();
        if ("Patient".equals(details.getResourceName()) && id != null && id.getIdPart() != null) {
            named.reference("Patient/" + id.getIdPart());
        }
        CompartmentPath.asked(request).ifPresent(named::reference);
        details.getParameters().forEach((name, values) -> {
            for (String value : values) {
                named.parameter(name, value);
            }
        });
        return named.ids();
    }

    private boolean isOfFhir() {
        String path = request.getRequestURI();
        return path.equals(BASE) || path.startsWith(BASE + "/");
    }

    /** Below the base. */
    private String path() {
        String path = request.getRequestURI();
        return path.length() > BASE.length() ? path.substring(BASE.length() + 1) : "";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
