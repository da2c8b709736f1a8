package org.painbridge.server.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question for the versions of all resources of some types.
 *
 * @param count most versions of the answer, 0 for their number only; null for as many as a page has
 * @param since leaves out what was written before; null for all
 * @param at a date: leaves out what was not current at some point of it; null for all
 * @param cursor {@link HistoryPage#nextCursor} of the page before; null for the first page
 */
public record TypeHistoryQuery(
        List<String> types,
        @Nullable Integer count,
        @Nullable Instant since,
        @Nullable String at,
        @Nullable String cursor) {
    public TypeHistoryQuery {
        types = List.copyOf(types);
    }
}
