package org.painbridge.server.store;

import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Search conditions as SQL over the index tables, by the rules of FHIR R4 section 3.1.1. */
final class Conditions {
    private static final Set<String> PREFIXES = Set.of("eq", "ne", "gt", "lt", "ge", "le", "sa", "eb", "ap");
    /** FHIR R4 3.1.1.4.5 recommends ten percent: of the number, or of the time between now and the date. */
    private static final double APPROXIMATELY = 0.1;

    private static final Pattern BLANK_FOR_PLUS = Pattern.compile(" ([0-9]{2}:[0-9]{2})$");

    private static final int MOST_DIGITS = 400; // More than a double holds.

    private final ZoneId zone;
    private final ReferenceCondition references;
    private final Clock clock;

    Conditions(ZoneId zone, String baseUrl, Clock clock) {
        this.zone = zone;
        this.clock = clock;
        this.references = new ReferenceCondition(baseUrl.endsWith("/") ? baseUrl : baseUrl + "/");
    }

    /** The condition on the resource that the alias {@code r<depth>} stands for. */
    Sql of(Criterion criterion, int depth) {
        String alias = "r" + depth;
        if (criterion.link() instanceof Criterion.Has has) {
            return has(criterion.parameter(), has, depth);
        }
        if (criterion.parameter().code().equals("_id")) {
            requireModifier(criterion, Set.of(""));
            List<String> ids =
                    criterion.values().stream().map(SearchValues::unescape).toList();
            return new Sql().add(alias + ".fhir_id in ").list(ids);
        }
        if (criterion.parameter().code().equals("_lastUpdated")) {
            return anyOf(criterion, value -> updated(alias, criterion, value));
        }
        if (criterion.modifier().equals("missing")) {
            return missing(criterion, alias);
        }
        boolean not = criterion.modifier().equals("not");
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
        return new Sql().add("i.param_id = ? and ", indexId(criterion)).add(matches(criterion, depth));
    }

    /** The same as {@link #of} as a look at each resource by itself; the offset keeps PostgreSQL from planning a join. */
    Sql check(Criterion criterion) {
        String code = criterion.parameter().code();
        boolean indexed = !code.equals("_id") && !code.equals("_lastUpdated");
        if (!indexed || criterion.link() != null || criterion.modifier().equals("missing")) {
            return of(criterion, 0);
        }
        return new Sql()
                .add(criterion.modifier().equals("not") ? "not exists" : "exists")
                .add(" (select 1 from " + table(criterion.parameter()) + " i where i.res_id = r0.res_id and ")
                .add(rows(criterion, 0))
                .add(" offset 0)");
    }

