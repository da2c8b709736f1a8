package org.painbridge.server.store;

import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Search conditions as SQL over the index tables, by the rules of FHIR R4 section 3.1.1. */
final class Conditions {
    private static final Set<String> NEGATIONS = Set.of("not", "not-in");

    private final ReferenceCondition references;
    private final TokenCondition tokens;
    private final RangeCondition ranges;
    private final ScopeConditions scopes;
    private final AccessScope scope;

    Conditions(ReferenceCondition references, TokenCondition tokens, RangeCondition ranges, ScopeConditions scopes) {
        this(references, tokens, ranges, scopes, AccessScope.ALL);
    }

    private Conditions(
            ReferenceCondition references,
            TokenCondition tokens,
            RangeCondition ranges,
            ScopeConditions scopes,
            AccessScope scope) {
        this.references = references;
        this.tokens = tokens;
        this.ranges = ranges;
        this.scopes = scopes;
        this.scope = scope;
    }

    /** The same over what is in the scope: chains lead through nothing else. */
    Conditions within(AccessScope other) {
        return new Conditions(references, tokens, ranges, scopes, other);
    }

    /** That the resource which the alias stands for is in the scope; begins with {@code and}, or is empty. */
    Sql scope(String alias, String type) {
        return scopes.of(scope, alias, type);
    }

    /** The condition on the resource that the alias {@code r<depth>} stands for. */
    Sql of(Criterion criterion, int depth) {
        String alias = "r" + depth;
        if (criterion.link() instanceof Criterion.Has has) {
            return has(criterion.parameter(), has, depth);
        }
        if (criterion.parameter().code().equals("_id")) {
            requireModifier(criterion);
            List<String> ids =
                    criterion.values().stream().map(SearchValues::unescape).toList();
            return new Sql().add(alias + ".fhir_id in ").list(ids);
        }
        if (criterion.parameter().code().equals("_lastUpdated")) {
            requireModifier(criterion);
            return anyOf(criterion, value -> ranges.updated(alias, criterion, value));
        }
        if (!criterion.parameter().pairs().isEmpty()) {
            requireModifier(criterion);
            return anyOf(criterion, value -> composite(criterion, value, depth));
        }
        if (criterion.modifier().equals("missing")) {
            return missing(criterion, alias);
        }
        boolean not = NEGATIONS.contains(criterion.modifier());
        return new Sql()
                .add(alias + ".res_id " + (not ? "not in" : "in") + " (select i.res_id from ")
                .add(table(criterion.parameter()) + " i where ")
                .add(rows(criterion, depth))
                .add(")");
    }

    /** The index rows, called {@code i}, that fit. */
    Sql rows(Criterion criterion) {
        return rows(criterion, 0);
    }

    private Sql rows(Criterion criterion, int depth) {
        if (criterion.link() instanceof Criterion.Compartment compartment) {
            String owner = criterion.values().getFirst();
            String type = StoredReferences.type(owner);
            return new Sql()
                    .add("i.param_id in ")
                    .list(compartment.indexes())
                    .add(" and i.qualifier = ?", (long) NameIds.of(type))
                    .add(" and i.term = ?", owner.substring(type.length() + 1));
        }
        if (criterion.parameter().type() == RestSearchParameterTypeEnum.QUANTITY) {
            requireModifier(criterion);
            return anyOf(criterion, value -> ranges.quantity(criterion, value));
        }
        return new Sql().add("i.param_id = ? and ", indexId(criterion)).add(matches(criterion, depth));
    }

    /**
     * The same as {@link #of} as a look at each row by itself; the offset keeps PostgreSQL from planning a join.
     *
     * @param alias of the rows: their {@code res_id} is looked up. What is not in the index is asked of {@code r0}
     */
    Sql check(Criterion criterion, String alias) {
        SearchParameter parameter = criterion.parameter();
        boolean indexed = !SearchParameters.COLUMNS.contains(parameter.code())
                && parameter.pairs().isEmpty();
        if (!indexed || criterion.link() != null || criterion.modifier().equals("missing")) {
            return of(criterion, 0);
        }
        return new Sql()
                .add(NEGATIONS.contains(criterion.modifier()) ? "not exists" : "exists")
                .add(" (select 1 from " + table(parameter) + " i where i.res_id = " + alias + ".res_id and ")
                .add(rows(criterion, 0))
                .add(" offset 0)");
    }

    private static int indexId(Criterion criterion) {
        SearchParameter parameter = criterion.parameter();
        if (criterion.link() != null) {
            return parameter.indexId();
        }
        return switch (parameter.type()) {
            case REFERENCE -> byIdentifier(criterion) ? parameter.identifierIndexId() : parameter.indexId();
            case TOKEN ->
                switch (criterion.modifier()) {
                    case "text" -> parameter.textIndexId();
                    case "of-type" -> parameter.typedIndexId();
                    default -> parameter.indexId();
                };
            default -> parameter.indexId();
        };
    }

    private static boolean byIdentifier(Criterion criterion) {
        return criterion.parameter().type() == RestSearchParameterTypeEnum.REFERENCE
                && criterion.link() == null
                && criterion.modifier().equals("identifier");
    }

    static String table(SearchParameter parameter) {
        return switch (parameter.type()) {
            case DATE, NUMBER, QUANTITY -> "fhir_range";
            default -> "fhir_text";
        };
    }

