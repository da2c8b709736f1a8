package org.painbridge.dispensing;

import java.util.Set;

/** What a proof says of a daily dose. */
final class DoseProof {
    static final Set<String> NUMBERS = Set.of("dose", "known", "reached");

    private static final int MILLI = 1000;

    private DoseProof() {}

    /** The supplies that make up the dose of the day, and those of which it is not known what they give. */
    static void sum(Columns columns, int row, Proof proof) {
        int today = columns.day[row];
        DoseSum sum = columns.doseToday.of(row);
        columns.moveTo(row);
        int first = row;
        for (int k = 0; k < columns.activeCount; k++) {
            int i = columns.active[k];
            proof.add(Reserve.UNKNOWN_TREATMENT, Marks.mayBeAgonist(columns.marks[i]) ? 1 : 0);
            if (sum.holds(i, row, today)) {
                proof.counts(i);
                first = Math.min(first, i);
            } else if (sum.lacks(i)) {
                proof.lacks(i, Reserve.UNKNOWN_DOSE);
            } else if (columns.is(i, DrugClass.OPIOID.bit()) && columns.isMarked(i, Marks.AGONIST)) {
                proof.add(Reserve.LEFT_OUT_AGONIST, 1);
            }
        }
        for (int i = columns.size(); i < columns.total(); i++) {
            if (sum.concerns(i) && columns.isActive(i, today)) {
                proof.floats(columns, i);
            }
        }
        proof.window(columns.day[first], today);
        proof.dose("dose", sum.milli());
        proof.phrase("known", sum.milli() == 0 ? "dose-unknown" : "dose-known");
    }

    /** Where it stands against limits. */
    static void compare(Columns columns, int row, Bands bands, Proof proof) {
        long milli = columns.doseToday.of(row).milli();
        Threshold reached = bands.at(bands.level(milli));
        proof.compares(milli / MILLI, reached.value());
        proof.number("reached", reached.value());
    }

    /** When it falls below the limit that it reached, if it did. */
    static void clears(Columns columns, int row, Bands bands, Proof proof) {
        int level = bands.level(columns.doseToday.of(row).milli());
        if (level > 0) {
            proof.clearsOn(clearsOn(columns, row, bands.at(level)));
        }
    }

    private static int clearsOn(Columns columns, int row, Threshold reached) {
        columns.moveTo(row);
        int day = columns.day[row] + 1;
        while (reached.isMetByMilli(left(columns, row, day))) {
            day = nextEnd(columns, day);
        }
        return day;
    }

    /** Of the dose of the row's day, in thousandths of a milligram. */
    private static long left(Columns columns, int row, int day) {
        long left = 0;
        for (int k = 0; k < columns.activeCount; k++) {
            int i = columns.active[k];
            left += columns.doseToday.lasts(i, day) && columns.doseToday.holds(i, row, day) ? columns.dose[i] : 0;
        }
        return left;
    }

    /** The next day on which a supply is used up: until then the dose is the same. */
    private static int nextEnd(Columns columns, int day) {
        int next = Integer.MAX_VALUE;
        for (int k = 0; k < columns.activeCount; k++) {
            int end = columns.usedUp(columns.active[k]);
            next = end > day && end < next ? end : next;
        }
        return next;
    }
}
