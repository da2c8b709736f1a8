package org.painbridge.dispensing;

import java.util.Set;

/**
 * Broken when opioids are in use at a risk, and nothing to reverse an overdose with is on record: at a dispense of an opioid, or of
 * a drug that deepens the effect, whichever comes last. The risk is a daily dose, such a drug in use, or agonist treatment. That
 * nothing is on record does not say that the patient has nothing.
 *
 * @param agonistIsRisk whether agonist treatment in use is a risk by itself
 */
record AntagonistGap(Classes classes, boolean agonistIsRisk, Threshold dose, int window, int reach)
        implements Operator {

    /**
     * Bits of {@link DrugClass}.
     *
     * @param scope opioids
     * @param with classes whose use is a risk
     * @param lacking classes to reverse an overdose with
     */
    record Classes(int scope, int with, int lacking) {}

    private int scope() {
        return classes.scope();
    }

    private int with() {
        return classes.with();
    }

    private int lacking() {
        return classes.lacking();
    }

    @Override
    public int lookBackDays() {
        return Math.max(window, reach);
    }

    @Override
    public int concerned() {
        return scope() | with();
    }

    @Override
    public boolean canApply(Kind kind) {
        return kind.anyMayBe(scope()) && (agonistIsRisk || kind.hasDose() || kind.anyMayBe(with()));
    }

    @Override
    public Set<String> numbers() {
        return Set.of("dose", "risk");
    }

    @Override
    public int judge(Columns columns, int row, Guards guards) {
        if (guards.leavesOut(columns, row)) {
            return KEPT;
        }
        Answer risk = risk(columns, row);
        Answer inUse = risk == Answer.NO ? Answer.NO : opioidInUse(columns, row, guards);
        if (inUse == Answer.NO) {
            return KEPT;
        }
        boolean isKnown = risk == Answer.YES && inUse == Answer.YES && columns.is(row, concerned());
        return switch (onRecord(columns, row)) {
            case YES -> KEPT;
            case UNKNOWN -> OPEN;
            case NO -> isKnown ? 1 : OPEN;
        };
    }

    private Answer opioidInUse(Columns columns, int row, Guards guards) {
        if (columns.is(row, scope())) {
            return Answer.YES;
        }
        boolean possible = columns.may(row, scope());
        columns.moveTo(row);
        for (int k = 0; k < columns.activeCount; k++) {
            int i = columns.active[k];
            if (isOpioid(columns, i, guards)) {
                return Answer.YES;
            }
            possible |= columns.may(i, scope()) && !guards.leavesOut(columns, i);
        }
        for (int i = columns.size(); i < columns.total() && !possible; i++) {
            possible = columns.may(i, scope()) && columns.isActive(i, columns.day[row]);
        }
        return possible ? Answer.UNKNOWN : Answer.NO;
    }

    /** One that is known to be in use, if it is active. */
    private boolean isOpioid(Columns columns, int row, Guards guards) {
        return columns.is(row, scope()) && columns.supply[row] != Columns.UNKNOWN && !guards.leavesOut(columns, row);
    }

    private Answer risk(Columns columns, int row) {
        DoseSum sum = columns.doseToday.of(row);
        if (dose.isMetByMilli(sum.milli())) {
            return Answer.YES;
        }
        boolean possible = !sum.complete();
        if (columns.anyMayBe(with()) || (agonistIsRisk && columns.anyIsMarked(Marks.AGONIST | Marks.BY_INDICATION))) {
            columns.moveTo(row);
            for (int k = 0; k < columns.activeCount; k++) {
                int i = columns.active[k];
                if (isRisk(columns, i) && columns.supply[i] != Columns.UNKNOWN) {
                    return Answer.YES;
                }
                possible |= mayBeRisk(columns, i);
            }
            for (int i = columns.size(); i < columns.total(); i++) {
                possible |= mayBeRisk(columns, i) && columns.isActive(i, columns.day[row]);
            }
        }
        return possible ? Answer.UNKNOWN : Answer.NO;
    }

    private boolean isRisk(Columns columns, int row) {
        return columns.is(row, with()) || isAgonist(columns, row);
    }

    private boolean mayBeRisk(Columns columns, int row) {
        return columns.may(row, with()) || isAgonist(columns, row) || mayBeAgonist(columns, row);
    }

    /** For pain or for treatment, and nothing says for which. */
    private boolean mayBeAgonist(Columns columns, int row) {
        return agonistIsRisk && Marks.mayBeAgonist(columns.marks[row]);
    }

    private boolean isAgonist(Columns columns, int row) {
        return agonistIsRisk && columns.isMarked(row, Marks.AGONIST);
    }

    private Answer onRecord(Columns columns, int row) {
        boolean possible = columns.mayLackRows(row);
        if (!columns.anyMayBe(lacking())) {
            return possible ? Answer.UNKNOWN : Answer.NO;
        }
        for (int i = row; i >= 0 && columns.day[i] > columns.day[row] - window; i--) {
            if (columns.is(i, lacking())) {
                return Answer.YES;
            }
            possible |= columns.may(i, lacking());
        }
        for (int i = columns.size(); i < columns.total(); i++) {
            possible |= mayBeOnRecord(columns, i, row);
        }
        return possible ? Answer.UNKNOWN : Answer.NO;
    }

    private boolean mayBeOnRecord(Columns columns, int floating, int row) {
        return columns.may(floating, lacking())
                && columns.floats(floating, columns.day[row] - window + 1, columns.day[row]);
    }

    @Override
    public void prove(Columns columns, int row, Guards guards, Proof proof) {
        DoseProof.sum(columns, row, proof);
        proof.counts(row);
        for (int k = 0; k < columns.activeCount; k++) {
            int i = columns.active[k];
            if (isRisk(columns, i) && columns.supply[i] != Columns.UNKNOWN) {
                proof.counts(i);
            } else if (isRisk(columns, i)) {
                proof.lacks(i, Reserve.UNKNOWN_SUPPLY);
            } else if (mayBeAgonist(columns, i)) {
                proof.lacks(i); // Said with the dose.
            }
            if (!columns.is(row, scope()) && isOpioid(columns, i, guards)) {
                proof.counts(i);
            }
        }
        proof.phrase("risk", phrase(columns, row));
        for (int i = row; i >= 0 && columns.day[i] > columns.day[row] - window; i--) {
            if (columns.may(i, lacking()) && !columns.is(i, lacking())) {
                proof.lacks(i, Reserve.UNKNOWN_DRUG);
            }
        }
        for (int i = columns.size(); i < columns.total(); i++) {
            boolean mayBeInUse =
                    (mayBeRisk(columns, i) || columns.may(i, scope())) && columns.isActive(i, columns.day[row]);
            if (mayBeInUse || mayBeOnRecord(columns, i, row)) {
                proof.floats(columns, i);
            }
        }
        proof.window(columns.day[row] - window + 1, columns.day[row]);
        proof.compares(columns.doseToday.of(row).milli() / 1000, dose.value());
    }

    /** What the risk is, the dose before anything else. */
    private String phrase(Columns columns, int row) {
        if (dose.isMetByMilli(columns.doseToday.of(row).milli())) {
            return "risk-of-dose";
        }
        columns.moveTo(row);
        boolean deepened = false;
        for (int k = 0; k < columns.activeCount; k++) {
            deepened |= columns.is(columns.active[k], with()) && columns.supply[columns.active[k]] != Columns.UNKNOWN;
        }
        return deepened ? "risk-of-sedative" : "risk-of-agonist";
    }
}