    private Sql matches(Criterion criterion, int depth) {
        if (criterion.link() instanceof Criterion.Chain chain) {
            return Sql.joined(
                    "or",
                    chain.byType().stream()
                            .map(next -> chained(next, depth + 1))
                            .toList());
        }
        if (byIdentifier(criterion)) {
            return anyOf(criterion, value -> TokenCondition.code(criterion, value));
        }
        RestSearchParameterTypeEnum type = criterion.parameter().type();
        if (type != RestSearchParameterTypeEnum.REFERENCE) {
            requireModifier(criterion);
        }
        return switch (type) {
            case TOKEN -> anyOf(criterion, value -> tokens.of(criterion, value));
            case STRING -> anyOf(criterion, value -> TextCondition.string(criterion, value));
            case REFERENCE -> anyOf(criterion, value -> references.of(criterion, value));
            case DATE -> anyOf(criterion, value -> ranges.date(criterion, value));
            case NUMBER -> anyOf(criterion, value -> RangeCondition.number(criterion, value));
            case URI -> anyOf(criterion, value -> TextCondition.uri(criterion, value));
            default -> throw new IllegalStateException("Not searchable: " + criterion.parameter());
        };
    }

    /** Both values in one of the places where they may lie together. */
    private Sql composite(Criterion criterion, String value, int depth) {
        List<String> parts = SearchValues.split(value, '$');
        if (parts.size() != 2 || parts.stream().anyMatch(String::isBlank)) {
            throw SearchPlanner.invalid(
                    criterion.name(),
                    criterion.name() + " wants two values joined by $, as in 8480-6$gt140, not " + value);
        }
        return Sql.joined(
                "or",
                criterion.parameter().pairs().stream()
                        .map(pair -> together(
                                pair,
                                component(criterion, pair.first(), parts.getFirst()),
                                component(criterion, pair.second(), parts.getLast()),
                                depth))
                        .toList());
    }

    private static Criterion component(Criterion whole, SearchParameter parameter, String value) {
        return new Criterion(parameter, "", List.of(value), null, whole.name(), whole.exactTokens());
    }

    private Sql together(SearchParameter.Pair pair, Criterion first, Criterion second, int depth) {
        if (pair.ofResource()) {
            return Sql.joined("and", List.of(of(first, depth), of(second, depth)));
        }
        return new Sql()
                .add("r" + depth + ".res_id in (select i.res_id from " + elementTable(first) + " i where ")
                .add(rows(first, depth))
                .add(" and (i.res_id, i.element) in (select i.res_id, i.element from " + elementTable(second))
                .add(" i where ")
                .add(rows(second, depth))
                .add("))");
    }

    private static String elementTable(Criterion criterion) {
        return table(criterion.parameter()).replace("fhir_", "fhir_element_");
    }

    private Sql chained(Criterion next, int depth) {
        int typeId = NameIds.of(next.type());
        String alias = "r" + depth;
        return new Sql()
                .add("(i.qualifier = ? and i.term in (select " + alias + ".fhir_id from fhir_resource " + alias, typeId)
                .add(" where " + alias + ".type_id = ? and not " + alias + ".deleted", typeId)
                .add(scope(alias, next.type()))
                .add(" and ")
                .add(of(next, depth))
                .add("))");
    }

    /** Some resource refers to this one, and fulfils the condition itself. */
    private Sql has(SearchParameter reference, Criterion.Has has, int depth) {
        String other = "r" + (depth + 1);
        return new Sql()
                .add("r" + depth + ".fhir_id in (select i.term from fhir_text i join fhir_resource " + other)
                .add(" on " + other + ".res_id = i.res_id where i.param_id = ?", reference.indexId())
                .add(" and i.qualifier = ?", (long) NameIds.of(has.target()))
                .add(" and " + other + ".type_id = ?", NameIds.of(reference.resourceType()))
                .add(" and not " + other + ".deleted")
                .add(scope(other, reference.resourceType()))
                .add(" and ")
                .add(of(has.condition(), depth + 1))
                .add(")");
    }

    private static Sql missing(Criterion criterion, String alias) {
        String value = criterion.values().getFirst();
        if (!value.equals("true") && !value.equals("false")) {
            throw SearchPlanner.invalid(criterion.name(), criterion.name() + " is true or false, not " + value);
        }
        String exists = value.equals("true") ? "not exists" : "exists";
        SearchParameter parameter = criterion.parameter();
        Sql sql = new Sql()
                .add(exists + " (select 1 from " + table(parameter) + " i where i.res_id = " + alias + ".res_id")
                .add(" and (i.param_id = ?", parameter.indexId());
        if (parameter.type() != RestSearchParameterTypeEnum.REFERENCE) {
            return sql.add("))");
        }
        parameter.onlyTarget().ifPresent(type -> sql.add(" and i.qualifier in (?, 0)", (long) NameIds.of(type)));
        return sql.add(" or i.param_id = ?))", parameter.identifierIndexId());
    }

    private static void requireModifier(Criterion criterion) {
        String modifier = criterion.modifier();
        if (!modifier.isEmpty() && !criterion.parameter().modifiers().contains(modifier)) {
            throw SearchPlanner.invalid(
                    criterion.name(),
                    "The modifier :" + modifier + " is not supported for "
                            + criterion.parameter().code() + "; supported: "
                            + criterion.parameter().modifiers());
        }
    }

    @FunctionalInterface
    private interface Condition {
        Sql of(String value);
    }

    private static Sql anyOf(Criterion criterion, Condition condition) {
        List<Sql> alternatives = new ArrayList<>();
        for (String value : criterion.values()) {
            alternatives.add(condition.of(value));
        }
        return alternatives.size() == 1
                ? new Sql().add("(").add(alternatives.getFirst()).add(")")
                : Sql.joined(
                        "or",
                        alternatives.stream()
                                .map(a -> new Sql().add("(").add(a).add(")"))
                                .toList());
    }
}
