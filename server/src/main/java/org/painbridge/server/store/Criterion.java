package org.painbridge.server.store;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One condition of a search: at least one of the values fits. Several conditions must all hold.
 *
 * @param modifier what stands behind the colon; empty where there is none
 * @param values the alternatives, still escaped
 * @param link where the values are to be looked for instead; null where the parameter itself is compared
 * @param name as the caller wrote it, for messages
 * @param exactTokens whether the case of tokens counts
 */
record Criterion(
        SearchParameter parameter,
        String modifier,
        List<String> values,
        @Nullable Link link,
        String name,
        boolean exactTokens) {
    private static final Pattern ONE_IDENTIFIER = Pattern.compile("[^|]+\\|[^|]+");

    /** The condition is on another resource. */
    sealed interface Link {}

    /** On one that the parameter refers to: it may be of any of these types, each with its own condition. */
    record Chain(List<Criterion> byType) implements Link {}

    /**
     * On one that refers to this by the parameter, which is of that other type ({@code _has}).
     *
     * @param target the type of this
     */
    record Has(String target, Criterion condition) implements Link {}

    /** By any of these indexes it refers to the value, the owner of a compartment. */
    record Compartment(List<Integer> indexes) implements Link {}

    /** The type of the resources that are looked for. */
    String type() {
        return link instanceof Has has ? has.target() : parameter.resourceType();
    }

    /**
     * Whether few resources fit, and each of them by few rows of {@code fhir_text}: identifiers with their systems, or one
     * patient. A search starts there, whatever the statistics of the database say.
     */
    boolean isNarrow() {
        if (link instanceof Compartment) {
            return values.getFirst().startsWith("Patient/");
        }
        if (link != null || !modifier.isEmpty()) {
            return false;
        }
        return switch (parameter.type()) {
            case TOKEN ->
                parameter.code().equals("identifier")
                        && values.stream()
                                .allMatch(value -> ONE_IDENTIFIER.matcher(value).matches());
            case REFERENCE -> values.size() == 1 && isOnePatient(values.getFirst());
            default -> false;
        };
    }

    private boolean isOnePatient(String value) {
        return value.startsWith("Patient/")
                || (parameter.targets().equals(Set.of("Patient")) && value.indexOf(':') < 0);
    }
}
