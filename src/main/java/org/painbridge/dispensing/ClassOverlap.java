package org.painbridge.dispensing;

import java.util.Set;

/** Broken when a drug of one kind is dispensed while one of the other kind is in use, for so many days of both. */
record ClassOverlap(int one, int other, Threshold days, int lookBackDays) implements Operator {

    @Override
    public int concerned() {
        return one | other;
    }

    @Override
    public boolean canApply(Kind kind) {
        return kind.anyMayBe(one) && kind.anyMayBe(other);
    }

    @Override
    public Set<String> numbers() {
        return Set.of("before", "until");
    }

    @Override
    public int judge(Columns columns, int row, Guards guards) {
        boolean possible = columns.mayLackRows(row);
        columns.moveTo(row);
        for (int k = 0; k < columns.activeCount; k++) {
            Answer each = columns.active[k] == row ? Answer.NO : with(columns, columns.active[k], row);
            if (each == Answer.YES) {
                return 1;
            }
            possible |= each == Answer.UNKNOWN;
        }
        for (int i = columns.size(); i < columns.total() && !possible; i++) {
            possible = floats(columns, i, row);
        }
        return possible ? OPEN : KEPT;
    }

    private Answer with(Columns columns, int earlier, int row) {
        boolean may = (columns.may(row, one) && columns.may(earlier, other))
                || (columns.may(row, other) && columns.may(earlier, one));
        if (!may) {
            return Answer.NO;
        }
        boolean is = (columns.is(row, one) && columns.is(earlier, other))
                || (columns.is(row, other) && columns.is(earlier, one));
        boolean isKnown = columns.supply[earlier] != Columns.UNKNOWN;
        int least = columns.supply[row] == Columns.UNKNOWN
                ? 1
                : Math.min(columns.usedUp(earlier), columns.usedUp(row)) - columns.day[row];
        if (isKnown && columns.supply[row] != Columns.UNKNOWN && !days.isMet(least)) {
            return Answer.NO;
        }
        return is && isKnown && days.isMet(least) ? Answer.YES : Answer.UNKNOWN;
    }

    private boolean floats(Columns columns, int floating, int row) {
        return columns.isActive(floating, columns.day[row])
                && ((columns.may(row, one) && columns.may(floating, other))
                        || (columns.may(row, other) && columns.may(floating, one)));
    }

    @Override
    public void prove(Columns columns, int row, Guards guards, Proof proof) {
        columns.moveTo(row);
        int last = -1;
        for (int k = 0; k < columns.activeCount; k++) {
            int i = columns.active[k];
            Answer each = i == row ? Answer.NO : with(columns, i, row);
            if (each == Answer.YES) {
                proof.counts(i);
                last = last < 0 || columns.usedUp(i) > columns.usedUp(last) ? i : last;
            } else if (each == Answer.UNKNOWN) {
                lacks(columns, i, row, proof);
            }
        }
        for (int i = columns.size(); i < columns.total(); i++) {
            if (floats(columns, i, row)) {
                proof.floats(columns, i);
            }
        }
        proof.window(columns.day[row], columns.day[row]);
        if (last >= 0) {
            prove(columns, last, row, proof);
        }
    }

    private void lacks(Columns columns, int earlier, int row, Proof proof) {
        if (!columns.is(row, one | other)) {
            proof.lacks(row, Reserve.UNKNOWN_DRUG);
        } else if (!columns.is(earlier, one | other)) {
            proof.lacks(earlier, Reserve.UNKNOWN_DRUG);
        } else {
            proof.lacks(columns.supply[earlier] == Columns.UNKNOWN ? earlier : row, Reserve.UNKNOWN_SUPPLY);
        }
    }

    private void prove(Columns columns, int earlier, int row, Proof proof) {
        int end = columns.supply[row] == Columns.UNKNOWN
                ? columns.day[row] + 1
                : Math.min(columns.usedUp(earlier), columns.usedUp(row));
        proof.counts(row);
        proof.window(columns.day[row], end - 1);
        proof.compares(end - columns.day[row], days.value());
        proof.clearsOn(end);
        proof.day("before", columns.day[earlier]);
        proof.day("until", end - 1);
    }
}
