package org.painbridge.server.dispensing.trends;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.painbridge.dispensing.trends.Cell;
import org.painbridge.dispensing.trends.Earlier;
import org.painbridge.dispensing.trends.Indicator;
import org.painbridge.dispensing.trends.Indicators;
import org.painbridge.server.dispensing.trends.Trends.Released;

/** The cells of a table as far as they are shown. */
final class ShownCells {
    private final Map<String, Map<Cell, Earlier>> cells = new HashMap<>();

    ShownCells(Released released) {
        released.cells().forEach((indicator, all) -> {
            Map<Cell, Earlier> own = new HashMap<>();
            all.forEach(each -> own.put(each.cell(), each));
            cells.put(indicator, own);
        });
    }

    boolean isAsked(String indicator) {
        return cells.containsKey(indicator);
    }

    /** Empty where it is withheld; none are 0. */
    Optional<BigDecimal> value(Indicator indicator, Cell cell) {
        Earlier found = cells.getOrDefault(indicator.id(), Map.of()).get(cell);
        if (found == null) {
            return Optional.of(BigDecimal.ZERO);
        }
        return found.withheld()
                ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(found.tally().value())
                        .divide(BigDecimal.valueOf(indicator.divisor()), 0, RoundingMode.HALF_UP));
    }

    /** Only of figures that are both in the table and shown. */
    Optional<BigDecimal> rate(Indicator indicator, Cell cell, Indicators all) {
        Optional<Indicator> of = indicator.rate().flatMap(rate -> all.find(rate.of()));
        if (of.isEmpty() || !isAsked(of.get().id())) {
            return Optional.empty();
        }
        Optional<BigDecimal> part = value(indicator, cell);
        Optional<BigDecimal> whole = value(of.get(), cell);
        int in = indicator.rate().orElseThrow().in();
        return part.isEmpty() || whole.isEmpty() || whole.get().signum() == 0
                ? Optional.empty()
                : Optional.of(part.get().multiply(BigDecimal.valueOf(in)).divide(whole.get(), 1, RoundingMode.HALF_UP));
    }
}
