package org.painbridge.careplan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * From when until when.
 *
 * @param since its first moment; null when open
 * @param until its last moment; null when open
 */
public record Span(@Nullable Instant since, @Nullable Instant until) {
    public static final Span ALWAYS = new Span(null, null);

    public boolean covers(Instant moment) {
        return (since == null || !since.isAfter(moment)) && (until == null || !until.isBefore(moment));
    }
}
