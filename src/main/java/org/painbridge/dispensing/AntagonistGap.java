package org.painbridge.dispensing;

import java.util.Set;

/**
 * Broken when opioids are dispensed at a risk, and nothing to reverse an overdose with is on record. The risk is a daily dose,
 * or a drug in use that deepens the effect. That nothing is on record does not say that the patient has nothing.
 *
 * @param with classes whose use is a risk
 * @param lacking classes to reverse an overdose with
 */
record AntagonistGap(int scope, int with, int lacking, Threshold dose, int window, int reach) implements Operator {

    @Override
    public int lookBackDays() {
        return Math.max(window, reach);
    }

    @Override
    public int concerned() {
        return scope;
    }

    @Override
    public boolean canApply(Kind kind) {
        return kind.hasDose() || kind.anyMayBe(with);
    }

    @Override
    public Set<String> numbers() {
        return Set.of("dose");
    }

    @Override
    public int judge(Columns columns, int row, Guards guards) {
        if (guards.leavesOut(columns, row)) {
            return KEPT;
        }
        Answer risk = risk(columns, row);
        if (risk == Answer.NO) {
            return KEPT;
        }
        return switch (onRecord(columns, row)) {
            case YES -> KEPT;
            case UNKNOWN -> OPEN;
            case NO -> risk == Answer.YES && columns.is(row, scope) ? 1 : OPEN;
        };
    }

    private Answer risk(Columns columns, int row) {
        DoseSum sum = columns.doseToday.of(row);
        if (dose.isMetByMilli(sum.milli())) {
            return Answer.YES;
        }
        boolean possible = !sum.complete();
        if (columns.anyMayBe(with)) {
            columns.moveTo(row);
            for (int k = 0; k < columns.activeCount; k++) {
                int i = columns.active[k];
                if (columns.is(i, with) && columns.supply[i] != Columns.UNKNOWN) {
                    return Answer.YES;
                }
                possible |= columns.may(i, with);
            }
            for (int i = columns.size(); i < columns.total(); i++) {
                possible |= columns.may(i, with) && columns.isActive(i, columns.day[row]);
            }
        }
        return possible ? Answer.UNKNOWN : Answer.NO;
    }

    private Answer onRecord(Columns columns, int row) {
        if (!columns.anyMayBe(lacking)) {
            return Answer.NO;
        }
        boolean possible = false;
        for (int i = row; i >= 0 && columns.day[i] > columns.day[row] - window; i--) {
            if (columns.is(i, lacking)) {
                return Answer.YES;
            }
            possible |= columns.may(i, lacking);
        }
        for (int i = columns.size(); i < columns.total(); i++) {
            possible |= floats(columns, i, row);
        }
        return possible ? Answer.UNKNOWN : Answer.NO;
    }

    private boolean floats(Columns columns, int floating, int row) {
        return columns.may(floating, lacking | with)
                && columns.floats(floating, columns.day[row] - window + 1, columns.day[row]);
    }

    @Override
    public void prove(Columns columns, int row, Guards guards, Proof proof) {
        DoseProof.sum(columns, row, proof);
        proof.counts(row);
        for (int k = 0; k < columns.activeCount; k++) {
            int i = columns.active[k];
            if (columns.is(i, with) && columns.supply[i] != Columns.UNKNOWN) {
                proof.counts(i);
            } else if (columns.is(i, with)) {
                proof.lacks(i, Reserve.UNKNOWN_SUPPLY);
            }
        }
        for (int i = row; i >= 0 && columns.day[i] > columns.day[row] - window; i--) {
            if (columns.may(i, lacking) && !columns.is(i, lacking)) {
                proof.lacks(i, Reserve.UNKNOWN_DRUG);
            }
        }
        for (int i = columns.size(); i < columns.total(); i++) {
            if (floats(columns, i, row)) {
                proof.floats(columns, i);
            }
        }
        proof.window(columns.day[row] - window + 1, columns.day[row]);
        proof.compares(columns.doseToday.of(row).milli() / 1000, dose.value());
    }
}
