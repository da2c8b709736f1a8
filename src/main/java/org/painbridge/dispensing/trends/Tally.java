package org.painbridge.dispensing.trends;

/**
 * What a cell holds.
 *
 * @param value the figure, in thousandths where the indicator says so
 * @param people whom it is about, each counted once; of an indicator that counts prescribers, prescribers
 */
public record Tally(long value, long people) {
    public static final Tally NONE = new Tally(0, 0);

    public Tally {
        if (value < 0 || people < 0) {
            throw new IllegalArgumentException("A tally is not negative: " + value + " of " + people);
        }
    }

    Tally plus(Tally other) {
        return new Tally(value + other.value, people + other.people);
    }
}
