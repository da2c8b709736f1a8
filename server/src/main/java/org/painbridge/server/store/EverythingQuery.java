package org.painbridge.server.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question for all of a patient's resources.
 *
 * @param types leaves out all other types; empty for all
 * @param start leaves out care that ended before this date of FHIR; null for none
 * @param end leaves out care that began after this date of FHIR; null for none
 * @param since leaves out what was written before; null for none
 * @param count most resources of the patient on a page; null for as many as a page has
 * @param cursor {@link SearchPage#nextCursor} of the page before; null for the first page
 */
public record EverythingQuery(
        String patientId,
        List<String> types,
        @Nullable String start,
        @Nullable String end,
        @Nullable Instant since,
        @Nullable Integer count,
        @Nullable String cursor) {
    public EverythingQuery {
        types = List.copyOf(types);
    }
}
