package org.painbridge.dispensing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.painbridge.dispensing.DayTotal.Computation;

/**
 * Morphine equivalents a day of a dispense by itself, in thousandths of a milligram. The same computation as that of
 * {@link MmeCalculator}; the same products in the same amounts come again and again, so answers are kept.
 */
final class RowDoses {
    private static final int MOST_KEPT = 20_000;

    private record Asked(DispensedDrug drug, Supply supply) {}

    private final Courses courses;
    private final MmeTable table;
    private final Map<Asked, Integer> kept = new ConcurrentHashMap<>();

    RowDoses(DrugTable drugs, MmeTable table) {
        this.courses = new Courses(drugs, Units.fromClassPath(), EarlyRefill.COUNTED_TWICE);
        this.table = table;
    }

    /** {@link Columns#UNKNOWN} if it cannot be computed; 0 if it is no opioid. */
    int milli(Dispense dispense) {
        Asked asked = new Asked(dispense.drug(), dispense.supply());
        Integer known = kept.get(asked);
        if (known != null) {
            return known;
        }
        int milli = compute(dispense);
        if (kept.size() < MOST_KEPT) {
            kept.put(asked, milli);
        }
        return milli;
    }

    private int compute(Dispense dispense) {
        List<Course> alone = courses.of(List.of(dispense));
        if (alone.isEmpty()) {
            return 0;
        }
        return switch (new DayTotal(table, alone).compute(alone.getFirst())) {
            case Computation.Sum(DailyMme mme) ->
                mme.milligramsPerDay()
                        .movePointRight(3)
                        .min(java.math.BigDecimal.valueOf(Integer.MAX_VALUE))
                        .intValueExact();
            case Computation.None none -> Columns.UNKNOWN;
        };
    }
}
