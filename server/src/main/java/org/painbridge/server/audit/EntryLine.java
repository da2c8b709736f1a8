package org.painbridge.server.audit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.painbridge.server.fhirserver.CompartmentPath;

/**
 * What an entry of a bundle asks for, as the same request alone would be noted.
 *
 * @param place {@code Type}, {@code Type/id}, with a version or in a compartment, or empty
 * @param end of the path behind it: {@code _search}, {@code _history}, {@code *}, or empty
 */
record EntryLine(String method, String place, String end) {
    private static final Pattern PATH = Pattern.compile("(.*?)/?(?:\\*/)?(_search|_history|\\*|)");
    private static final Pattern VERSION = Pattern.compile(".*/_history/[^/]*");
    private static final Pattern OF_PATIENT = Pattern.compile("Patient/([A-Za-z0-9.-]{1,64})(?:/.*)?");

    static EntryLine of(String method, String url) {
        Matcher path = PATH.matcher(url.split("\\?", 2)[0]);
        return path.matches() ? new EntryLine(method, path.group(1), path.group(2)) : new EntryLine(method, url, "");
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

    /** Whose record it looks into. */
    Optional<String> patient() {
        Matcher patient = OF_PATIENT.matcher(place);
        return reads() && patient.matches() ? Optional.of(patient.group(1)) : Optional.empty();
    }

    private boolean isInCompartment() {
        return !CompartmentPath.withoutOwner(place).equals(place);
    }
}
