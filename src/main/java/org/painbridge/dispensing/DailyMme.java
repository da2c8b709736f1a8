package org.painbridge.dispensing;

import java.math.BigDecimal;

/** Oral morphine equivalents, UCUM {@code mg/d}. Factors: terminology/tables/mme-factors.csv. */
public record DailyMme(BigDecimal milligramsPerDay) implements Comparable<DailyMme> {
    public static final DailyMme ZERO = new DailyMme(BigDecimal.ZERO);

    public DailyMme {
        if (milligramsPerDay.signum() < 0) {
            throw new IllegalArgumentException("MME per day is negative: " + milligramsPerDay);
        }
        milligramsPerDay = milligramsPerDay.stripTrailingZeros(); // 50.0 equals 50.
    }

    public static DailyMme of(String milligramsPerDay) {
        return new DailyMme(new BigDecimal(milligramsPerDay));
    }

    DailyMme plus(DailyMme other) {
        return new DailyMme(milligramsPerDay.add(other.milligramsPerDay));
    }

    @Override
    public int compareTo(DailyMme other) {
        return milligramsPerDay.compareTo(other.milligramsPerDay);
    }
}
