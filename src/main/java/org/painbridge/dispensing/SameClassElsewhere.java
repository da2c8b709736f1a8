package org.painbridge.dispensing;

import java.util.Set;

/**
 * Broken when so many tablets of a class are dispensed soon after a drug of the same class, prescribed by another prescriber
 * and dispensed by another pharmacy.
 *
 * @param within days between the two; 7 is a week apart or less
 */
record SameClassElsewhere(int scope, Threshold tablets, int within) implements Operator {
    private static final long MILLI = 1000;

    @Override
    public int lookBackDays() {
        return within + 1;
    }

    @Override
    public int concerned() {
        return scope;
    }

    @Override
    public boolean canApply(Kind kind) {
        return kind.severalPrescribers() && kind.severalPharmacies();
    }

    @Override
    public Set<String> numbers() {
        return Set.of("before");
    }

    @Override
    public int judge(Columns columns, int row, Guards guards) {
        long quantity = columns.quantity[row];
        boolean isKnown = quantity != Columns.UNKNOWN;
        if (guards.leavesOut(columns, row) || (isKnown && !tablets.isMetByMilli(quantity))) {
            return KEPT;
        }
        boolean possible = columns.mayLackRows(row);
        for (int i = row - 1; i >= 0 && columns.day[row] - columns.day[i] <= within; i--) {
            Answer each = elsewhere(columns, i, row, guards);
            if (each == Answer.YES && isKnown) {
                return 1;
            }
            possible |= each != Answer.NO;
        }
        for (int i = columns.size(); i < columns.total() && !possible; i++) {
            possible = floats(columns, i, row, guards);
        }
        return possible ? OPEN : KEPT;
    }

    private Answer elsewhere(Columns columns, int earlier, int row, Guards guards) {
        if ((columns.may[earlier] & columns.may[row] & scope) == 0 || guards.leavesOut(columns, earlier)) {
            return Answer.NO;
        }
        Answer prescriber = columns.otherPrescriber(earlier, row, guards);
        Answer pharmacy = columns.otherPharmacy(earlier, row);
        if (prescriber == Answer.NO || pharmacy == Answer.NO) {
            return Answer.NO;
        }
        boolean same = (columns.is[earlier] & columns.is[row] & scope) != 0;
        return same && prescriber == Answer.YES && pharmacy == Answer.YES ? Answer.YES : Answer.UNKNOWN;
    }

    private boolean floats(Columns columns, int floating, int row, Guards guards) {
        return columns.floats(floating, columns.day[row] - within, columns.day[row])
                && elsewhere(columns, floating, row, guards) != Answer.NO;
    }

    @Override
    public void prove(Columns columns, int row, Guards guards, Proof proof) {
        proof.window(columns.day[row] - within, columns.day[row]);
        if (columns.quantity[row] == Columns.UNKNOWN) {
            proof.lacks(row, Reserve.UNKNOWN_QUANTITY);
        }
        int latest = -1;
        for (int i = row - 1; i >= 0 && columns.day[row] - columns.day[i] <= within; i--) {
            Answer each = elsewhere(columns, i, row, guards);
            if (each == Answer.YES) {
                proof.counts(i);
                latest = Math.max(latest, i);
            } else if (each == Answer.UNKNOWN) {
                lacks(columns, i, row, proof);
            }
        }
        for (int i = columns.size(); i < columns.total(); i++) {
            if (floats(columns, i, row, guards)) {
                proof.floats(columns, i);
            }
        }
        if (latest >= 0) {
            proof.counts(row);
            proof.day("before", columns.day[latest]);
        }
        proof.compares(Math.max(0, columns.quantity[row]) / MILLI, tablets.value());
    }

    private void lacks(Columns columns, int earlier, int row, Proof proof) {
        for (int i : new int[] {earlier, row}) {
            if (!columns.is(i, scope)) {
                proof.lacks(i, Reserve.UNKNOWN_DRUG);
            } else if (columns.prescriber[i] == Columns.UNKNOWN) {
                proof.lacks(i, Reserve.UNKNOWN_PRESCRIBER);
            } else if (columns.pharmacy[i] == Columns.UNKNOWN) {
                proof.lacks(i, Reserve.UNKNOWN_PHARMACY);
            }
        }
    }
}
