package org.painbridge.server.store;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Which versions a history is asked for, in milliseconds: those written from {@code since} on that were current at some point
 * of {@code low} to {@code high}, both inside (FHIR R4, RESTful API, history).
 */
record HistorySpan(long since, long low, long high) {

    /** @throws StoreProblem.Invalid where {@code at} is no date */
    static HistorySpan of(@Nullable Instant since, @Nullable String at, ZoneId zone) {
        long from = since == null ? Long.MIN_VALUE : since.toEpochMilli();
        if (at == null) {
            return new HistorySpan(from, Long.MIN_VALUE, Long.MAX_VALUE);
        }
        try {
            // The plus of an offset, sent as it is, arrives as a blank.
            ValueRange range = ValueRange.ofDate(at.replace(' ', '+'), zone);
            return new HistorySpan(from, (long) range.low(), (long) range.high());
        } catch (DateTimeException e) {
            throw SearchPlanner.invalid(
                    "_at",
                    "_at is a date such as 2026-03-01 or 2026-03-01T09:00:00-05:00, without a prefix, not " + at);
        }
    }

    /** @param version alias of a row with type_id, res_id, version and updated */
    Sql includes(String version) {
        return new Sql()
                .add(version + ".updated >= ? and " + version + ".updated <= ?", since, high)
                .add(replacedBefore("fhir_history", version))
                .add(replacedBefore("fhir_resource", version));
    }

    /** Not by the time that is asked for; the version that replaced it may be a former one by now, or the current one. */
    private Sql replacedBefore(String table, String version) {
        if (low == Long.MIN_VALUE) {
            return new Sql();
        }
        return new Sql()
                .add(" and not exists (select 1 from " + table + " n where n.type_id = " + version + ".type_id")
                .add(" and n.res_id = " + version + ".res_id and n.version = " + version + ".version + 1")
                .add(" and n.updated <= ?)", low);
    }
}
