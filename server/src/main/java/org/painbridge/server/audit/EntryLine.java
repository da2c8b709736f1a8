package org.painbridge.server.audit;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.painbridge.server.fhirserver.CompartmentPath;

/**
 * What an entry of a bundle asks for, as the same request alone would be noted.
 *
 * @param place {@code Type}, {@code Type/id}, with a version or in a compartment, or empty
 * @param end of the path behind it: {@code _search}, {@code _history}, {@code *}, or empty
 * @param query what stands behind {@code ?}; empty where nothing does
 */
record EntryLine(String method, String place, String end, String query) {
    private static final Pattern PATH = Pattern.compile("(.*?)/?(?:\\*/)?(_search|_history|\\*|)");
    private static final Pattern VERSION = Pattern.compile(".*/_history/[^/]*");
    private static final Pattern OF_PATIENT = Pattern.compile("Patient/([A-Za-z0-9.-]{1,64})(?:/.*)?");

    static EntryLine of(String method, String url) {
        String[] parts = url.split("\\?", 2);
        String query = parts.length == 2 ? parts[1] : "";
        Matcher path = PATH.matcher(parts[0]);
        return path.matches()
                ? new EntryLine(method, path.group(1), path.group(2), query)
                : new EntryLine(method, url, "", query);
    }

    boolean reads() {
        return method.equals("GET") || (method.equals("POST") && end.equals("_search"));
    }

    /** Code of FHIR's restful interactions. */
    String kind() {
        return switch (method) {
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> "delete";
            case "POST" -> reads() ? search() : "create";
            default ->
                end.equals("_history") ? history() : VERSION.matcher(place).matches() ? "vread" : looked();
        };
    }

    private String history() {
        return place.isEmpty() ? "history-system" : place.contains("/") ? "history-instance" : "history-type";
    }

    private String looked() {
        return place.contains("/") && end.isEmpty() && !isInCompartment() ? "read" : search();
    }

    private String search() {
        return place.isEmpty() ? "search-system" : "search-type";
    }

    String target() {
        return reads() ? CompartmentPath.withoutOwner(place) : place;
    }

    /** Into whose record it looks, and whom its parameters name. */
    Set<String> patients() {
        Set<String> ids = new LinkedHashSet<>();
        Matcher patient = OF_PATIENT.matcher(place);
        if (reads() && patient.matches()) {
            ids.add(patient.group(1));
        }
        ids.addAll(NamedPatients.in(query));
        return ids;
    }

    private boolean isInCompartment() {
        return !CompartmentPath.withoutOwner(place).equals(place);
    }
}
