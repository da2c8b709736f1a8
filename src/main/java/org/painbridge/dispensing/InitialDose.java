package org.painbridge.dispensing;

import java.util.Set;

/** Broken when opioids are started with a high daily dose. */
record InitialDose(OpioidStart start, Bands bands, int reach) implements Operator {

    @Override
    public int lookBackDays() {
        return Math.max(start.lookBackDays(), reach);
    }

    @Override
    public int concerned() {
        return start.scope();
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
        if (level == 0 && sum.complete()) {
            return KEPT;
        }
        return switch (start.at(columns, row, guards, false)) {
            case YES -> level > 0 ? level : OPEN;
            case UNKNOWN -> OPEN;
            case NO -> KEPT;
        };
    }

    @Override
    public void prove(Columns columns, int row, Guards guards, Proof proof) {
        start.prove(columns, row, guards, proof);
        DoseProof.sum(columns, row, proof);
        DoseProof.compare(columns, row, bands, proof);
    }
}
