package org.painbridge.dispensing;

import java.util.Set;

/**
 * Broken when the supply of all earlier fills of the same ingredients had run out for longer than allowed: more than
 * so many days, and more than a share of the days' supply. A fill of which it is not known of what it was may have been in between,
 * and so may one on another record.
 *
 * @param window days looked back at, the day of the dispense included: what was filled before is another course
 */
record RefillTooLate(int scope, Threshold gap, Threshold share, int window) implements Operator {

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
        return kind.severalRows();
    }

    @Override
    public Set<String> numbers() {
        return Set.of("supply", "before", "ended");
    }

    @Override
    public int judge(Columns columns, int row, Guards guards) {
        int today = columns.day[row];
        boolean late = columns.mayLackRows(row);
        boolean unsure = late || !columns.is(row, scope);
        for (int i = row - 1; i >= 0 && columns.day[i] > today - window; i--) {
            Answer same = columns.sameIngredients(i, row);
            if (same == Answer.NO) {
                continue;
            }
            boolean isLate = isLate(columns, i, today);
            boolean isKnown = same == Answer.YES && columns.supply[i] != Columns.UNKNOWN;
            if (isKnown && !isLate) {
                return KEPT;
            }
            late |= isLate || !isKnown;
            unsure |= !isKnown;
        }
        if (!late) {
            return KEPT;
        }
        return unsure || floats(columns, row) ? OPEN : 1;
    }

    private boolean isLate(Columns columns, int earlier, int today) {
        int days = today - columns.day[earlier] - Math.max(0, columns.supply[earlier]);
        return gap.isMet(days)
                && (columns.supply[earlier] == Columns.UNKNOWN || share.isMetByShare(days, columns.supply[earlier]));
    }

    private boolean floats(Columns columns, int row) {
        for (int i = columns.size(); i < columns.total(); i++) {
            if (mayLieBetween(columns, i, row)) {
                return true;
            }
        }
        return false;
    }

    private boolean mayLieBetween(Columns columns, int floating, int row) {
        int today = columns.day[row];
        return columns.floats(floating, today - window + 1, today)
                && columns.sameIngredients(floating, row) != Answer.NO;
    }

    @Override
    public void prove(Columns columns, int row, Guards guards, Proof proof) {
        int today = columns.day[row];
        proof.window(today - window + 1, today);
        if (!columns.is(row, scope)) {
            proof.lacks(row, Reserve.UNKNOWN_DRUG);
        }
        int latest = -1;
        for (int i = row - 1; i >= 0 && columns.day[i] > today - window; i--) {
            Answer same = columns.sameIngredients(i, row);
            if (same == Answer.UNKNOWN) {
                proof.lacks(columns.isMarked(row, Marks.UNLISTED) ? row : i, Reserve.UNKNOWN_DRUG);
            } else if (same == Answer.YES && columns.supply[i] == Columns.UNKNOWN) {
                proof.lacks(i, Reserve.UNKNOWN_SUPPLY);
            } else if (same == Answer.YES && (latest < 0 || columns.usedUp(i) > columns.usedUp(latest))) {
                latest = i;
            }
        }
        for (int i = columns.size(); i < columns.total(); i++) {
            if (mayLieBetween(columns, i, row)) {
                proof.floats(columns, i);
            }
        }
        if (latest >= 0) {
            prove(columns, latest, row, proof);
        }
    }

    private void prove(Columns columns, int latest, int row, Proof proof) {
        int ended = columns.day[latest] + columns.supply[latest];
        proof.counts(latest);
        proof.counts(row);
        proof.window(columns.day[latest], columns.day[row]);
        proof.compares(columns.day[row] - ended, gap.value());
        proof.number("supply", columns.supply[latest]);
        proof.day("before", columns.day[latest]);
        proof.day("ended", ended);
    }
}
