package org.painbridge.dispensing.trends;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Figures of one indicator, before any is withheld.
 *
 * @param atoms by the finest cells, of all quarters that were counted
 * @param cells of the table that was asked for
 */
public record Table(Indicator indicator, Map<Cell, Tally> atoms, Map<Cell, Tally> cells) {
    public Table {
        atoms = Collections.unmodifiableMap(new TreeMap<>(atoms));
        cells = Collections.unmodifiableMap(new TreeMap<>(cells));
    }
}
