package org.painbridge.server.bench;

import java.util.List;
import java.util.Locale;

/** Several measurements of one thing: the middle one, with the lowest and the highest. */
record Spread(double median, double low, double high) {
    static Spread of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.getFirst(), sorted.getLast());
    }

    /** {@code 3,010 (2,900–3,100)}. */
    String text(int decimals) {
        String number = "%,." + decimals + "f";
        return String.format(Locale.ROOT, number + " (" + number + "–" + number + ")", median, low, high);
    }
}
