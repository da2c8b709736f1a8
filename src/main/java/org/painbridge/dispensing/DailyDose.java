package org.painbridge.dispensing;

import java.util.Set;

/** Broken when all opioids for pain that are in use on the day of the dispense come to so much. */
record DailyDose(int scope, Bands bands, int lookBackDays) implements Operator {

    @Override
    public int concerned() {
        return scope;
    }

    @Override
    public int exempt() {
        return Marks.AGONIST;
    }

    @Override
    public boolean canApply(Kind kind) {
        return kind.hasDose();
    }

    @Override
    public Set<String> numbers() {
        return DoseProof.NUMBERS;
    }

    @Override
    public int judge(Columns columns, int row, Guards guards) {
        if (!columns.doseToday.concerns(row)) {
            return KEPT;
        }
        DoseSum sum = columns.doseToday.of(row);
        int level = bands.level(sum.milli());
        if (level > 0 && columns.is(row, scope)) {
            return level;
        }
        return level > 0 || !sum.complete() ? OPEN : KEPT;
    }

    @Override
    public void prove(Columns columns, int row, Guards guards, Proof proof) {
        DoseProof.sum(columns, row, proof);
        DoseProof.compare(columns, row, bands, proof);
        DoseProof.clears(columns, row, bands, proof);
    }
}
