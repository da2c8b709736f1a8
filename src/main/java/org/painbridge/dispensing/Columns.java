package org.painbridge.dispensing;

import java.util.Arrays;

/**
 * The dispenses of one patient as columns of numbers, which are all that rules look at. Rows from 0 to {@link #size()} are in
 * total order; those from there to {@link #total()} have no certain place, see {@link UnplacedDispense}. Days count from
 * 1970-01-01. {@link #UNKNOWN} is not known, never none. The arrays are used again for the next patient.
 */
final class Columns {
    static final int UNKNOWN = -1;

    /** A quantity that is known, but is not counted in pieces. */
    static final long NOT_IN_PIECES = -2;

    private static final int FIRST_CAPACITY = 64;

    private final DrugKeys drugs;
    private final Reach reach;
    private int size;
    private int total;
    int[] day = new int[FIRST_CAPACITY];
    /** The same day; of a row without a place the last possible one. */
    int[] lastDay = new int[FIRST_CAPACITY];

    int[] prescriber = new int[FIRST_CAPACITY];
    int[] practice = new int[FIRST_CAPACITY];
    int[] pharmacy = new int[FIRST_CAPACITY];
    /** Key of the product. */
    int[] drug = new int[FIRST_CAPACITY];
    /** Key of the set of ingredients, and of that with the dosage form. */
    int[] ingredients = new int[FIRST_CAPACITY];

    int[] form = new int[FIRST_CAPACITY];
    /** Classes the drug certainly has, and those it can have: bits of {@link DrugClass}. */
    int[] is = new int[FIRST_CAPACITY];

    int[] may = new int[FIRST_CAPACITY];
    /** Thousandths. */
    long[] quantity = new long[FIRST_CAPACITY];

    int[] supply = new int[FIRST_CAPACITY];
    private int[] end = new int[FIRST_CAPACITY];
    /** Morphine equivalents a day in thousandths of a milligram; 0 of what is no opioid. */
    int[] dose = new int[FIRST_CAPACITY];

    int[] marks = new int[FIRST_CAPACITY];

    /** Scratch: who prescribed and which pharmacy, and the dose of a day. */
    final KeyCount prescribers = new KeyCount(this, ProviderRole.PRESCRIBER);

    final KeyCount pharmacies = new KeyCount(this, ProviderRole.PHARMACY);
    final DoseSum doseToday;
    final DoseSum doseBefore;

    /** Rows that are, or may be, in use on the day of the row that {@link #moveTo} was called with; that row among them. */
    int[] active = new int[FIRST_CAPACITY];

    int activeCount;
    private int current;
    /** Classes any row can have, and marks any row has: what is nowhere need not be looked for. */
    private int anyClass;

    private int anyMark;
    private boolean anyHasDose;
    private boolean severalPrescribers;
    private boolean severalPharmacies;

    Columns(DrugKeys drugs, Reach reach) {
        this.drugs = drugs;
        this.reach = reach;
        this.doseToday = new DoseSum(this, reach.refillTolerance());
        this.doseBefore = new DoseSum(this, reach.refillTolerance());
        clear();
    }

    Reach reach() {
        return reach;
    }

    void clear() {
        size = 0;
        total = 0;
        anyClass = 0;
        anyMark = 0;
        anyHasDose = false;
        severalPrescribers = false;
        severalPharmacies = false;
        activeCount = 0;
        current = -1;
        doseToday.forget();
    }

    int size() {
        return size;
    }

    int total() {
        return total;
    }

    /** Adds a row of zeros; {@link #placed} or {@link #floating} completes it. */
    int open() {
        if (total == day.length) {
            grow();
        }
        return total;
    }

    /**
     * Completes the open row as one with a place; rows without one come after all of these.
     *
     * @param key of {@link DrugKeys}, or one of the caller's own for a DIN that is not listed, or {@link #UNKNOWN}
     */
    void placed(int row, int key) {
        lastDay[row] = day[row];
        describe(row, key);
        total = row + 1;
        size = total;
    }

    void floating(int row, int key, int last) {
        lastDay[row] = last;
        describe(row, key);
        total = row + 1;
    }

    private void describe(int row, int key) {
        end[row] = lastDay[row] + Math.min(supply[row] < 0 ? Integer.MAX_VALUE : supply[row], reach.longestSupply());
        drug[row] = key;
        ingredients[row] = drugs.ingredients(key);
        form[row] = drugs.form(key);
        marks[row] = Marks.together(drugs.marks(key), marks[row]);
        is[row] = drugs.is(key, marks[row]);
        may[row] = drugs.may(key, marks[row]);
        anyClass |= may[row];
        anyMark |= marks[row];
        anyHasDose |= dose[row] != 0 && !isMarked(row, Marks.AGONIST);
        severalPrescribers |= isAnother(prescriber, row);
        severalPharmacies |= isAnother(pharmacy, row);
    }

    boolean anyMayBe(int classes) {
        return (anyClass & classes) != 0;
    }

