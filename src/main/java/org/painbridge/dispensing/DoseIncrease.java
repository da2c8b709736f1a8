package org.painbridge.dispensing;

import java.util.Set;

/**
 * Broken when the daily dose is high, and much higher than on a day of the window before: the least dose of those days on which
 * an opioid was in use counts. Who had none on any of them has not increased it.
 *
 * @param rise percent above the dose of that day
 */
record DoseIncrease(int scope, Threshold dose, Threshold rise, int window, int reach) implements Operator {

    @Override
    public int lookBackDays() {
        return window + reach;
    }

    @Override
    public int concerned() {
        return scope;
    }

    @Override
    public boolean canApply(Kind kind) {
        return kind.hasDose();
    }

    @Override
    public int exempt() {
        return Marks.AGONIST;
    }

    @Override
    public Set<String> numbers() {
        return Set.of("dose", "earlier");
    }

    @Override
    public int judge(Columns columns, int row, Guards guards) {
        if (!columns.doseToday.concerns(row)) {
            return KEPT;
        }
        DoseSum now = columns.doseToday.of(row);
        boolean isHigh = dose.isMetByMilli(now.milli());
        boolean complete = now.complete();
        if (complete && !(isHigh && mayHaveRisen(columns, row, now.milli()))) {
            return KEPT;
        }
        long milli = now.milli();
        LeastDose least = columns.leastBefore.before(row, window);
        if (least.milli() > 0 && isHigh && rise.isMetByShare(milli - least.milli(), least.milli())) {
            return columns.is(row, scope) ? 1 : OPEN;
        }
        return mayHaveRisen(least, milli, complete) ? OPEN : KEPT;
    }

    private boolean mayHaveRisen(LeastDose least, long milli, boolean complete) {
        if (!complete) {
            return !least.isCertain() || least.milli() > 0;
        }
        return !least.isCertain()
                && (least.perhaps() == 0 || rise.isMetByShare(milli - least.perhaps(), least.perhaps()));
    }

    /** Not where each supply by itself, of those that were in use, gives nearly as much as all do now: no day had less. */
    private boolean mayHaveRisen(Columns columns, int row, long milli) {
        int first = columns.day[row] - window;
        for (int i = row - 1; i >= 0 && columns.day[i] > first - columns.reach().longestSupply(); i--) {
            boolean wasInUse = columns.end(i) > first && columns.day[i] < columns.day[row];
            if (wasInUse
                    && columns.doseToday.concerns(i)
                    && columns.dose[i] != 0
                    && (columns.dose[i] < 0 || rise.isMetByShare(milli - columns.dose[i], columns.dose[i]))) {
                return true;
            }
        }
        return columns.total() > columns.size();
    }

    @Override
    public void prove(Columns columns, int row, Guards guards, Proof proof) {
        DoseProof.sum(columns, row, proof);
        LeastDose least = columns.leastBefore.before(row, window);
        long milli = least.milli();
        int first = columns.day[row] - window;
        int earlier = milli > 0 ? least.day() : first;
        DoseSum before = columns.doseBefore.on(earlier, row);
        for (int i = row; i >= 0 && columns.day[i] > first - reach; i--) {
            if (columns.isActive(i, earlier) && before.holds(i, row, earlier)) {
                proof.counts(i);
            } else if (columns.end(i) > first && before.lacks(i)) {
                proof.lacks(i, Reserve.UNKNOWN_DOSE);
            }
        }
        proof.window(first, columns.day[row]);
        proof.dose("earlier", milli);
        long now = columns.doseToday.of(row).milli();
        proof.compares(milli == 0 ? 0 : Math.min(Integer.MAX_VALUE, (now - milli) * 100 / milli), rise.value());
    }
}
