package org.painbridge.dispensing.trends;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One figure of a practice beside those of others.
 *
 * @param count the own number of people; empty where it is withheld
 * @param whole of how many; empty where that is withheld, or it is a rate of nothing
 * @param rate the own rate; empty where one of the two is not shown, or it would be of nobody
 * @param peers quartiles of the rates of others; empty where they are too few
 */
public record PracticeFigure(
        Indicator measure,
        Optional<Long> count,
        Optional<Long> whole,
        Optional<BigDecimal> rate,
        Optional<Quartiles> peers) {

    /**
     * Of the rates of others: never who they are, and no rank.
     *
     * @param others how many there are
     */
    public record Quartiles(int others, BigDecimal lower, BigDecimal median, BigDecimal upper) {}

    /**
     * @param own people by measure
     * @param others the same of each of the others
     * @param least the smallest number of people, and of others, that is told of
     */
    public static List<PracticeFigure> of(
            Indicators measures, Map<String, Long> own, List<Map<String, Long>> others, int least) {
        return measures.all().stream()
                .map(measure -> of(measures, measure, own, others, least))
                .toList();
    }

    private static PracticeFigure of(
            Indicators measures, Indicator measure, Map<String, Long> own, List<Map<String, Long>> others, int least) {
        Optional<Long> count = shown(measure, own, least);
        if (measure.rate().isEmpty()) {
            return new PracticeFigure(measure, count, Optional.empty(), Optional.empty(), Optional.empty());
        }
        long all = own.getOrDefault(measure.rate().get().of(), 0L);
        Optional<Long> whole =
                isWithheld(measures, measure.rate().get().of(), own, least) ? Optional.empty() : Optional.of(all);
        Optional<BigDecimal> rate =
                count.isPresent() && whole.isPresent() && all > 0 ? Optional.of(rate(measure, own)) : Optional.empty();
        return new PracticeFigure(measure, count, whole, rate, quartiles(measure, others, least));
    }

    /** Of how many is not told by one measure where it is withheld as the count of another. */
    private static boolean isWithheld(Indicators measures, String of, Map<String, Long> own, int least) {
        return isSmall(own.getOrDefault(of, 0L), least)
                || measures.all().stream()
                        .filter(measure -> measure.id().equals(of))
                        .anyMatch(measure -> shown(measure, own, least).isEmpty());
    }

    /** Not where it, or the rest of what it is a part of, is about few people. */
    private static Optional<Long> shown(Indicator measure, Map<String, Long> own, int least) {
        long count = own.getOrDefault(measure.id(), 0L);
        boolean restIsSmall = measure.partOf()
                .filter(whole -> isSmall(own.getOrDefault(whole, 0L) - count, least))
                .isPresent();
        return isSmall(count, least) || restIsSmall ? Optional.empty() : Optional.of(count);
    }

    private static boolean isSmall(long count, int least) {
        return count > 0 && count < least;
    }

    private static BigDecimal rate(Indicator measure, Map<String, Long> people) {
        Indicator.Rate rate = measure.rate().orElseThrow();
        return BigDecimal.valueOf(people.getOrDefault(measure.id(), 0L) * rate.in())
                .divide(BigDecimal.valueOf(people.getOrDefault(rate.of(), 0L)), 1, RoundingMode.HALF_UP);
    }

    private static Optional<Quartiles> quartiles(Indicator measure, List<Map<String, Long>> others, int least) {
        String of = measure.rate().orElseThrow().of();
        List<BigDecimal> rates = new ArrayList<>();
        for (Map<String, Long> each : others) {
            if (each.getOrDefault(of, 0L) >= least) {
                rates.add(rate(measure, each));
            }
        }
        if (rates.size() < least) {
            return Optional.empty();
        }
        rates.sort(null);
        return Optional.of(new Quartiles(rates.size(), at(rates, 1), at(rates, 2), at(rates, 3)));
    }

    /** Between the two rates beside that quarter of the way, in proportion. */
    private static BigDecimal at(List<BigDecimal> sorted, int quarter) {
        int place = (sorted.size() - 1) * quarter;
        BigDecimal low = sorted.get(place / 4);
        BigDecimal high = sorted.get(Math.min(sorted.size() - 1, place / 4 + 1));
        return low.add(high.subtract(low)
                        .multiply(BigDecimal.valueOf(place % 4))
                        .movePointLeft(2)
                        .multiply(BigDecimal.valueOf(25)))
                .setScale(1, RoundingMode.HALF_UP);
    }
}
