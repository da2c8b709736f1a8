package org.painbridge.server.dispensing.disclosure;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** How a figure is spread among peers; each is the value of the nearest rank. */
record Quartiles(BigDecimal first, BigDecimal median, BigDecimal third) {

    /** Empty where the group is too small to say anything of it. */
    static Optional<Quartiles> of(List<BigDecimal> values, int smallestGroup) {
        if (values.isEmpty() || values.size() < smallestGroup) {
            return Optional.empty();
        }
        List<BigDecimal> sorted = values.stream().sorted().toList();
        return Optional.of(new Quartiles(rank(sorted, 1), rank(sorted, 2), rank(sorted, 3)));
    }

    private static BigDecimal rank(List<BigDecimal> sorted, int quarters) {
        int rank = (sorted.size() * quarters + 3) / 4;
        return sorted.get(rank - 1);
    }
}
