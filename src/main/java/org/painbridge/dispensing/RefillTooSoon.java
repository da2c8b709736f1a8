package org.painbridge.dispensing;

import java.util.Set;

/**
 * Broken when too much is left of the latest earlier fill of the same ingredients.
 *
 * @param left percent of the days' supply of that fill
 * @param window days looked back at, the day of the dispense included
 */
record RefillTooSoon(int scope, Threshold left, int window) implements Operator {

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
        return Set.of("left", "supply", "before");
    }

    @Override
    public int judge(Columns columns, int row, Guards guards) {
        if (guards.leavesOut(columns, row)) {
            return KEPT;
        }
        int today = columns.day[row];
        boolean possible = columns.mayLackRows(row) || floats(columns, row);
        for (int i = row - 1; i >= 0 && columns.day[i] > today - window; i--) {
            Answer same = guards.earlierFill(columns, i, row, columns.sameIngredients(i, row));
            if (same == Answer.NO) {
                continue;
            }
            Answer early = early(columns, i, today);
            if (same == Answer.YES) {
                return answer(columns.is(row, scope) ? early : unsure(early), possible);
            }
            possible |= early != Answer.NO;
        }
        return possible ? OPEN : KEPT;
    }

    private static int answer(Answer early, boolean possible) {
        return switch (early) {
            case YES -> 1;
            case UNKNOWN -> OPEN;
            case NO -> possible ? OPEN : KEPT;
        };
    }

    private static Answer unsure(Answer answer) {
        return answer == Answer.NO ? Answer.NO : Answer.UNKNOWN;
    }

    private Answer early(Columns columns, int earlier, int today) {
        if (columns.supply[earlier] == Columns.UNKNOWN) {
            return columns.end(earlier) > today ? Answer.UNKNOWN : Answer.NO;
        }
        return Answer.of(left.isMetByShare((long) columns.usedUp(earlier) - today, columns.supply[earlier]));
    }

    private boolean floats(Columns columns, int row) {
        for (int i = columns.size(); i < columns.total(); i++) {
            if (mayLieBefore(columns, i, row)) {
                return true;
            }
        }
        return false;
    }

    private boolean mayLieBefore(Columns columns, int floating, int row) {
        int today = columns.day[row];
        return columns.floats(floating, today - window + 1, today)
                && columns.usedUp(floating) > today
                && columns.sameIngredients(floating, row) != Answer.NO;
    }

    @Override
    public void prove(Columns columns, int row, Guards guards, Proof proof) {
        int today = columns.day[row];
        proof.window(today - window + 1, today);
        if (!columns.is(row, scope)) {
            proof.lacks(row, Reserve.UNKNOWN_DRUG);
        }
        for (int i = row - 1; i >= 0 && columns.day[i] > today - window; i--) {
            Answer same = guards.earlierFill(columns, i, row, columns.sameIngredients(i, row));
            if (same == Answer.YES) {
                prove(columns, i, row, proof);
                break;
            }
            if (same == Answer.UNKNOWN && early(columns, i, today) != Answer.NO) {
                lacks(columns, i, row, guards, proof);
            }
        }
        for (int i = columns.size(); i < columns.total(); i++) {
            if (mayLieBefore(columns, i, row)) {
                proof.floats(columns, i);
            }
        }
    }

    private static void lacks(Columns columns, int earlier, int row, Guards guards, Proof proof) {
        if (columns.sameIngredients(earlier, row) == Answer.UNKNOWN) {
            proof.lacks(columns.isMarked(row, Marks.UNLISTED) ? row : earlier, Reserve.UNKNOWN_DRUG);
        } else {
            guards.lacks(columns, earlier, row, proof);
        }
    }

    private void prove(Columns columns, int earlier, int row, Proof proof) {
        if (columns.supply[earlier] == Columns.UNKNOWN) {
            proof.lacks(earlier, Reserve.UNKNOWN_SUPPLY);
            return;
        }
        int remaining = columns.usedUp(earlier) - columns.day[row];
        proof.counts(earlier);
        proof.counts(row);
        proof.window(columns.day[earlier], columns.day[row]);
        proof.compares(Math.max(0L, remaining) * 100 / columns.supply[earlier], left.value());
        proof.number("left", remaining);
        proof.number("supply", columns.supply[earlier]);
        proof.day("before", columns.day[earlier]);
    }
}
