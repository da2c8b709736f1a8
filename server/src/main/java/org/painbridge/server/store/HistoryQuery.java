package org.painbridge.server.store;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * A question for the versions of one resource.
 *
 * @param count most versions of the answer, 0 for their number only; null for as many as a page has
 * @param since leaves out what was current only before; null for all
 * @param at a date: leaves out what was not current at some point of it; null for all
 * @param before the page begins below this version; null for the newest
 */
public record HistoryQuery(
        String type,
        String id,
        @Nullable Integer count,
        @Nullable Instant since,
        @Nullable String at,
        @Nullable Integer before) {
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

    /** For the version of a moment. A whole second that is written without milliseconds would stand for all that it lasts. */
    public static HistoryQuery asOf(String type, String id, Instant moment) {
        return new HistoryQuery(type, id, 1, null, MILLISECONDS.format(moment), null);
    }
}
