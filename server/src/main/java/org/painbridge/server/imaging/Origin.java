package org.painbridge.server.imaging;

import org.jspecify.annotations.Nullable;

/**
 * Where a decision was asked for.
 *
 * @param client whose hook it was; null for the operation
 * @param hook null for the operation
 * @param indicator of the card, or none; null for the operation
 * @param mode live, or why nobody saw it: shadow, silenced
 */
public record Origin(
        @Nullable String client,
        @Nullable String hook,
        @Nullable String indicator,
        String mode) {
    static final Origin OPERATION = new Origin(null, null, null, "live");
}
