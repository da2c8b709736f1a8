package org.painbridge.server.store;

import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.store.SearchPlan.Sort;

/** Understands the parameters of a search, or says which one is wrong and what would be right. */
final class SearchPlanner {
    private static final Set<String> CONTROL =
            Set.of("_count", "_sort", "_include", "_revinclude", "_total", "_cursor");
    private static final Set<String> ITERATE = Set.of("_include:iterate", "_revinclude:iterate");
    /** Never passed over, as each of them narrows the answer. */
    private static final Set<String> NOT_SERVED = Set.of("_filter", "_content", "_text", "_list");

    /** What most searches are by; every type has some of them. */
    private static final List<String> COMMON =
            List.of("patient", "subject", "identifier", "name", "code", "status", "date", "_id", "_lastUpdated");

    private static final Set<String> TOTALS = Set.of("none", "estimate", "accurate");

    private final SearchParameters parameters;
    private final IncludePlanner includes;
    private final int defaultCount;
    private final int maxCount;

    SearchPlanner(SearchParameters parameters, int defaultCount, int maxCount) {
        this.parameters = parameters;
        this.includes = new IncludePlanner(parameters);
        this.defaultCount = defaultCount;
        this.maxCount = maxCount;
    }

    /** @throws StoreProblem.Invalid naming the parameter that cannot be honoured */
    SearchPlan plan(SearchQuery query) {
        SearchTerms terms = new SearchTerms(query.exactTokens());
        List<Criterion> criteria = new ArrayList<>();
        List<SearchQuery.Parameter> used = new ArrayList<>();
        List<String> ignored = new ArrayList<>();
        if (query.compartment() != null) {
            criteria.add(within(query.type(), query.compartment()));
            used.add(new SearchQuery.Parameter(SearchQuery.COMPARTMENT, query.compartment()));
        }
        for (SearchQuery.Parameter parameter : query.parameters()) {
            String name = parameter.name();
            if (control(name) || SearchQuery.PRESENTATION.contains(name)) {
                used.add(parameter);
                continue;
            }
            SearchTerms.requireShort(name);
            Optional<Criterion> criterion = criterion(query.type(), name, parameter.value(), query.lenient(), terms);
            if (criterion.isPresent()) {
                criteria.add(criterion.get());
                SearchTerms.requireFewCriteria(criteria.size(), name);
                used.add(parameter);
            } else {
                ignored.add(name);
            }
        }
        List<Sort> sorts = sorts(query);
        int count = last(query, "_summary").filter("count"::equals).isPresent() ? 0 : count(query);
        return new SearchPlan(
                query.type(),
                criteria,
                sorts,
                count,
                count == 0 || total(query),
                includes.of(query, "_include"),
                includes.of(query, "_revinclude"),
                cursor(query, sorts),
                used,
                ignored);
    }

    /** What steers the search; a modifier on it would be passed over in silence. */
    private static boolean control(String name) {
        String base = base(name);
        if (CONTROL.contains(base) && !name.equals(base) && !ITERATE.contains(name)) {
            throw invalid(name, name + " is not supported; " + base + " is");
        }
        return CONTROL.contains(base);
    }

