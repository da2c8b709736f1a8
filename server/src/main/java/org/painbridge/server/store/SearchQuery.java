package org.painbridge.server.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A search as it was asked: the parameters of the URL, in order, unescaped.
 *
 * @param lenient unknown parameters are left out ({@code Prefer: handling=lenient}) instead of refused
 * @param exactTokens whether the case of codes and identifiers counts: in conditions that decide what is created or
 *     referred to, where one match too many is another person
 * @param compartment {@code Patient/1}, among whose resources to search (FHIR R4, CompartmentDefinition); null for no such limit
 */
public record SearchQuery(
        String type,
        List<Parameter> parameters,
        boolean lenient,
        boolean exactTokens,
        @Nullable String compartment) {

    /** Parameters of any request that shape its answer; the REST layer deals with them. */
    public static final Set<String> PRESENTATION = Set.of("_format", "_pretty", "_summary", "_elements");

    /** Of the parameters that were used, the name of the {@link #compartment}, which stands in the path of an URL. */
    public static final String COMPARTMENT = "_compartment";

    /** {@code name} with its modifier or chain; {@code value} with its comma-separated alternatives. */
    public record Parameter(String name, String value) {}

    public SearchQuery {
        parameters = List.copyOf(parameters);
    }

    public SearchQuery(String type, List<Parameter> parameters, boolean lenient) {
        this(type, parameters, lenient, false, null);
    }

    public SearchQuery(String type, List<Parameter> parameters, boolean lenient, boolean exactTokens) {
        this(type, parameters, lenient, exactTokens, null);
    }

    public static SearchQuery of(String type) {
        return new SearchQuery(type, List.of(), false);
    }

    /** The same, with the case of tokens heeded. */
    public SearchQuery withExactTokens() {
        return new SearchQuery(type, parameters, lenient, true, compartment);
    }

    /** @param owner {@code Patient/1}; null for none */
    public SearchQuery within(@Nullable String owner) {
        return new SearchQuery(type, parameters, lenient, exactTokens, owner);
    }

    public SearchQuery where(String name, String value) {
        List<Parameter> more = new ArrayList<>(parameters);
        more.add(new Parameter(name, value));
        return new SearchQuery(type, more, lenient, exactTokens, compartment);
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
