package org.painbridge.dispensing;

/**
 * The least morphine equivalents of the days of a window before a row, of those with any in use, in thousandths of a milligram:
 * the dose changes where a supply begins or ends. Used again for the next row.
 */
final class LeastDose {
    /** What no day can have. */
    private static final long NEVER = Long.MAX_VALUE;

    private final Columns columns;
    private int day;
    private long milli;
    private long perhaps;

    LeastDose(Columns columns) {
        this.columns = columns;
    }

    /** @param window days; the day before the row is the last of them */
    LeastDose before(int row, int window) {
        int today = columns.day[row];
        int first = today - window;
        int from = first - columns.reach().longestSupply();
        day = today;
        milli = 0;
        perhaps = NEVER;
        look(first, row);
        for (int i = row - 1; i >= 0 && columns.day[i] > from; i--) {
            if (columns.day[i] > first && columns.day[i] < today) {
                look(columns.day[i], row);
            }
            if (columns.end(i) > first && columns.end(i) < today) {
                look(columns.end(i), row);
            }
        }
        for (int i = columns.size(); i < columns.total(); i++) {
            boolean mayBeInUse = columns.day[i] < today && columns.end(i) > first;
            perhaps = mayBeInUse && columns.doseBefore.concerns(i) ? 0 : perhaps;
        }
        return this;
    }

    private void look(int then, int row) {
        DoseSum sum = columns.doseBefore.on(then, row);
        if (!sum.complete()) {
            perhaps = Math.min(perhaps, sum.milli());
        } else if (sum.milli() > 0 && (milli == 0 || sum.milli() < milli)) {
            day = then;
            milli = sum.milli();
        }
    }

    /** The first day looked at that had it; that of the row where none is known. */
    int day() {
        return day;
    }

    /** 0 where no day is known to have had any. */
    long milli() {
        return milli;
    }

    boolean isCertain() {
        return perhaps == NEVER;
    }

    /** What it may be at least, where it is not certain. */
    long perhaps() {
        return perhaps;
    }
}
