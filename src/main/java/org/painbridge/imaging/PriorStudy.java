package org.painbridge.imaging;

import org.jspecify.annotations.Nullable;

/**
 * An imaging study that was done, or is asked for already.
 *
 * @param procedure what was done, as its code or modality and body site tell it
 * @param side of a part that the body has twice; null when nothing is said
 * @param date of the study; of one that is asked for, when it was
 * @param normal whether its report is coded as normal; false when nothing is said
 * @param done false where it is known to be asked for and no more: it can be repeated, but has shown and radiated nothing
 * @param reference to the resource, with version where it has one
 */
public record PriorStudy(
        Part procedure, @Nullable Side side, DateRange date, boolean normal, boolean done, String reference) {
    /** A modality of a body region, in the words of table imaging-procedures. */
    public record Part(String modality, String region) {}

    /** Whether it can be of that side: of what is not known it can. */
    public boolean mayBeOf(@Nullable Side other) {
        return side == null || other == null || !side.excludes(other);
    }
}
