package org.painbridge.dispensing;

import java.util.Arrays;

/** What the rules said of each row of a patient: a bit for each rule, in the order of the kernel. Used again for the next one. */
final class Hits {
    private final int rules;
    private final RecentMasks ofKinds;
    private final RecentMasks ofRows;
    private long[] broken = new long[64];
    private long[] open = new long[64];
    private long[] exempt = new long[64];
    private byte[] levels;
    private long applicable;

    /**
     * @param ofKinds rules that can apply to rows of a {@link Kind}
     * @param ofRows rules that are about rows of some classes and marks
     */
    Hits(int rules, RecentMasks ofKinds, RecentMasks ofRows) {
        this.rules = rules;
        this.ofKinds = ofKinds;
        this.ofRows = ofRows;
        this.levels = new byte[64 * rules];
    }

    /** Before the first row of a patient is judged. */
    void begin(Columns columns) {
        applicable = ofKinds.of(columns.kind());
    }

    /** Rules, by bit, that may have something to say of the row. */
    long applicable(Columns columns, int row) {
        return applicable
                & ofRows.of((long) columns.may[row] << Integer.SIZE | Integer.toUnsignedLong(columns.marks[row]));
    }

    void clear(int row) {
        if (row >= broken.length) {
            int capacity = Math.max(row + 1, broken.length * 2);
            broken = Arrays.copyOf(broken, capacity);
            open = Arrays.copyOf(open, capacity);
            exempt = Arrays.copyOf(exempt, capacity);
            levels = Arrays.copyOf(levels, capacity * rules);
        }
        broken[row] = 0;
        open[row] = 0;
        exempt[row] = 0;
    }

    void breaks(int row, int rule, int level) {
        broken[row] |= 1L << rule;
        levels[row * rules + rule] = (byte) Math.min(level, Byte.MAX_VALUE);
    }

    void leavesOpen(int row, int rule) {
        open[row] |= 1L << rule;
    }

    void exempts(int row, int rule) {
        exempt[row] |= 1L << rule;
    }

    /** Rules that are broken, by bit. */
    long broken(int row) {
        return broken[row];
    }

    /** Rules that cannot be decided, by bit. */
    long open(int row) {
        return open[row];
    }

    /** Rules that would be broken if the patient were not exempt, by bit. */
    long exempt(int row) {
        return exempt[row];
    }

    boolean isBroken(int row, int rule) {
        return (broken[row] & (1L << rule)) != 0;
    }

    int level(int row, int rule) {
        return levels[row * rules + rule];
    }
}
