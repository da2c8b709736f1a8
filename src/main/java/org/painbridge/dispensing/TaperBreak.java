package org.painbridge.dispensing;

import java.util.Set;

/**
 * Broken when the dose of a drug rises again inside a taper that the rows tell: it had gone down so many times from fill to
 * fill without rising, or a record says that it is being tapered. Where the rows do not tell a taper there is none to break.
 *
 * @param steps how often it had gone down
 * @param rise percent above the fill before
 */
record TaperBreak(int scope, Threshold steps, Threshold rise, int window) implements Operator {

    @Override
    public int lookBackDays() {
        return window;
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
        return Set.of("dose", "earlier", "before");
    }

    @Override
    public int judge(Columns columns, int row, Guards guards) {
        if (!columns.doseToday.concerns(row)) {
            return KEPT;
        }
        boolean mayBeHidden = columns.anyIsUnknown() || columns.total() > columns.size();
        return mayBeHidden && mayHide(columns, row) ? OPEN : judge(columns, row);
    }

    /** Whether a fill of the same drug may be among rows of which that is not known. */
    private boolean mayHide(Columns columns, int row) {
        boolean possible = false;
        for (int i = row - 1; i >= 0 && columns.day[i] > columns.day[row] - window; i--) {
            possible |= columns.sameForm(i, row) == Answer.UNKNOWN;
        }
        for (int i = columns.size(); i < columns.total(); i++) {
            possible |= floats(columns, i, row);
        }
        return possible;
    }

    private boolean floats(Columns columns, int floating, int row) {
        return columns.floats(floating, columns.day[row] - window + 1, columns.day[row])
                && columns.sameForm(floating, row) != Answer.NO;
    }

    private int judge(Columns columns, int row) {
        int previous = before(columns, row, row);
        if (previous < 0) {
            return KEPT;
        }
        boolean unknown = columns.dose[row] == Columns.UNKNOWN || columns.dose[previous] == Columns.UNKNOWN;
        if (!unknown && !rise.isMetByShare((long) columns.dose[row] - columns.dose[previous], columns.dose[previous])) {
            return KEPT;
        }
        Answer taper = isTaper(columns, previous, row);
        if (taper == Answer.NO) {
            return KEPT;
        }
        return taper == Answer.YES && !unknown && columns.is(row, scope) ? 1 : OPEN;
    }

    /** The latest fill of the same drug on an earlier day; -1 if there is none that is known to be one. */
    private int before(Columns columns, int row, int current) {
        int first = columns.day[current] - window;
        for (int i = row - 1; i >= 0 && columns.day[i] > first; i--) {
            if (columns.day[i] < columns.day[row] && columns.sameForm(i, current) == Answer.YES) {
                return i;
            }
        }
        return -1;
    }

    private Answer isTaper(Columns columns, int previous, int current) {
        int down = 0;
        int later = previous;
        int earlier = before(columns, later, current);
        boolean told = columns.isMarked(previous, Circumstance.ACTIVE_TAPER.bit());
        while (earlier >= 0 && !told) {
            if (columns.dose[earlier] == Columns.UNKNOWN || columns.dose[later] == Columns.UNKNOWN) {
                return steps.isMet(down) ? Answer.YES : Answer.UNKNOWN;
            }
            if (columns.dose[earlier] < columns.dose[later]) {
                break;
            }
            down += columns.dose[earlier] > columns.dose[later] ? 1 : 0;
            told = columns.isMarked(earlier, Circumstance.ACTIVE_TAPER.bit());
            later = earlier;
            earlier = before(columns, later, current);
        }
        return Answer.of(told || steps.isMet(down));
    }

    @Override
    public void prove(Columns columns, int row, Guards guards, Proof proof) {
        int previous = before(columns, row, row);
        proof.window(columns.day[row] - window + 1, columns.day[row]);
        for (int i = row; i >= 0; i = before(columns, i, row)) {
            if (columns.dose[i] == Columns.UNKNOWN) {
                proof.lacks(i, Reserve.UNKNOWN_DOSE);
            } else {
                proof.counts(i);
            }
        }
        for (int i = row - 1; i >= 0 && columns.day[i] > columns.day[row] - window; i--) {
            if (columns.sameForm(i, row) == Answer.UNKNOWN) {
                proof.lacks(i, Reserve.UNKNOWN_DRUG);
            }
        }
        for (int i = columns.size(); i < columns.total(); i++) {
            if (floats(columns, i, row)) {
                proof.floats(columns, i);
            }
        }
        if (previous >= 0) {
            long earlier = columns.dose[previous];
            proof.dose("earlier", Math.max(0, earlier));
            proof.day("before", columns.day[previous]);
            long more = (columns.dose[row] - earlier) * 100;
            proof.compares(earlier <= 0 ? 0 : Math.clamp(more / earlier, 0, Integer.MAX_VALUE), rise.value());
        }
        proof.dose("dose", Math.max(0, columns.dose[row]));
    }
}
