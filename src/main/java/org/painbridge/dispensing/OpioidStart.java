package org.painbridge.dispensing;

/**
 * Whether a row is a start of opioids: nothing of the kind on record in so many days before. What the guards leave out is no start;
 * of earlier rows only cough medicines are passed over.
 *
 * @param days calendar days before that of the row
 */
record OpioidStart(int scope, int days) {

    int lookBackDays() {
        return days + 1;
    }

    /** @param firstOnly whether a second opioid on the same day is a start no more */
    Answer at(Columns columns, int row, Guards guards, boolean firstOnly) {
        if (guards.leavesOut(columns, row)) {
            return Answer.NO;
        }
        int today = columns.day[row];
        boolean unsure = !columns.is(row, scope) || columns.mayLackRows(row);
        for (int i = row - 1; i >= 0 && columns.day[i] >= today - days; i--) {
            if (isPassedOver(columns, i, guards) || (!firstOnly && columns.day[i] == today)) {
                continue;
            }
            if (columns.is(i, scope)) {
                return Answer.NO;
            }
            unsure |= columns.may(i, scope);
        }
        return unsure || floats(columns, row) ? Answer.UNKNOWN : Answer.YES;
    }

    private static boolean isPassedOver(Columns columns, int row, Guards guards) {
        return columns.isMarked(row, guards.leaveOut() & Marks.COUGH);
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
        return columns.may(floating, scope) && columns.floats(floating, today - days, today);
    }

    void prove(Columns columns, int row, Guards guards, Proof proof) {
        int today = columns.day[row];
        proof.window(today - days, today);
        if (columns.is(row, scope)) {
            proof.counts(row);
        } else {
            proof.lacks(row, Reserve.UNKNOWN_DRUG);
        }
        for (int i = row - 1; i >= 0 && columns.day[i] >= today - days; i--) {
            if (columns.may(i, scope) && !columns.is(i, scope) && !isPassedOver(columns, i, guards)) {
                proof.lacks(i, Reserve.UNKNOWN_DRUG);
            }
        }
        for (int i = columns.size(); i < columns.total(); i++) {
            if (mayLieBefore(columns, i, row)) {
                proof.floats(columns, i);
            }
        }
    }
}