    /** Empty where the parameter is unknown and the caller wants such parameters left out. */
    private Optional<Criterion> criterion(String type, String name, String value, boolean lenient, SearchTerms terms) {
        if (name.startsWith("_has:")) {
            return Optional.of(has(type, name, value, terms));
        }
        int dot = name.indexOf('.');
        String head = dot < 0 ? name : name.substring(0, dot);
        int colon = head.indexOf(':');
        String code = colon < 0 ? head : head.substring(0, colon);
        String modifier = colon < 0 ? "" : head.substring(colon + 1);
        if (colon >= 0 && modifier.isEmpty()) {
            throw invalid(name, name + " has a colon, but no modifier behind it: leave it out");
        }
        SearchParameter parameter = parameters.find(type, code).orElse(null);
        if (parameter == null) {
            if (NOT_SERVED.contains(code)) {
                throw invalid(name, code + " is not served here: say the same by the parameters of " + type);
            }
            if (lenient) {
                return Optional.empty();
            }
            throw unknown(type, name, code);
        }
        if (value.isBlank()) {
            throw invalid(name, "Search parameter " + name + " has no value");
        }
        if (value.indexOf('\0') >= 0) {
            throw invalid(
                    name, "Search parameter " + name + " contains the character U+0000, which FHIR does not allow");
        }
        List<String> values = SearchValues.split(value, ',');
        if (values.stream().anyMatch(String::isBlank)) {
            throw invalid(name, "Search parameter " + name + " has an empty alternative: leave out the surplus comma");
        }
        terms.spend(name, values.size());
        SearchTerms.requireShort(name, values);
        if (dot < 0) {
            return Optional.of(new Criterion(parameter, modifier, values, null, name, terms.exactTokens()));
        }
        Criterion.Chain chain = chain(parameter, modifier, name, value, terms);
        return Optional.of(new Criterion(parameter, "", values, chain, name, terms.exactTokens()));
    }

    private Criterion within(String type, String owner) {
        List<SearchParameter> members = parameters.ofCompartment(StoredReferences.type(owner), type);
        if (members.isEmpty() && owner.startsWith(type + "/")) { // It belongs to itself.
            SearchParameter id = parameters.find(type, "_id").orElseThrow();
            return new Criterion(
                    id, "", List.of(owner.substring(type.length() + 1)), null, SearchQuery.COMPARTMENT, false);
        }
        if (members.isEmpty()) {
            throw new StoreProblem.Invalid(
                    ErrorCode.INVALID_SEARCH,
                    "",
                    "No " + type + " belongs to the compartment " + owner
                            + ": leave that out of the URL, or search for a type"
                            + " that R4's CompartmentDefinition has in it");
        }
        List<Integer> indexes =
                members.stream().map(SearchParameter::indexId).distinct().toList();
        return new Criterion(
                members.getFirst(),
                "",
                List.of(owner),
                new Criterion.Compartment(indexes),
                SearchQuery.COMPARTMENT,
                false);
    }

    private Criterion.Chain chain(
            SearchParameter parameter, String targetType, String name, String value, SearchTerms terms) {
        if (parameter.type() != RestSearchParameterTypeEnum.REFERENCE) {
            throw invalid(name, parameter.code() + " is not a reference, so " + name + " cannot be followed");
        }
        if (!targetType.isEmpty() && !parameter.leadsTo(targetType)) {
            throw invalid(name, parameter.code() + " refers to " + parameter.targetNames() + ", not to " + targetType);
        }
        String rest = name.substring(name.indexOf('.') + 1);
        String code = rest.split("[.:]", 2)[0];
        Stream<String> candidates = targetType.isEmpty() ? targets(parameter) : Stream.of(targetType);
        List<Criterion> conditions = candidates
                .filter(type ->
                        code.equals("_has") || parameters.find(type, code).isPresent())
                .flatMap(type -> criterion(type, rest, value, false, terms).stream())
                .toList();
        if (conditions.isEmpty()) {
            throw invalid(name, "No type that " + parameter.code() + " refers to has a search parameter " + code);
        }
        return new Criterion.Chain(conditions);
    }

    /** {@code _has:Type:reference:parameter}, where the last may be another {@code _has} or a chain. */
    private Criterion has(String type, String name, String value, SearchTerms terms) {
        String[] parts = name.split(":", 4);
        if (parts.length < 4 || !parameters.types().contains(parts[1])) {
            throw invalid(
                    name,
                    name + " wants a type of this server, its reference to " + type
                            + " and what to look for in it: _has:Observation:patient:code");
        }
        SearchParameter reference =
                parameters.find(parts[1], parts[2]).orElseThrow(() -> unknown(parts[1], name, parts[2]));
        if (reference.type() != RestSearchParameterTypeEnum.REFERENCE || !reference.leadsTo(type)) {
            throw invalid(name, parts[1] + "." + parts[2] + " never refers to a " + type);
        }
        Criterion condition = criterion(parts[1], parts[3], value, false, terms).orElseThrow();
        return new Criterion(
                reference, "", condition.values(), new Criterion.Has(type, condition), name, terms.exactTokens());
    }

