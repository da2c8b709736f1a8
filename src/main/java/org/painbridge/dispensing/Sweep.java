package org.painbridge.dispensing;

import java.util.Arrays;

/** Goes once over the days of a patient: what the daily dose was, and when an opioid met a benzodiazepine. */
final class Sweep {
    private static final int OPIOID = DrugClass.OPIOID.bit();
    private static final int DEEPENING = DrugClass.BENZODIAZEPINE.bit() | DrugClass.Z_DRUG.bit();

    private final Columns columns;
    private final PassSink sink;
    private final Cells cells;
    private final Bands bands;
    private int[] inUse = new int[16];
    private int used;
    private long patient;
    private int region;
    private int doseFrom;
    private long dose;
    private boolean doseComplete;
    private int overlapFrom;
    private boolean overlaps;
    private long nowDose;
    private boolean nowComplete;
    private boolean nowOverlaps;

    Sweep(Columns columns, PassSink sink, Cells cells, Bands bands) {
        this.columns = columns;
        this.sink = sink;
        this.cells = cells;
        this.bands = bands;
    }

    void run(long ofPatient, int inRegion) {
        boolean canOverlap = columns.anyMayBe(OPIOID) && columns.anyMayBe(DEEPENING);
        if (!canOverlap && !columns.anyHasDose()) {
            return;
        }
        patient = ofPatient;
        region = inRegion;
        used = 0;
        dose = 0;
        doseComplete = true;
        overlaps = false;
        int row = 0;
        while (row < columns.size() || used > 0) {
            int today = nextDay(row);
            drop(today);
            while (row < columns.size() && columns.day[row] == today) {
                use(row++);
            }
            look(today, row - 1);
            change(today);
        }
    }

    /** The next day on which something begins or ends. */
    private int nextDay(int row) {
        int next = row < columns.size() ? columns.day[row] : Integer.MAX_VALUE;
        for (int k = 0; k < used; k++) {
            next = Math.min(next, columns.end(inUse[k]));
        }
        return next;
    }

    private void drop(int today) {
        int kept = 0;
        for (int k = 0; k < used; k++) {
            if (columns.end(inUse[k]) > today) {
                inUse[kept++] = inUse[k];
            }
        }
        used = kept;
    }

    private void use(int row) {
        if (columns.may(row, OPIOID | DEEPENING)) {
            if (used == inUse.length) {
                inUse = Arrays.copyOf(inUse, used * 2);
            }
            inUse[used++] = row;
        }
    }

    private void look(int today, int lastRow) {
        boolean opioid = false;
        boolean deepening = false;
        DoseSum sum = columns.doseToday;
        nowDose = 0;
        nowComplete = true;
        for (int k = 0; k < used; k++) {
            int row = inUse[k];
            boolean isKnown = columns.supply[row] != Columns.UNKNOWN;
            opioid |= isKnown && columns.is(row, OPIOID);
            deepening |= isKnown && columns.is(row, DEEPENING);
            if (sum.holds(row, lastRow, today)) {
                nowDose += columns.dose[row];
            }
            nowComplete &= !sum.lacks(row);
        }
        nowOverlaps = opioid && deepening;
    }

    private void change(int today) {
        if (nowDose != dose || nowComplete != doseComplete) {
            if (dose > 0 || !doseComplete) {
                tellDose(today - 1);
            }
            doseFrom = today;
            dose = nowDose;
            doseComplete = nowComplete;
        }
        if (nowOverlaps != overlaps) {
            if (overlaps) {
                sink.overlap(patient, overlapFrom, today - 1);
                cells.addDays(region, overlapFrom, today - 1, Cells.Measure.OVERLAP_DAYS);
            }
            overlapFrom = today;
            overlaps = nowOverlaps;
        }
    }

    private void tellDose(int last) {
        sink.dose(patient, doseFrom, last, dose, doseComplete);
        int level = bands.level(dose);
        if (dose > 0) {
            cells.addDays(region, doseFrom, last, Cells.Measure.OPIOID_DAYS);
        }
        if (level > 0) {
            cells.addDays(region, doseFrom, last, Cells.Measure.CAUTION_DAYS);
        }
        if (level > 1) {
            cells.addDays(region, doseFrom, last, Cells.Measure.HIGH_DOSE_DAYS);
        }
    }
}
