package org.painbridge.dispensing;

import java.util.Set;

/**
 * Broken when a supply of the same ingredients in the same dosage form is still in use: of another pharmacy for so many
 * days, of the same pharmacy for more than a share of that supply, since a refill may come a little early. Another pharmacy
 * is further than the same.
 *
 * @param elsewhere days of overlap that count where the pharmacy is another
 * @param here percent of the earlier supply that counts where it is the same
 */
record DuplicateDrug(int scope, Threshold elsewhere, Threshold here, int lookBackDays) implements Operator {
    private static final int SAME_PHARMACY = 1;
    private static final int OTHER_PHARMACY = 2;

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
        return Set.of("days", "before", "pharmacy");
    }

    @Override
    public int judge(Columns columns, int row, Guards guards) {
        if (guards.leavesOut(columns, row)) {
            return KEPT;
        }
        columns.moveTo(row);
        int most = KEPT;
        boolean open = columns.mayLackRows(row);
        for (int k = 0; k < columns.activeCount; k++) {
            int each = columns.active[k] == row ? KEPT : of(columns, columns.active[k], row, guards);
            most = Math.max(most, each);
            open |= each == OPEN;
        }
        for (int i = columns.size(); i < columns.total() && most == KEPT && !open; i++) {
            open = mayBeInUse(columns, i, row);
        }
        return most == KEPT && open ? OPEN : most;
    }

    private int of(Columns columns, int earlier, int row, Guards guards) {
        Answer same = guards.earlierFill(columns, earlier, row, columns.sameForm(earlier, row));
        if (same == Answer.NO) {
            return KEPT;
        }
        if (columns.supply[earlier] == Columns.UNKNOWN) {
            return OPEN;
        }
        boolean isMuch = here.isMetByShare((long) columns.usedUp(earlier) - columns.day[row], columns.supply[earlier]);
        Answer other = columns.otherPharmacy(earlier, row);
        boolean isLong = elsewhere.isMet(days(columns, earlier, row));
        boolean certain = same == Answer.YES && columns.is(row, scope);
        return switch (other) {
            case YES -> level(isLong, certain, OTHER_PHARMACY);
            case NO -> level(isMuch, certain, SAME_PHARMACY);
            case UNKNOWN -> isMuch ? level(true, certain, SAME_PHARMACY) : level(isLong, false, OTHER_PHARMACY);
        };
    }

    private static int level(boolean broken, boolean certain, int level) {
        if (!broken) {
            return KEPT;
        }
        return certain ? level : OPEN;
    }

    /** A supply of unknown length is in use on its first day at least. */
    private static int days(Columns columns, int earlier, int row) {
        int length = columns.supply[row] == Columns.UNKNOWN ? 1 : columns.usedUp(row) - columns.day[row];
        return Math.min(columns.usedUp(earlier) - columns.day[row], length);
    }

    private static boolean mayBeInUse(Columns columns, int floating, int row) {
        return columns.isActive(floating, columns.day[row]) && columns.sameForm(floating, row) != Answer.NO;
    }

    @Override
    public void prove(Columns columns, int row, Guards guards, Proof proof) {
        columns.moveTo(row);
        int best = -1;
        int level = judge(columns, row, guards);
        for (int k = 0; k < columns.activeCount; k++) {
            int i = columns.active[k];
            int each = i == row ? KEPT : of(columns, i, row, guards);
            if (each == OPEN) {
                lacks(columns, i, row, guards, proof);
            } else if (each > KEPT && each == level) {
                proof.counts(i);
                best = i;
            }
        }
        for (int i = columns.size(); i < columns.total(); i++) {
            if (mayBeInUse(columns, i, row)) {
                proof.floats(columns, i);
            }
        }
        proof.window(best < 0 ? columns.day[row] : columns.day[best], columns.day[row]);
        if (best >= 0) {
            prove(columns, best, row, proof);
        }
    }

    private static void lacks(Columns columns, int earlier, int row, Guards guards, Proof proof) {
        if (columns.supply[earlier] == Columns.UNKNOWN) {
            proof.lacks(earlier, Reserve.UNKNOWN_SUPPLY);
        } else if (columns.sameForm(earlier, row) == Answer.UNKNOWN || !columns.is(row, DrugClass.MONITORED)) {
            proof.lacks(columns.isMarked(row, Marks.UNLISTED) ? row : earlier, Reserve.UNKNOWN_DRUG);
        } else {
            guards.lacks(columns, earlier, row, proof);
        }
    }

    private void prove(Columns columns, int earlier, int row, Proof proof) {
        int days = days(columns, earlier, row);
        proof.counts(row);
        proof.compares(days, elsewhere.value());
        proof.clearsOn(columns.usedUp(earlier));
        proof.number("days", days);
        proof.day("before", columns.day[earlier]);
        proof.phrase(
                "pharmacy",
                switch (columns.otherPharmacy(earlier, row)) {
                    case YES -> "other-pharmacy";
                    case NO -> "same-pharmacy";
                    case UNKNOWN -> "unknown-pharmacy";
                });
    }
}