    private static int indexId(Criterion criterion) {
        return byIdentifier(criterion)
                ? criterion.parameter().identifierIndexId()
                : criterion.parameter().indexId();
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
            return anyOf(criterion, value -> token(criterion, value));
        }
        return switch (criterion.parameter().type()) {
            case TOKEN -> {
                requireModifier(criterion, Set.of("", "not"));
                yield anyOf(criterion, value -> token(criterion, value));
            }
            case STRING -> anyOf(criterion, value -> string(criterion, value));
            case REFERENCE -> anyOf(criterion, value -> references.of(criterion, value));
            case DATE -> anyOf(criterion, value -> date(criterion, value));
            case NUMBER -> anyOf(criterion, value -> number(criterion, value));
            case QUANTITY -> anyOf(criterion, value -> quantity(criterion, value));
            case URI -> anyOf(criterion, value -> uri(criterion, value));
            default -> throw new IllegalStateException("Not searchable: " + criterion.parameter());
        };
    }

    private Sql chained(Criterion next, int depth) {
        int typeId = NameIds.of(next.type());
        String alias = "r" + depth;
        return new Sql()
                .add("(i.qualifier = ? and i.term in (select " + alias + ".fhir_id from fhir_resource " + alias, typeId)
                .add(" where " + alias + ".type_id = ? and not " + alias + ".deleted and ", typeId)
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
                .add(" and not " + other + ".deleted and ")
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
        if (parameter.targets().size() == 1) {
            // The index may be shared with a wider parameter; 0 is a reference to another server.
            int target = NameIds.of(parameter.targets().iterator().next());
            sql.add(" and i.qualifier in (?, 0)", (long) target);
        }
        return sql.add(" or i.param_id = ?))", parameter.identifierIndexId());
    }

    private static Sql token(Criterion criterion, String value) {
        List<String> parts = SearchValues.split(value, '|');
        if (parts.size() == 1) {
            return code(criterion, SearchValues.unescape(value));
        }
        if (parts.size() > 2) {
            throw SearchPlanner.invalid(
                    criterion.name(), criterion.name() + " wants code, system|code, |code or system|, not " + value);
        }
        long system = NameIds.ofSystem(SearchValues.unescape(parts.get(0)));
        String code = SearchValues.unescape(parts.get(1));
        Sql sql = new Sql().add("i.qualifier = ?", system);
        return code.isEmpty() ? sql : sql.add(" and ").add(code(criterion, code));
    }

    private static Sql code(Criterion criterion, String code) {
        Sql sql = new Sql().add("i.term = ?", IndexRows.tokenValue(code));
        return criterion.exactTokens()
                ? sql.add(" and coalesce(i.exact, i.term) = ?", IndexRows.shortened(code.strip()))
                : sql;
    }

    private static Sql string(Criterion criterion, String value) {
        requireModifier(criterion, Set.of("", "exact", "contains"));
        String text = SearchValues.unescape(value);
        String plain = IndexRows.stringValue(text);
        if (plain.isEmpty()) {
            throw SearchPlanner.invalid(criterion.name(), criterion.name() + " wants letters, digits or signs");
        }
        return switch (criterion.modifier()) {
            case "exact" -> new Sql().add("i.term = ? and i.exact = ?", plain, IndexRows.cut(text));
            case "contains" -> new Sql().add("i.term like ? escape '!'", "%" + likeEscaped(plain) + "%");
            default -> new Sql().add("i.term >= ? and i.term < ?", plain, IndexRows.endOfPrefix(plain));
        };
    }

    private static String likeEscaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    private static Sql uri(Criterion criterion, String value) {
        requireModifier(criterion, Set.of(""));
        return new Sql().add("i.term = ?", IndexRows.shortened(SearchValues.unescape(value)));
    }

    private Sql date(Criterion criterion, String value) {
        requireModifier(criterion, Set.of(""));
        return range("i.low", "i.high", prefix(value), dateRange(criterion, value));
    }

    private Sql updated(String alias, Criterion criterion, String value) {
        requireModifier(criterion, Set.of(""));
        return range(alias + ".updated", alias + ".updated", prefix(value), dateRange(criterion, value));
    }

    private ValueRange dateRange(Criterion criterion, String value) {
        try {
            // The plus of an offset, sent as it is, arrives as a blank.
            String date = BLANK_FOR_PLUS.matcher(withoutPrefix(value)).replaceFirst("+$1");
            ValueRange range = ValueRange.ofDate(date, zone);
            double untilNow = Math.abs(clock.millis() - range.low());
            return prefix(value).equals("ap") ? range.widened(APPROXIMATELY * untilNow) : range;
        } catch (DateTimeException e) {
            throw SearchPlanner.invalid(
                    criterion.name(),
                    criterion.name() + " wants a date such as 2026-03-01 or ge2026-03-01T09:00:00-05:00, not " + value);
        }
    }

    private static Sql number(Criterion criterion, String value) {
        requireModifier(criterion, Set.of(""));
        return range("i.low", "i.high", prefix(value), numberRange(criterion, value));
    }

    private static Sql quantity(Criterion criterion, String value) {
        requireModifier(criterion, Set.of(""));
        List<String> parts = SearchValues.split(value, '|');
        if (parts.size() != 1 && parts.size() != 3) {
            throw SearchPlanner.invalid(
                    criterion.name(), criterion.name() + " wants 5.4, 5.4||mg or 5.4|system|mg, not " + value);
        }
        Sql sql = range("i.low", "i.high", prefix(parts.getFirst()), numberRange(criterion, parts.getFirst()));
        String unit = parts.size() == 3 ? SearchValues.unescape(parts.get(2)) : "";
        return unit.isEmpty() ? sql : sql.add(" and i.qualifier = ?", NameIds.ofSystem(unit));
    }

    private static ValueRange numberRange(Criterion criterion, String value) {
        try {
            if (value.length() > MOST_DIGITS) {
                throw SearchPlanner.invalid(criterion.name(), criterion.name() + " wants a number of fewer digits");
            }
            BigDecimal number = new BigDecimal(withoutPrefix(value));
            if (Math.abs(number.scale()) > MOST_DIGITS) {
                throw SearchPlanner.invalid(criterion.name(), criterion.name() + " wants fewer digits than " + value);
            }
            return switch (prefix(value)) {
                case "eq", "ne" -> ValueRange.ofNumber(number);
                case "ap" -> ValueRange.ofNumber(number).widened(APPROXIMATELY * Math.abs(number.doubleValue()));
                default -> ValueRange.point(number.doubleValue());
            };
        } catch (NumberFormatException e) {
            throw SearchPlanner.invalid(criterion.name(), criterion.name() + " wants a number, not " + value);
        }
    }

    /** The stored span against the asked one. */
    private static Sql range(String low, String high, String prefix, ValueRange asked) {
        return switch (prefix) {
            case "ne" -> new Sql().add("not (" + low + " >= ? and " + high + " <= ?)", asked.low(), asked.high());
            case "gt" -> new Sql().add(high + " > ?", asked.high());
            case "lt" -> new Sql().add(low + " < ?", asked.low());
            case "ge" -> new Sql().add(high + " >= ?", asked.low());
            case "le" -> new Sql().add(low + " <= ?", asked.high());
            case "sa" -> new Sql().add(low + " > ?", asked.high());
            case "eb" -> new Sql().add(high + " < ?", asked.low());
            case "ap" -> new Sql().add(low + " <= ? and " + high + " >= ?", asked.high(), asked.low());
            default -> new Sql().add(low + " >= ? and " + high + " <= ?", asked.low(), asked.high());
        };
    }

    private static String prefix(String value) {
        String start = value.length() > 2 ? value.substring(0, 2) : "";
        return PREFIXES.contains(start) ? start : "eq";
    }

    private static String withoutPrefix(String value) {
        return value.length() > 2 && PREFIXES.contains(value.substring(0, 2)) ? value.substring(2) : value;
    }

    private static void requireModifier(Criterion criterion, Set<String> supported) {
        if (!supported.contains(criterion.modifier())) {
            throw SearchPlanner.invalid(
                    criterion.name(),
                    "The modifier :" + criterion.modifier() + " is not supported for "
                            + criterion.parameter().code());
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
