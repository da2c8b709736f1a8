package org.painbridge.server.store;

import java.util.ArrayList;
import java.util.List;

/**
 * A search as it was asked: the parameters of the URL, in order, unescaped.
 *
 * @param lenient unknown parameters are left out ({@code Prefer: handling=lenient}) instead of refused
 */
public record SearchQuery(String type, List<Parameter> parameters, boolean lenient) {

    /** {@code name} with its modifier or chain; {@code value} with its comma-separated alternatives. */
    public record Parameter(String name, String value) {}

    public SearchQuery {
        parameters = List.copyOf(parameters);
    }

    public static SearchQuery of(String type) {
        return new SearchQuery(type, List.of(), false);
    }

    public SearchQuery where(String name, String value) {
        List<Parameter> more = new ArrayList<>(parameters);
        more.add(new Parameter(name, value));
        return new SearchQuery(type, more, lenient);
    }

    /** A token value {@code system|code} with the characters escaped that have a meaning in searches. */
    public static String token(String system, String code) {
        return escape(system) + "|" + escape(code);
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace(",", "\\,")
                .replace("|", "\\|")
                .replace("$", "\\$");
    }
}
