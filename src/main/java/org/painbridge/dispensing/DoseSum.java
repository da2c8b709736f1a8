package org.painbridge.dispensing;

/**
 * The morphine equivalents of a day, in thousandths of a milligram: what all supplies in use give. A supply that the next one
 * of the same drug comes to replace, with little of it left, gives nothing any more; products that are only for agonist
 * treatment stay out. Where the factor goes by the whole dose of the day, each row has the factor of its own dose, so the
 * sum of several is the least it can be.
 */
final class DoseSum {
    private static final int OPIOID = DrugClass.OPIOID.bit();
    private static final int HUNDRED = 100;

    private final Columns columns;
    private final int tolerance;
    private int ofRow = -1;
    private long milli;
    private boolean complete;
    private int banded;

    DoseSum(Columns columns, int tolerance) {
        this.columns = columns;
        this.tolerance = tolerance;
    }

    void forget() {
        ofRow = -1;
    }

    /** On the day of the row, as far as rows up to it tell. */
    DoseSum of(int row) {
        if (ofRow != row) {
            columns.moveTo(row);
            start();
            for (int k = 0; k < columns.activeCount; k++) {
                add(columns.active[k], row, columns.day[row]);
            }
            finish(columns.day[row]);
            ofRow = row;
        }
        return this;
    }

    /** On an earlier day than that of the row. */
    DoseSum on(int earlier, int row) {
        start();
        int from = earlier - columns.reach().longestSupply();
        for (int i = row; i >= 0 && columns.day[i] > from; i--) {
            if (columns.isActive(i, earlier)) {
                add(i, row, earlier);
            }
        }
        finish(earlier);
        ofRow = -1;
        return this;
    }

    /** What is known to be in it; all there is, if it is complete. */
    long milli() {
        return milli;
    }

    boolean complete() {
        return complete;
    }

    /** Whether the row is one of an opioid that is summed, or may be. */
    boolean concerns(int row) {
        return columns.may(row, OPIOID) && !columns.isMarked(row, Marks.AGONIST);
    }

    /** Whether the row is in the sum. */
    boolean holds(int row, int last, int onDay) {
        return concerns(row) && columns.dose[row] > 0 && replaced(row, last, onDay) == Answer.NO;
    }

    /** Whether something is missing for lack of knowledge of the row. */
    boolean lacks(int row) {
        return concerns(row) && columns.dose[row] == Columns.UNKNOWN;
    }

    /** Whether the supply of the row reaches the day, however long ago it was handed over. */
    boolean lasts(int row, int onDay) {
        return columns.day[row] <= onDay && onDay < columns.usedUp(row);
    }

    private void start() {
        milli = 0;
        complete = true;
        banded = 0;
    }

    private void add(int row, int last, int onDay) {
        if (!concerns(row) || columns.dose[row] == 0) {
            return;
        }
        Answer replaced = lacks(row) ? Answer.UNKNOWN : replaced(row, last, onDay);
        if (replaced == Answer.NO) {
            milli += columns.dose[row];
            banded += columns.isMarked(row, Marks.BANDED) ? 1 : 0;
        }
        complete &= replaced != Answer.UNKNOWN;
    }

    private void finish(int onDay) {
        complete &= banded < 2;
        for (int i = columns.size(); i < columns.total() && complete; i++) {
            complete = !concerns(i) || !columns.isActive(i, onDay);
        }
    }

    /** What comes to replace it may be a product that is not known. */
    private Answer replaced(int row, int last, int onDay) {
        int end = columns.usedUp(row);
        int from = end - (end - columns.day[row]) * tolerance / HUNDRED;
        Answer replaced = Answer.NO;
        for (int later = last; later > row && columns.day[later] >= from; later--) {
            Answer same = lasts(later, onDay) ? columns.sameForm(row, later) : Answer.NO;
            if (same == Answer.YES) {
                return Answer.YES;
            }
            replaced = same == Answer.UNKNOWN ? Answer.UNKNOWN : replaced;
        }
        return replaced;
    }
}
