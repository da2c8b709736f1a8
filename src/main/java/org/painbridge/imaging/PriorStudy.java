package org.painbridge.imaging;

/**
 * An imaging study that was done, or is asked for already.
 *
 * @param procedure what was done, as its code or modality and body site tell it
 * @param date of the study; of one that is asked for, when it was
 * @param normal whether its report is coded as normal; false when nothing is said
 * @param done false where it is known to be asked for and no more: it can be repeated, but has shown and radiated nothing
 * @param reference to the resource, with version where it has one
 */
public record PriorStudy(Part procedure, DateRange date, boolean normal, boolean done, String reference) {
    /** A modality of a body region, in the words of table imaging-procedures. */
    public record Part(String modality, String region) {}
}
