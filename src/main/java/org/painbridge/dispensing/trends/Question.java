package org.painbridge.dispensing.trends;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * A table that is asked for: the total of the period, and subtotals by the dimensions in their order, each within those before.
 *
 * @param period what is counted in it, and together
 */
public record Question(Quarters period, List<Dimension> dimensions) {
    public Question {
        dimensions = List.copyOf(dimensions);
        if (new HashSet<>(dimensions).size() != dimensions.size()) {
            throw new IllegalArgumentException("A dimension is there twice: " + dimensions);
        }
    }

    /** Whether it is a cell of the table, if anybody is in it. */
    boolean has(Cell cell) {
        for (int depth = 0; depth <= dimensions.size(); depth++) {
            List<Dimension> limited = dimensions.subList(0, depth);
            boolean isOfTime = limited.contains(Dimension.QUARTER)
                    ? cell.quarters().count() == 1 && period.covers(cell.quarters())
                    : cell.quarters().equals(period);
            if (isOfTime && cell.isLimitedBy(limited)) {
                return true;
            }
        }
        return false;
    }

    /** The cells that a finest cell is counted in, the total first; none for one of another time. */
    List<Cell> cells(Cell atom) {
        List<Cell> cells = new ArrayList<>();
        if (period.covers(atom.quarters())) {
            for (int depth = 0; depth <= dimensions.size(); depth++) {
                cells.add(atom.by(dimensions.subList(0, depth), period));
            }
        }
        return cells;
    }
}
