package org.painbridge.dispensing;

import java.util.function.LongUnaryOperator;

/** Rules, by bit, that follow from a number: worked out once for each of those that come again and again. */
final class RecentMasks {
    private static final int KEPT = 32;
    private static final int SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(KEPT);
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final LongUnaryOperator worksOut;
    private final long[] numbers = new long[KEPT];
    private final long[] masks = new long[KEPT];

    RecentMasks(LongUnaryOperator worksOut) {
        this.worksOut = worksOut;
        masks[0] = worksOut.applyAsLong(0); // The number that all places begin with, and this one is for.
    }

    long of(long number) {
        int place = (int) (number * SPREAD >>> SHIFT);
        if (numbers[place] != number) {
            masks[place] = worksOut.applyAsLong(number);
            numbers[place] = number;
        }
        return masks[place];
    }
}
