package org.painbridge.dispensing;

import java.util.stream.IntStream;

/**
 * What keeps a rule from finding what is no fault, as its file says.
 *
 * @param leaveOut marks of rows that are not counted
 * @param exempt marks of rows that keep the rule from being raised for that patient
 * @param relabel marks of rows that the finding tells of
 * @param merges what counts once: {@link #PRACTICES}, {@link #STRENGTHS}, {@link #PARTS}
 * @param holds days for which a mark of exempt or relabel is heeded, its own day included
 */
record Guards(int leaveOut, int exempt, int relabel, int merges, int holds) {
    /** The prescribers of one practice count once. */
    static final int PRACTICES = 1;

    /** Several strengths that one pharmacy dispenses on one day are one fill. */
    static final int STRENGTHS = 2;

    /** The part fills of one prescription are one fill: known by prescriber and pharmacy, the prescription is not. */
    static final int PARTS = 4;

    private static final int PART_FILL = Circumstance.PART_FILL.bit();

    static final Guards NONE = new Guards(0, 0, 0, 0, 0);

    boolean mergesPractices() {
        return (merges & PRACTICES) != 0;
    }

    boolean mergesParts() {
        return (merges & PARTS) != 0;
    }

    boolean mergesStrengths() {
        return (merges & STRENGTHS) != 0;
    }

    boolean leavesOut(Columns columns, int row) {
        return (columns.marks[row] & leaveOut) != 0;
    }

    boolean samePractice(Columns columns, int one, int other) {
        return mergesPractices()
                && columns.practice[one] != Columns.UNKNOWN
                && columns.practice[one] == columns.practice[other];
    }

    /** Whether the rows are strengths or parts of one fill. */
    Answer together(Columns columns, int one, int other) {
        return strengths(columns, one, other).or(parts(columns, one, other));
    }

    /** Where only one is said to be a part, the other may be the rest of it. */
    private Answer parts(Columns columns, int one, int other) {
        if (!mergesParts() || ((columns.marks[one] | columns.marks[other]) & PART_FILL) == 0) {
            return Answer.NO;
        }
        Answer pharmacy = columns.otherPharmacy(one, other);
        Answer prescriber = columns.otherPrescriber(one, other, NONE);
        if (pharmacy == Answer.YES || prescriber == Answer.YES) {
            return Answer.NO;
        }
        boolean both = (columns.marks[one] & columns.marks[other] & PART_FILL) != 0;
        return both && pharmacy == Answer.NO && prescriber == Answer.NO ? Answer.YES : Answer.UNKNOWN;
    }

    private Answer strengths(Columns columns, int one, int other) {
        boolean may = mergesStrengths()
                && columns.day[one] == columns.day[other]
                && columns.drug[one] != columns.drug[other]
                && columns.drug[one] != Columns.UNKNOWN
                && columns.drug[other] != Columns.UNKNOWN;
        if (!may) {
            return Answer.NO;
        }
        return switch (columns.otherPharmacy(one, other)) {
            case YES -> Answer.NO;
            case NO -> Answer.YES;
            case UNKNOWN -> Answer.UNKNOWN;
        };
    }

    /** Whether an earlier row counts as a fill of the same drug, where {@code same} says what the drugs are. */
    Answer earlierFill(Columns columns, int earlier, int row, Answer same) {
        if (same == Answer.NO || leavesOut(columns, earlier)) {
            return Answer.NO;
        }
        return switch (together(columns, earlier, row)) {
            case YES -> Answer.NO;
            case UNKNOWN -> Answer.UNKNOWN;
            case NO -> same;
        };
    }

    /** Says what is not known of two rows that may be one fill. */
    void lacks(Columns columns, int earlier, int row, Proof proof) {
        if (columns.otherPharmacy(earlier, row) == Answer.UNKNOWN) {
            proof.lacks(columns.pharmacy[earlier] == Columns.UNKNOWN ? earlier : row, Reserve.UNKNOWN_PHARMACY);
        } else if (columns.otherPrescriber(earlier, row, NONE) == Answer.UNKNOWN) {
            proof.lacks(columns.prescriber[earlier] == Columns.UNKNOWN ? earlier : row, Reserve.UNKNOWN_PRESCRIBER);
        } else {
            proof.lacks((columns.marks[earlier] & PART_FILL) == 0 ? earlier : row, Reserve.UNKNOWN_PART);
        }
    }

    /** Whether the patient is exempt on the day of the row. */
    boolean exempts(Columns columns, int row) {
        return heeded(columns, row, exempt) != 0;
    }

    /** The circumstances among these bits that hold on the day of the row. */
    int heeded(Columns columns, int row, int bits) {
        int found = 0;
        if (columns.anyIsMarked(bits)) {
            for (int i = row; i >= 0 && columns.day[i] > columns.day[row] - holds; i--) {
                found |= columns.marks[i] & bits;
            }
        }
        return found;
    }

    /** The rows that keep the rule from being raised on the day of the row. */
    IntStream heededRows(Columns columns, int row) {
        return IntStream.rangeClosed(0, row)
                .filter(i -> columns.day[i] > columns.day[row] - holds && columns.isMarked(i, exempt));
    }

    /** The same, but without heeding these marks. */
    Guards without(int bits) {
        return new Guards(leaveOut & ~bits, exempt & ~bits, relabel, merges, holds);
    }

    Guards withoutMerging(int what) {
        return new Guards(leaveOut, exempt, relabel, merges & ~what, holds);
    }

    /** Days that are looked back at for circumstances, their own included. */
    int lookBackDays() {
        return (exempt | relabel) == 0 ? 1 : holds;
    }
}
