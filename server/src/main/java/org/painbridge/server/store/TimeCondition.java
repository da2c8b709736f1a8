package org.painbridge.server.store;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Set;

/** A date parameter of a search on a column of milliseconds, for tables beside those of resources. */
public final class TimeCondition {
    private static final Set<String> PREFIXES = Set.of("eq", "ne", "gt", "lt", "ge", "le", "sa", "eb");

    private TimeCondition() {}

    /**
     * Adds the condition.
     *
     * @param value with its prefix: {@code ge2026-03}
     * @throws DateTimeException if this is no date of FHIR, or its prefix is not one that a moment can have
     */
    public static void add(Sql sql, String column, String value, ZoneId zone) {
        String prefix = RangeCondition.prefix(value);
        if (!PREFIXES.contains(prefix)) {
            throw new DateTimeException("Not a prefix for moments: " + prefix);
        }
        ValueRange asked = RangeCondition.spanOf(value, zone);
        sql.add(RangeCondition.range(
                column, column, prefix, (long) Math.ceil(asked.low()), (long) Math.floor(asked.high())));
    }
}
