package org.painbridge.dispensing.trends;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Figures of one indicator, before any is withheld. */
public final class Table {
    private final Indicator indicator;
    private final Question question;
    private final Map<Cell, Tally> cells;
    private final Map<Cell, Tally> again;
    private final Parts parts;

    /**
     * @param cells of the table that was asked for
     * @param again of cells of earlier tables, counted anew; those that nobody is in any more among them
     * @param parts who is counted in which of all these
     */
    Table(Indicator indicator, Question question, Map<Cell, Tally> cells, Map<Cell, Tally> again, Parts parts) {
        this.indicator = indicator;
        this.question = question;
        this.cells = Collections.unmodifiableMap(new TreeMap<>(cells));
        this.again = Collections.unmodifiableMap(new TreeMap<>(again));
        this.parts = parts;
    }

    public Indicator indicator() {
        return indicator;
    }

    /** Those in which anybody is. */
    public Map<Cell, Tally> cells() {
        return cells;
    }

    Map<Cell, Tally> again() {
        return again;
    }

    Parts parts() {
        return parts;
    }

    /** Whether it tells what the cell of an earlier table would hold now. */
    boolean knows(Cell cell) {
        return question.has(cell) || again.containsKey(cell);
    }

    Tally now(Cell cell) {
        return cells.getOrDefault(cell, again.getOrDefault(cell, Tally.NONE));
    }
}
