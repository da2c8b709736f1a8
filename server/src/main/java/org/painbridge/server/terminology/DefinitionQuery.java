package org.painbridge.server.terminology;

import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.PreferHandlingEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import org.hl7.fhir.r4.model.MetadataResource;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.store.ClosestName;

/** A search among definitions: every parameter has to match, each by one of its values. */
final class DefinitionQuery {
    static final SortedMap<String, SearchParamType> PARAMETERS = new TreeMap<>(Map.of(
            "_id", SearchParamType.TOKEN,
            "name", SearchParamType.STRING,
            "status", SearchParamType.TOKEN,
            "title", SearchParamType.STRING,
            "url", SearchParamType.URI,
            "version", SearchParamType.TOKEN));
    private static final Set<String> OTHERS =
            Set.of("_count", "_cursor", "_total", "_format", "_pretty", "_summary", "_elements");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern COMMA = Pattern.compile("(?<!\\\\),");

    private final List<Predicate<Found>> criteria = new ArrayList<>();
    private final List<String> used = new ArrayList<>();

    /** A definition with the id under which it is served. */
    record Found(String id, MetadataResource definition) {
        private @Nullable String value(String parameter) {
            return switch (parameter) {
                case "_id" -> id;
                case "name" -> definition.getName();
                case "status" ->
                    definition.getStatus() != null ? definition.getStatus().toCode() : null;
                case "title" -> definition.getTitle();
                case "url" -> definition.getUrl();
                default -> definition.getVersion();
            };
        }
    }

    /** @throws RequestProblem naming the parameter that is unknown, or whose modifier is */
    DefinitionQuery(RequestDetails request) {
        boolean lenient = RestfulServerUtils.parsePreferHeader(null, request.getHeader(Constants.HEADER_PREFER))
                        .getHanding()
                == PreferHandlingEnum.LENIENT;
        for (Map.Entry<String, String[]> parameter : request.getParameters().entrySet()) {
            String name = parameter.getKey();
            String[] parts = name.split(":", 2);
            if (OTHERS.contains(name)) {
                used.add(name);
            } else if (PARAMETERS.containsKey(parts[0])) {
                used.add(name);
                String modifier = parts.length == 1 ? "" : parts[1];
                Arrays.stream(parameter.getValue()).forEach(value -> add(parts[0], modifier, value));
            } else if (!lenient) {
                throw unknown(parts[0]);
            }
        }
    }

    boolean matches(Found found) {
        return criteria.stream().allMatch(criterion -> criterion.test(found));
    }

    /** The parameters of the URL that were not left out. */
    List<String> used() {
        return used;
    }

    private void add(String parameter, String modifier, String values) {
        if (modifier.equals("missing") && Set.of("true", "false").contains(values)) {
            criteria.add(found -> (found.value(parameter) == null) == Boolean.parseBoolean(values));
            return;
        }
        boolean negated = modifier.equals("not") && PARAMETERS.get(parameter) == SearchParamType.TOKEN;
        BiPredicate<String, String> comparison = comparison(parameter, negated ? "" : modifier);
        List<String> any = COMMA.splitAsStream(values)
                .map(value -> value.replaceAll("\\\\([,|$\\\\])", "$1"))
                .toList();
        criteria.add(found -> negated
                != Stream.ofNullable(found.value(parameter))
                        .anyMatch(value -> any.stream().anyMatch(asked -> comparison.test(value, asked))));
    }

    private static BiPredicate<String, String> comparison(String parameter, String modifier) {
        SearchParamType kind = Objects.requireNonNull(PARAMETERS.get(parameter));
        return switch (kind.toCode() + ":" + modifier) {
            case "string:" -> (value, asked) -> plain(value).startsWith(plain(asked));
            case "string:exact" -> String::equals;
            case "string:contains" -> (value, asked) -> plain(value).contains(plain(asked));
            case "token:" -> DefinitionQuery::same;
            case "uri:" -> String::equals;
            case "uri:below" -> DefinitionQuery::isBelow;
            case "uri:above" -> (value, asked) -> isBelow(asked, value);
            default ->
                throw new RequestProblem(
                        ErrorCode.INVALID_SEARCH,
                        "http." + parameter + ":" + modifier,
                        "The modifier " + modifier + " of " + parameter
                                + " is not served here: there are exact and contains for name and title, below and"
                                + " above for url, not for status and version, and missing with true or false");
        };
    }

    /** A token may come with its code system, which nobody needs to name here. */
    private static boolean same(String value, String asked) {
        return value.equals(asked) || value.equals(asked.substring(asked.lastIndexOf('|') + 1));
    }

    private static boolean isBelow(String value, String asked) {
        return value.equals(asked) || value.startsWith(asked.endsWith("/") ? asked : asked + "/");
    }

    private static String plain(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    private static RequestProblem unknown(String name) {
        return new RequestProblem(
                ErrorCode.UNKNOWN_SEARCH_PARAMETER,
                "http." + name,
                "Definitions have no search parameter " + name + " here."
                        + ClosestName.didYouMean(name, PARAMETERS.keySet()) + " There are "
                        + String.join(", ", PARAMETERS.keySet()));
    }
}
