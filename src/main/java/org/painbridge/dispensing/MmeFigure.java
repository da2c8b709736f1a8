package org.painbridge.dispensing;

/** A figure of a day or a window, and whether all opioid supply known of is in it. */
public sealed interface MmeFigure {
    /** Everything is in it. */
    record Exact(DailyMme mme) implements MmeFigure {}

    /** Something that was supplied is not in it: the true figure is this or more. */
    record AtLeast(DailyMme mme) implements MmeFigure {}

    /** There was supply and none of it is in the figure. This is not zero. */
    record Unknown() implements MmeFigure {}

    static MmeFigure of(DailyMme known, boolean complete) {
        if (complete) {
            return new Exact(known);
        }
        return known.equals(DailyMme.ZERO) ? new Unknown() : new AtLeast(known);
    }

    /** The same where there may be more supply than was looked at. */
    default MmeFigure perhapsMore() {
        return of(known(), false);
    }

    /** The part of the figure that is known. */
    default DailyMme known() {
        return switch (this) {
            case Exact(DailyMme mme) -> mme;
            case AtLeast(DailyMme mme) -> mme;
            case Unknown() -> DailyMme.ZERO;
        };
    }

    default boolean isComplete() {
        return this instanceof Exact;
    }
}
