package org.painbridge.dispensing;

import java.util.Set;

/** Broken when the supplies in use on the day of the dispense come of so many prescribers and so many pharmacies. */
record OverlappingSources(int scope, Threshold prescribers, Threshold pharmacies, int lookBackDays)
        implements Operator {

    @Override
    public int concerned() {
        return scope;
    }

    @Override
    public boolean canApply(Kind kind) {
        return (kind.severalPrescribers() || prescribers.isMet(1)) && (kind.severalPharmacies() || pharmacies.isMet(1));
    }

    @Override
    public Set<String> numbers() {
        return Set.of("pharmacies");
    }

    @Override
    public int judge(Columns columns, int row, Guards guards) {
        if (guards.leavesOut(columns, row)) {
            return KEPT;
        }
        count(columns, row, guards);
        if (columns.is(row, scope)
                && prescribers.isMet(columns.prescribers.sure())
                && pharmacies.isMet(columns.pharmacies.sure())) {
            return 1;
        }
        boolean possible = prescribers.isMet(columns.prescribers.most()) && pharmacies.isMet(columns.pharmacies.most());
        return possible || columns.mayLackRows(row) ? OPEN : KEPT;
    }

    private void count(Columns columns, int row, Guards guards) {
        columns.moveTo(row);
        columns.prescribers.start(guards);
        columns.pharmacies.start(guards);
        for (int k = 0; k < columns.activeCount; k++) {
            int i = columns.active[k];
            if (counts(columns, i, guards)) {
                add(columns, i, isCertain(columns, i, row));
            }
        }
        for (int i = columns.size(); i < columns.total(); i++) {
            if (counts(columns, i, guards) && columns.isActive(i, columns.day[row])) {
                add(columns, i, false);
            }
        }
    }

    private boolean counts(Columns columns, int row, Guards guards) {
        return columns.may(row, scope) && !guards.leavesOut(columns, row);
    }

    /** A supply of unknown length is in use on its first day. */
    private boolean isCertain(Columns columns, int row, int current) {
        return columns.is(row, scope)
                && (columns.supply[row] != Columns.UNKNOWN || columns.day[row] == columns.day[current]);
    }

    private static void add(Columns columns, int row, boolean certain) {
        columns.prescribers.add(row, certain);
        columns.pharmacies.add(row, certain);
    }

    @Override
    public void prove(Columns columns, int row, Guards guards, Proof proof) {
        count(columns, row, guards);
        int first = row;
        for (int k = 0; k < columns.activeCount; k++) {
            int i = columns.active[k];
            if (counts(columns, i, guards)) {
                sort(columns, i, row, proof);
                first = Math.min(first, i);
            }
        }
        for (int i = columns.size(); i < columns.total(); i++) {
            if (counts(columns, i, guards) && columns.isActive(i, columns.day[row])) {
                proof.floats(columns, i);
            }
        }
        proof.window(columns.day[first], columns.day[row]);
        proof.add(Reserve.PRESCRIBER_BY_REFERENCE, columns.prescribers.byReference());
        proof.add(Reserve.PHARMACY_BY_REFERENCE, columns.pharmacies.byReference());
        proof.compares(columns.prescribers.sure(), prescribers.value());
        proof.number("pharmacies", columns.pharmacies.sure());
    }

    private void sort(Columns columns, int row, int current, Proof proof) {
        if (!columns.is(row, scope)) {
            proof.lacks(row, Reserve.UNKNOWN_DRUG);
        } else if (!isCertain(columns, row, current)) {
            proof.lacks(row, Reserve.UNKNOWN_SUPPLY);
        } else {
            proof.counts(row);
            if (columns.prescriber[row] == Columns.UNKNOWN) {
                proof.lacks(row, Reserve.UNKNOWN_PRESCRIBER);
            }
            if (columns.pharmacy[row] == Columns.UNKNOWN) {
                proof.lacks(row, Reserve.UNKNOWN_PHARMACY);
            }
        }
    }
}
