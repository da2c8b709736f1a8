package org.painbridge.dispensing;

import java.util.Arrays;

/** Counts distinct prescribers or pharmacies of rows, and how many there can be at most. */
final class KeyCount {
    private final Columns columns;
    private final boolean ofPrescribers;
    private Guards guards = Guards.NONE;
    private int[] first = new int[16];
    private boolean[] isSure = new boolean[16];
    private int distinct;
    private int sure;
    private int withoutKey;

    KeyCount(Columns columns, ProviderRole role) {
        this.columns = columns;
        this.ofPrescribers = role == ProviderRole.PRESCRIBER;
    }

    KeyCount start(Guards heeded) {
        guards = heeded;
        distinct = 0;
        sure = 0;
        withoutKey = 0;
        return this;
    }

    /** @param certain whether the row certainly counts */
    void add(int row, boolean certain) {
        int key = key(row);
        if (key == Columns.UNKNOWN) {
            withoutKey++;
            return;
        }
        for (int k = 0; k < distinct; k++) {
            if (key(first[k]) == key || (ofPrescribers && guards.samePractice(columns, first[k], row))) {
                if (certain && !isSure[k]) {
                    isSure[k] = true;
                    sure++;
                }
                return;
            }
        }
        remember(row, certain);
    }

    /** Those that are certain. */
    int sure() {
        return sure;
    }

    /** The most there can be: every row without a key may have one of its own. */
    int most() {
        return distinct + withoutKey;
    }

    int key(int row) {
        return ofPrescribers ? columns.prescriber[row] : columns.pharmacy[row];
    }

    /** Of the certain ones those that are told apart by reference only. */
    int byReference() {
        int mark = ofPrescribers ? Marks.PRESCRIBER_BY_REFERENCE : Marks.PHARMACY_BY_REFERENCE;
        int number = 0;
        for (int k = 0; k < distinct; k++) {
            number += isSure[k] && columns.isMarked(first[k], mark) ? 1 : 0;
        }
        return number;
    }

    private void remember(int row, boolean certain) {
        if (distinct == first.length) {
            first = Arrays.copyOf(first, distinct * 2);
            isSure = Arrays.copyOf(isSure, distinct * 2);
        }
        first[distinct] = row;
        isSure[distinct] = certain;
        distinct++;
        sure += certain ? 1 : 0;
    }
}
