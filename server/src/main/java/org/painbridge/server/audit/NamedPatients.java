package org.painbridge.server.audit;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The patients whom parameters of a request name: {@code patient=1}, {@code subject=Patient/1,Patient/2}. */
final class NamedPatients {
    private static final Pattern OF_PATIENT = Pattern.compile("(?:[a-z-]+:Patient|patient|subject)");
    private static final Pattern PATIENT = Pattern.compile("(?:.*/)?Patient/([A-Za-z0-9.-]{1,64})");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");

    /** Nobody beyond, as each makes a row of the trail: a search that compares with more is not answered. */
    static final int MOST = 2000;

    private final Set<String> ids = new LinkedHashSet<>();

    /** @param query what stands behind the question mark, as it was sent */
    static Set<String> in(String query) {
        NamedPatients named = new NamedPatients();
        for (String pair : query.split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                named.parameter(decoded(parts[0]), decoded(parts[1]));
            }
        }
        return named.ids();
    }

    Set<String> ids() {
        return ids;
    }

    void parameter(String name, String value) {
        if (OF_PATIENT.matcher(name).matches()) {
            Stream.of(value.split(",", MOST + 1)).forEach(one -> add(patients(name, one)));
        }
    }

    /** @param text {@code Patient/1}, or a URL that ends so */
    void reference(String text) {
        add(matches(text));
    }

    private void add(List<String> found) {
        if (ids.size() < MOST) {
            ids.addAll(found);
        }
    }

    private static List<String> patients(String name, String value) {
        List<String> found = matches(value);
        boolean bare =
                found.isEmpty() && !name.equals("subject") && ID.matcher(value).matches();
        return bare ? List.of(value) : found;
    }

    private static List<String> matches(String text) {
        Matcher matcher = PATIENT.matcher(text);
        return matcher.matches() ? List.of(matcher.group(1)) : List.of();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) { // It is refused; so it is as it came.
            return text;
        }
    }
}