    boolean anyIsMarked(int bits) {
        return (anyMark & bits) != 0;
    }

    boolean anyHasDose() {
        return anyHasDose;
    }

    /** Whether dispenses of the same person may be on other records. */
    boolean mayLackRows(int row) {
        return isMarked(row, Marks.IDENTITY_UNCERTAIN);
    }

    /** Of {@link Kind}; of what is on other records all may be true. */
    long kind() {
        return anyIsMarked(Marks.IDENTITY_UNCERTAIN)
                ? Kind.OF_ANYTHING
                : Kind.code(anyClass, total > 1, anyHasDose, severalPrescribers, severalPharmacies);
    }

    private static boolean isAnother(int[] keys, int row) {
        return row > 0 && (keys[row] != keys[0] || keys[row] == UNKNOWN);
    }

    boolean is(int row, int classes) {
        return (is[row] & classes) != 0;
    }

    boolean may(int row, int classes) {
        return (may[row] & classes) != 0;
    }

    boolean isMarked(int row, int bits) {
        return (marks[row] & bits) != 0;
    }

    /** Whether a product is not known well enough to tell what it is the same as. */
    boolean anyIsUnknown() {
        return anyIsMarked(Marks.UNLISTED | Marks.UNKNOWN_DRUG);
    }

    /** The first day on which the row is not looked at any more as one in use: it is used up, or was handed over too long ago. */
    int end(int row) {
        return end[row];
    }

    /** The first day on which the supply of the row is certainly used up, however long it is. */
    int usedUp(int row) {
        return supply[row] < 0 ? end(row) : lastDay[row] + supply[row];
    }

    boolean isActive(int row, int onDay) {
        return day[row] <= onDay && onDay < end(row);
    }

    /** Whether a row without a place can lie in these days, both ends included. */
    boolean floats(int row, int from, int to) {
        return day[row] <= to && lastDay[row] >= from;
    }

    /** Finds what is in use on the day of the row. */
    void moveTo(int row) {
        if (row == current) {
            return;
        }
        int today = day[row];
        int from = row;
        if (row > current && current >= 0) {
            keepActive(today);
            from = current + 1;
        } else {
            activeCount = 0;
            while (from > 0 && day[from - 1] > today - reach.longestSupply()) {
                from--;
            }
        }
        for (int i = from; i <= row; i++) {
            if (end(i) > today) {
                active[activeCount++] = i;
            }
        }
        current = row;
    }

    private void keepActive(int today) {
        int kept = 0;
        for (int k = 0; k < activeCount; k++) {
            if (end(active[k]) > today) {
                active[kept++] = active[k];
            }
        }
        activeCount = kept;
    }

    /** Whether both rows are of the same ingredients; unknown if either product is. */
    Answer sameIngredients(int one, int other) {
        return same(ingredients, one, other);
    }

    /** Whether both rows are of the same ingredients in the same dosage form. */
    Answer sameForm(int one, int other) {
        return same(form, one, other);
    }

    private Answer same(int[] keys, int one, int other) {
        if (keys[one] != UNKNOWN && keys[one] == keys[other]) {
            return Answer.YES;
        }
        boolean known =
                keys[one] != UNKNOWN && keys[other] != UNKNOWN && ((marks[one] | marks[other]) & Marks.UNLISTED) == 0;
        return known || (may[one] & may[other]) == 0 ? Answer.NO : Answer.UNKNOWN;
    }

    /** Whether both rows name another prescriber; of one practice all are one, if the guards say so. */
    Answer otherPrescriber(int one, int other, Guards guards) {
        if (prescriber[one] == UNKNOWN || prescriber[other] == UNKNOWN) {
            return Answer.UNKNOWN;
        }
        return Answer.of(prescriber[one] != prescriber[other] && !guards.samePractice(this, one, other));
    }

    Answer otherPharmacy(int one, int other) {
        return pharmacy[one] == UNKNOWN || pharmacy[other] == UNKNOWN
                ? Answer.UNKNOWN
                : Answer.of(pharmacy[one] != pharmacy[other]);
    }

    private void grow() {
        int capacity = day.length * 2;
        day = Arrays.copyOf(day, capacity);
        lastDay = Arrays.copyOf(lastDay, capacity);
        prescriber = Arrays.copyOf(prescriber, capacity);
        practice = Arrays.copyOf(practice, capacity);
        pharmacy = Arrays.copyOf(pharmacy, capacity);
        drug = Arrays.copyOf(drug, capacity);
        ingredients = Arrays.copyOf(ingredients, capacity);
        form = Arrays.copyOf(form, capacity);
        is = Arrays.copyOf(is, capacity);
        may = Arrays.copyOf(may, capacity);
        quantity = Arrays.copyOf(quantity, capacity);
        supply = Arrays.copyOf(supply, capacity);
        end = Arrays.copyOf(end, capacity);
        dose = Arrays.copyOf(dose, capacity);
        marks = Arrays.copyOf(marks, capacity);
        active = Arrays.copyOf(active, capacity);
    }
}
