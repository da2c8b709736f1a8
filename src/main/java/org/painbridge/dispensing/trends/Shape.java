package org.painbridge.dispensing.trends;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * By what cells are limited, so that the one of a kind that covers a finest cell need not be searched for.
 *
 * @param dimensions the quarter among them where the cells are of one
 * @param period of cells that are of several quarters together; else of no meaning
 */
record Shape(List<Dimension> dimensions, Quarters period) {
    private static final Quarters NO_PERIOD = new Quarters(0, 0);

    static Shape of(Cell cell) {
        boolean ofOneQuarter = cell.quarters().count() == 1;
        List<Dimension> dimensions = Arrays.stream(Dimension.values())
                .filter(each -> each == Dimension.QUARTER
                        ? ofOneQuarter
                        : !cell.value(each).equals(Cell.ALL))
                .toList();
        return new Shape(dimensions, ofOneQuarter ? NO_PERIOD : cell.quarters());
    }

    /** The only cell of the shape that can cover it. */
    Optional<Cell> covering(Cell atom) {
        return dimensions.contains(Dimension.QUARTER) || period.covers(atom.quarters())
                ? Optional.of(atom.by(dimensions, period))
                : Optional.empty();
    }
}
