package org.painbridge.dispensing;

/** A limit and whether reaching it is enough ({@code at-least}) or it must be passed ({@code more-than}). */
record Threshold(int value, boolean isReachedByEqual) {
    private static final long MILLI = 1000;

    boolean isMet(long number) {
        return isReachedByEqual ? number >= value : number > value;
    }

    /** @param milli in thousandths of the limit's unit */
    boolean isMetByMilli(long milli) {
        return isReachedByEqual ? milli >= value * MILLI : milli > value * MILLI;
    }

    /** Of a whole that is not zero, the limit being in percent. */
    boolean isMetByShare(long part, long whole) {
        long left = part * 100;
        long right = whole * value;
        return isReachedByEqual ? left >= right : left > right;
    }
}
