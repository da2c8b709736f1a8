package org.painbridge.dispensing;

/**
 * Broken when the dispenses of the last {@code window} calendar days name so many distinct prescribers (or pharmacies, or so
 * many of both). A window of 28 days is the day of the dispense and the 27 before. The more there are, the further it is broken.
 */
record DistinctKeysInWindow(Keys keys, int scope, Threshold number, int window) implements Operator {

    enum Keys {
        PRESCRIBER,
        PHARMACY,
        PRESCRIBER_AND_PHARMACY;

        static Keys parse(String text) {
            return switch (text) {
                case "prescriber" -> PRESCRIBER;
                case "pharmacy" -> PHARMACY;
                case "prescriber-and-pharmacy" -> PRESCRIBER_AND_PHARMACY;
                default -> throw new IllegalArgumentException("neither prescriber nor pharmacy: " + text);
            };
        }

        boolean prescribers() {
            return this != PHARMACY;
        }

        boolean pharmacies() {
            return this != PRESCRIBER;
        }
    }

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
        boolean enough =
                (!keys.prescribers() || kind.severalPrescribers()) && (!keys.pharmacies() || kind.severalPharmacies());
        return enough || number.isMet(1);
    }

    @Override
    public int judge(Columns columns, int row, Guards guards) {
        if (guards.leavesOut(columns, row)) {
            return KEPT;
        }
        count(columns, row, guards);
        int sure = sure(columns);
        if (columns.is(row, scope) && number.isMet(sure)) {
            return sure;
        }
        return columns.mayLackRows(row) || number.isMet(most(columns)) ? OPEN : KEPT;
    }

    private void count(Columns columns, int row, Guards guards) {
        columns.prescribers.start(guards);
        columns.pharmacies.start(guards);
        int before = columns.day[row] - window;
        for (int i = row; i >= 0 && columns.day[i] > before; i--) {
            add(columns, i, columns.is(i, scope), guards);
        }
        for (int i = columns.size(); i < columns.total(); i++) {
            if (columns.floats(i, before + 1, columns.day[row])) {
                add(columns, i, false, guards);
            }
        }
    }

    private void add(Columns columns, int row, boolean certain, Guards guards) {
        if (columns.may(row, scope) && !guards.leavesOut(columns, row)) {
            if (keys.prescribers()) {
                columns.prescribers.add(row, certain);
            }
            if (keys.pharmacies()) {
                columns.pharmacies.add(row, certain);
            }
        }
    }

    private int sure(Columns columns) {
        return switch (keys) {
            case PRESCRIBER -> columns.prescribers.sure();
            case PHARMACY -> columns.pharmacies.sure();
            case PRESCRIBER_AND_PHARMACY -> Math.min(columns.prescribers.sure(), columns.pharmacies.sure());
        };
    }

    private int most(Columns columns) {
        return switch (keys) {
            case PRESCRIBER -> columns.prescribers.most();
            case PHARMACY -> columns.pharmacies.most();
            case PRESCRIBER_AND_PHARMACY -> Math.min(columns.prescribers.most(), columns.pharmacies.most());
        };
    }

    @Override
    public void prove(Columns columns, int row, Guards guards, Proof proof) {
        int today = columns.day[row];
        proof.window(today - window + 1, today);
        int first = row;
        while (first > 0 && columns.day[first - 1] > today - window) {
            first--;
        }
        for (int i = first; i <= row; i++) {
            sort(columns, i, guards, proof);
        }
        for (int i = columns.size(); i < columns.total(); i++) {
            if (columns.may(i, scope) && columns.floats(i, today - window + 1, today)) {
                proof.floats(columns, i);
            }
        }
        count(columns, row, Guards.NONE);
        int apart = columns.prescribers.sure();
        count(columns, row, guards);
        proof.add(Reserve.ONE_PRACTICE, guards.mergesPractices() ? apart - columns.prescribers.sure() : 0);
        proof.add(Reserve.PRESCRIBER_BY_REFERENCE, columns.prescribers.byReference());
        proof.add(Reserve.PHARMACY_BY_REFERENCE, columns.pharmacies.byReference());
        proof.compares(sure(columns), number.value());
        proof.clearsOn(clearsOn(columns, row, guards));
    }

    private void sort(Columns columns, int row, Guards guards, Proof proof) {
        if (!columns.may(row, scope)) {
            return;
        }
        if (guards.leavesOut(columns, row)) {
            proof.add(columns.isMarked(row, Marks.AGONIST) ? Reserve.LEFT_OUT_AGONIST : Reserve.LEFT_OUT_PART_FILL, 1);
            return;
        }
        boolean noPrescriber = keys.prescribers() && columns.prescriber[row] == Columns.UNKNOWN;
        boolean noPharmacy = keys.pharmacies() && columns.pharmacy[row] == Columns.UNKNOWN;
        if (!columns.is(row, scope)) {
            proof.lacks(row, Reserve.UNKNOWN_DRUG);
        } else if (noPrescriber) {
            proof.lacks(row, Reserve.UNKNOWN_PRESCRIBER);
        } else if (noPharmacy) {
            proof.lacks(row, Reserve.UNKNOWN_PHARMACY);
        } else {
            proof.counts(row);
        }
    }

    /** The first day whose window holds too few distinct keys of the dispenses counted. */
    private int clearsOn(Columns columns, int row, Guards guards) {
        int day = columns.day[row] + 1;
        int first = 0;
        do {
            while (first <= row && columns.day[first] <= day - window) {
                first++;
            }
            countCertain(columns, first, row, guards);
            if (!number.isMet(sure(columns))) {
                return day;
            }
            day = columns.day[first] + window; // The next one on which the window loses a dispense.
        } while (first <= row);
        return day;
    }

    private void countCertain(Columns columns, int first, int row, Guards guards) {
        columns.prescribers.start(guards);
        columns.pharmacies.start(guards);
        for (int i = row; i >= first; i--) {
            if (columns.is(i, scope)) {
                add(columns, i, true, guards);
            }
        }
    }
}
