package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.NotModifiedException;
import ca.uhn.fhir.util.DateUtils;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.StoredResource;

/** Whether a reader has the version already (RFC 9110, sections 13.1.2 and 13.1.3). */
final class Freshness {
    private Freshness() {}

    /** @throws NotModifiedException if it has, so that nothing needs to be sent */
    static void requireNew(StoredResource stored, RequestDetails request) {
        String known = request.getHeader(Constants.HEADER_IF_NONE_MATCH);
        boolean same = known != null
                ? isKnown(stored, known)
                : !changedSince(stored.updated(), request.getHeader(Constants.HEADER_IF_MODIFIED_SINCE));
        if (same) {
            var notModified = new NotModifiedException("Not modified");
            notModified.addResponseHeader(Constants.HEADER_ETAG, etag(stored));
            throw notModified;
        }
    }

    /** The version that the reader of an entry has already. */
    record Held(@Nullable String tags, @Nullable Instant at) {
        static final Held NOTHING = new Held(null, null);

        /** Tags go before the time, as they do in the headers. */
        boolean isCurrent(StoredResource stored) {
            return tags != null
                    ? isKnown(stored, tags)
                    : at != null && !stored.updated().isAfter(at);
        }
    }

    /** @param known ETags as {@code If-None-Match} has them */
    private static boolean isKnown(StoredResource stored, String known) {
        return Arrays.stream(known.split(",")).map(String::strip).anyMatch(tag -> matches(tag, etag(stored)));
    }

    private static String etag(StoredResource stored) {
        return "W/\"" + stored.version() + "\"";
    }

    /** Weak comparison: the mark of weakness does not count. */
    private static boolean matches(String tag, String etag) {
        return tag.equals("*") || tag.equals(etag) || ("W/" + tag).equals(etag);
    }

    /** HTTP dates know no part of a second; a date that is none counts as not sent. */
    private static boolean changedSince(Instant updated, @Nullable String date) {
        Date since = date == null ? null : DateUtils.parseDate(date);
        return since == null || updated.truncatedTo(ChronoUnit.SECONDS).isAfter(since.toInstant());
    }
}
