package org.painbridge.server.imaging.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a report is about.
 *
 * @param column of {@code imaging_decision}, that names the subject: organization or practitioner; null for all
 * @param id of the subject; null for all
 * @param from first moment
 * @param until first moment behind
 */
record ReportScope(@Nullable String column, @Nullable String id, Instant from, Instant until) {

    /** For a where clause over {@code imaging_decision d}: what was told to somebody. */
    String condition() {
        String period = "d.mode = 'live' and d.issued >= ? and d.issued < ?";
        return column == null ? period : period + " and d." + column + " = ?";
    }

    ReportScope ofAll() {
        return new ReportScope(null, null, from, until);
    }
}
