package org.painbridge.server.store;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A date, number or quantity parameter against one value with its prefix (FHIR R4 3.1.1.4.5). */
final class RangeCondition {
    private static final Set<String> PREFIXES = Set.of("eq", "ne", "gt", "lt", "ge", "le", "sa", "eb", "ap");
    /** FHIR R4 3.1.1.4.5 recommends ten percent: of the number, or of the time between now and the date. */
    private static final double APPROXIMATELY = 0.1;

    private static final Pattern BLANK_FOR_PLUS = Pattern.compile(" ([0-9]{2}:[0-9]{2})$");

    private static final int MOST_DIGITS = 400; // More than a double holds.

    private final ZoneId zone;
    private final Clock clock;
    private final UcumUnits units;

    RangeCondition(ZoneId zone, Clock clock, UcumUnits units) {
        this.zone = zone;
        this.clock = clock;
        this.units = units;
    }

    Sql date(Criterion criterion, String value) {
        return range("i.low", "i.high", prefix(value), dateRange(criterion, value));
    }

    /**
     * {@code _lastUpdated} of the resource that the alias stands for. Compared as what it is, a whole number: PostgreSQL would
     * turn the column into what it is compared with, and have no index for that.
     */
    Sql updated(String alias, Criterion criterion, String value) {
        ValueRange asked = dateRange(criterion, value);
        String updated = alias + ".updated";
        return range(updated, updated, prefix(value), (long) Math.ceil(asked.low()), (long) Math.floor(asked.high()));
    }

    static Sql number(Criterion criterion, String value) {
        ValueRange asked = numberRange(criterion, value, BigDecimal.ONE);
        return range("i.low", "i.high", prefix(value), asked);
    }

    /** With the index that it is looked up in, which depends on whether the value names the system of its unit. */
    Sql quantity(Criterion criterion, String value) {
        List<String> parts = SearchValues.split(value, '|');
        if (parts.size() != 1 && parts.size() != 3) {
            throw SearchPlanner.invalid(
                    criterion.name(), criterion.name() + " wants 5.4, 5.4||mg or 5.4|system|mg, not " + value);
        }
        String number = parts.getFirst();
        String system = parts.size() == 3 ? SearchValues.unescape(parts.get(1)) : "";
        String unit = parts.size() == 3 ? SearchValues.unescape(parts.get(2)) : "";
        if (!system.isEmpty() && unit.isEmpty()) {
            throw SearchPlanner.invalid(criterion.name(), criterion.name() + " names a system without a unit in it");
        }
        SearchParameter parameter = criterion.parameter();
        boolean measured = !system.isEmpty();
        Measure measure =
                measured ? Measure.of(units, system, unit) : new Measure(NameIds.ofSystem(unit), BigDecimal.ONE);
        Sql sql = new Sql()
                .add("i.param_id = ? and ", measured ? parameter.unitIndexId() : parameter.indexId())
                .add(range("i.low", "i.high", prefix(number), numberRange(criterion, number, measure.factor())));
        return unit.isEmpty() ? sql : sql.add(" and i.qualifier = ?", measure.qualifier());
    }

    private ValueRange dateRange(Criterion criterion, String value) {
        try {
            ValueRange range = spanOf(value, zone);
            double untilNow = Math.abs(clock.millis() - range.low());
            return prefix(value).equals("ap") ? range.widened(APPROXIMATELY * untilNow) : range;
        } catch (DateTimeException e) {
            throw SearchPlanner.invalid(
                    criterion.name(),
                    criterion.name() + " wants a date such as 2026-03-01 or ge2026-03-01T09:00:00-05:00, not " + value);
        }
    }

    /** Without heed to its prefix. */
    static ValueRange spanOf(String value, ZoneId zone) {
        // The plus of an offset, sent as it is, arrives as a blank.
        String date = BLANK_FOR_PLUS.matcher(withoutPrefix(value)).replaceFirst("+$1");
        return ValueRange.ofDate(date, zone);
    }

    /** @param factor what the ends are multiplied by, once the precision of the number is heeded */
    private static ValueRange numberRange(Criterion criterion, String value, BigDecimal factor) {
        try {
            if (value.length() > MOST_DIGITS) {
                throw SearchPlanner.invalid(criterion.name(), criterion.name() + " wants a number of fewer digits");
            }
            BigDecimal number = new BigDecimal(withoutPrefix(value));
            if (Math.abs(number.scale()) > MOST_DIGITS) {
                throw SearchPlanner.invalid(criterion.name(), criterion.name() + " wants fewer digits than " + value);
            }
            return switch (prefix(value)) {
                case "eq", "ne" -> ValueRange.ofNumber(number, factor);
                case "ap" -> {
                    double whole = number.multiply(factor).doubleValue();
                    yield ValueRange.ofNumber(number, factor).widened(APPROXIMATELY * Math.abs(whole));
                }
                default -> ValueRange.point(number.multiply(factor).doubleValue());
            };
        } catch (NumberFormatException e) {
            throw SearchPlanner.invalid(criterion.name(), criterion.name() + " wants a number, not " + value);
        }
    }

    private static Sql range(String low, String high, String prefix, ValueRange asked) {
        return range(low, high, prefix, asked.low(), asked.high());
    }

    /** The stored span against the asked one. */
    static Sql range(String low, String high, String prefix, Object from, Object until) {
        return switch (prefix) {
            case "ne" -> new Sql().add("not (" + low + " >= ? and " + high + " <= ?)", from, until);
            case "gt" -> new Sql().add(high + " > ?", until);
            case "lt" -> new Sql().add(low + " < ?", from);
            case "ge" -> new Sql().add(high + " >= ?", from);
            case "le" -> new Sql().add(low + " <= ?", until);
            case "sa" -> new Sql().add(low + " > ?", until);
            case "eb" -> new Sql().add(high + " < ?", from);
            case "ap" -> new Sql().add(low + " <= ? and " + high + " >= ?", until, from);
            default -> new Sql().add(low + " >= ? and " + high + " <= ?", from, until);
        };
    }

    static String prefix(String value) {
        String start = value.length() > 2 ? value.substring(0, 2) : "";
        return PREFIXES.contains(start) ? start : "eq";
    }

    private static String withoutPrefix(String value) {
        return value.length() > 2 && PREFIXES.contains(value.substring(0, 2)) ? value.substring(2) : value;
    }
}
