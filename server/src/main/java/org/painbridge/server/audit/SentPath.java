package org.painbridge.server.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.painbridge.server.fhirserver.CompartmentPath;
import org.painbridge.server.store.ExposedTypes;

/**
 * What a URL of FHIR asks for, as far as it shows without being served: of a request that was refused before.
 *
 * @param parts of the path below the base
 */
record SentPath(List<String> parts) {
    private static final String HISTORY = "_history";
    private static final String SEARCH = "_search";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");

    SentPath {
        parts = List.copyOf(parts);
    }

    /** @param path below the base, as it was sent */
    static SentPath of(String path) {
        String asked = CompartmentPath.of(path).map(CompartmentPath::search).orElse(path);
        List<String> parts = new ArrayList<>(List.of(asked.split("/")));
        parts.removeIf(String::isEmpty);
        return new SentPath(parts);
    }

    /** Code of a restful interaction. */
    String kind(String method) {
        if (parts.stream().anyMatch(part -> part.startsWith("$"))) {
            return "operation";
        }
        return switch (method) {
            case "GET", "HEAD" -> read();
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> "delete";
            default -> posted();
        };
    }

    private String read() {
        int history = parts.indexOf(HISTORY);
        if (history >= 0) {
            return switch (history) {
                case 0 -> "history-system";
                case 1 -> "history-type";
                default -> parts.size() > history + 1 ? "vread" : "history-instance";
            };
        }
        if (parts.isEmpty() || parts.getLast().equals("*")) {
            return "search-system";
        }
        return type().isEmpty() || parts.size() > 1 ? "read" : "search-type";
    }

    private String posted() {
        if (!parts.isEmpty() && parts.getLast().equals(SEARCH)) {
            return type().isEmpty() || parts.size() > 2 ? "search-system" : "search-type";
        }
        return parts.isEmpty() ? "transaction" : "create";
    }

    /** {@code Type}, {@code Type/id} or with a version; empty where it is about no type. */
    String target() {
        String type = type();
        if (type.isEmpty() || id().isEmpty()) {
            return type;
        }
        boolean past = parts.size() == 4 && parts.get(2).equals(HISTORY) && isId(parts.get(3));
        return type + "/" + id() + (past ? "/_history/" + parts.get(3) : "");
    }

    /** The patients whom it names. */
    static Set<String> patients(String path, HttpServletRequest request) {
        NamedPatients named = new NamedPatients();
        named.reference(of(path).owner());
        CompartmentPath.of(path).map(CompartmentPath::owner).ifPresent(named::reference);
        Set<String> all = new LinkedHashSet<>(named.ids());
        if (request.getQueryString() != null) {
            all.addAll(NamedPatients.in(request.getQueryString()));
        }
        return all;
    }

    private String owner() {
        return type() + "/" + id();
    }

    private String type() {
        return parts.isEmpty() || !ExposedTypes.NAMES.contains(parts.getFirst()) ? "" : parts.getFirst();
    }

    private String id() {
        return parts.size() > 1 && isId(parts.get(1)) ? parts.get(1) : "";
    }

    private static boolean isId(String text) {
        return ID.matcher(text).matches();
    }
}
