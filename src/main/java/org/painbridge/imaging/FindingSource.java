package org.painbridge.imaging;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.painbridge.clinical.Code;

/**
 * Where a finding was read, so that a reviewer can go back to it.
 *
 * @param reference the resource, with version where it has one: {@code Condition/1/_history/2}
 * @param path the element, as FHIRPath
 * @param code the code that matched; null for answers and plain data
 * @param observedOn when it was seen or said; null when the source does not tell
 * @param assertedBy reference to whom it comes from; null when the source does not tell
 * @param name what the source calls it, where no code that we know does; null otherwise
 */
public record FindingSource(
        String reference,
        String path,
        @Nullable Code code,
        @Nullable LocalDate observedOn,
        @Nullable String assertedBy,
        @Nullable String name) {
    public FindingSource(
            String reference,
            String path,
            @Nullable Code code,
            @Nullable LocalDate observedOn,
            @Nullable String assertedBy) {
        this(reference, path, code, observedOn, assertedBy, null);
    }
}
