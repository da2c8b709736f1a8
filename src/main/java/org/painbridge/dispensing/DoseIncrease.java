package org.painbridge.dispensing;

import java.util.Set;

/**
 * Broken when the daily dose is high, and much higher than some days ago. Who had no opioid then has not increased it.
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
        if (now.complete() && !dose.isMetByMilli(now.milli())) {
            return KEPT;
        }
        DoseSum before = columns.doseBefore.on(columns.day[row] - window, row);
        if (before.complete() && before.milli() == 0) {
            return KEPT;
        }
        boolean isMuch =
                dose.isMetByMilli(now.milli()) && rise.isMetByShare(now.milli() - before.milli(), before.milli());
        if (isMuch) {
            return before.complete() && columns.is(row, scope) ? 1 : OPEN;
        }
        return now.complete() ? KEPT : OPEN;
    }

    @Override
    public void prove(Columns columns, int row, Guards guards, Proof proof) {
        DoseProof.sum(columns, row, proof);
        int earlier = columns.day[row] - window;
        DoseSum before = columns.doseBefore.on(earlier, row);
        long milli = before.milli();
        for (int i = row; i >= 0 && columns.day[i] > earlier - reach; i--) {
            if (columns.isActive(i, earlier) && before.holds(i, row, earlier)) {
                proof.counts(i);
            } else if (columns.isActive(i, earlier) && before.lacks(i)) {
                proof.lacks(i, Reserve.UNKNOWN_DOSE);
            }
        }
        proof.window(earlier, columns.day[row]);
        proof.dose("earlier", milli);
        long now = columns.doseToday.of(row).milli();
        proof.compares(milli == 0 ? 0 : Math.min(Integer.MAX_VALUE, (now - milli) * 100 / milli), rise.value());
    }
}