    private Stream<String> targets(SearchParameter parameter) {
        return parameter.targets().isEmpty()
                ? parameters.types().stream()
                : parameter.targets().stream().sorted();
    }

    private List<Sort> sorts(SearchQuery query) {
        List<Sort> sorts = new ArrayList<>();
        String[] keys = last(query, "_sort").map(v -> v.split(",", -1)).orElse(new String[0]);
        SearchTerms.requireFewSortKeys(keys.length);
        for (String key : keys) {
            boolean descending = key.startsWith("-");
            String code = descending ? key.substring(1) : key;
            SearchParameter parameter =
                    parameters.find(query.type(), code).orElseThrow(() -> unknown(query.type(), "_sort=" + key, code));
            if (!parameter.pairs().isEmpty()) {
                throw invalid("_sort", "_sort=" + key + ": a composite parameter has no order");
            }
            sorts.add(new Sort(parameter, descending));
        }
        return sorts;
    }

    private int count(SearchQuery query) {
        String text = last(query, "_count").orElse(null);
        if (text == null) {
            return defaultCount;
        }
        try {
            int count = Integer.parseInt(text);
            if (count < 0) {
                throw invalid("_count", "_count is negative: " + count);
            }
            return Math.min(count, maxCount);
        } catch (NumberFormatException e) {
            throw invalid("_count", "_count is not a whole number: " + text);
        }
    }

    private static boolean total(SearchQuery query) {
        String total = last(query, "_total").orElse("none");
        if (!TOTALS.contains(total)) {
            throw invalid("_total", "_total is none, estimate or accurate, not " + total);
        }
        return !total.equals("none");
    }

    private static @Nullable Cursor cursor(SearchQuery query, List<Sort> sorts) {
        String text = last(query, "_cursor").orElse(null);
        if (text == null) {
            return null;
        }
        try {
            return Cursor.decode(
                    text, sorts.stream().map(SearchPlanner::keyKind).toList());
        } catch (IllegalArgumentException e) {
            throw invalid("_cursor", "This page link is damaged or belongs to another search: start the search again");
        }
    }

    private static Class<?> keyKind(Sort sort) {
        if (sort.parameter().code().equals("_lastUpdated")) {
            return Long.class;
        }
        return Conditions.table(sort.parameter()).equals("fhir_range") ? Double.class : String.class;
    }

    private static Optional<String> last(SearchQuery query, String name) {
        return query.parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .reduce((first, second) -> second)
                .map(SearchQuery.Parameter::value);
    }

    private StoreProblem.Invalid unknown(String type, String name, String code) {
        return unknown(parameters, type, name, code);
    }

    static StoreProblem.Invalid unknown(SearchParameters parameters, String type, String name, String code) {
        List<String> known =
                parameters.of(type).stream().map(SearchParameter::code).toList();
        String instead = ClosestName.near(code, known)
                .map(closest -> ". Did you mean " + closest + "? ")
                .orElseGet(() -> ", nor is any of its parameters spelled alike; often asked are "
                        + String.join(
                                ", ", COMMON.stream().filter(known::contains).toList())
                        + ". ");
        String message = "Unknown search parameter " + name + " for " + type + instead
                + "The CapabilityStatement lists all; a search leaves unknown ones out by Prefer: handling=lenient.";
        return new StoreProblem.Invalid(ErrorCode.UNKNOWN_SEARCH_PARAMETER, "http." + name.split("=", 2)[0], message);
    }

    static StoreProblem.Invalid invalid(String name, String message) {
        return new StoreProblem.Invalid(ErrorCode.INVALID_SEARCH, "http." + name, message);
    }

    private static String base(String name) {
        int colon = name.indexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }
}
