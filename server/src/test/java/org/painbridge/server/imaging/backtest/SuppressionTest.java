package org.painbridge.server.imaging.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.painbridge.imaging.CaseSheet;
import org.painbridge.imaging.VerdictKind;
import org.painbridge.server.Cases;
import org.painbridge.server.imaging.backtest.Comparison.Transition;
import org.painbridge.server.imaging.backtest.Group.Dimension;

/** No small cell of a back-test is found by subtracting what is shown from what is shown. */
class SuppressionTest {
    private static final CaseSheet SHEET = new CaseSheet("mr-lumbar-spine-wo", new TreeSet<>(), new TreeMap<>());
    private static final Judged SAME = judged(VerdictKind.APPROPRIATE, VerdictKind.APPROPRIATE);
    private static final Judged OTHER = judged(VerdictKind.APPROPRIATE, VerdictKind.NOT_APPROPRIATE);

    @Test
    void aSmallStratumIsNotTheTotalMinusTheOthers() {
        Comparison comparison = new Comparison();
        add(comparison, "north", SAME, 3);
        add(comparison, "south", SAME, 40);
        add(comparison, "west", SAME, 90);

        Suppression suppression = Suppression.of(comparison);

        assertThat(suppression.isWithheld(Dimension.CLINIC, "north", SAME.transition()))
                .isTrue();
        assertThat(suppression.isWithheld(Dimension.CLINIC, "south", SAME.transition()))
                .isTrue();
        assertThat(suppression.isWithheld(Dimension.CLINIC, "west", SAME.transition()))
                .isFalse();
        assertThat(suppression.isWithheld(SAME.transition())).isFalse();
    }

    @Test
    void whatIsLargeEverywhereIsShown() {
        Comparison comparison = new Comparison();
        add(comparison, "north", SAME, 30);
        add(comparison, "south", SAME, 40);

        Suppression suppression = Suppression.of(comparison);

        assertThat(hidden(comparison, suppression)).isEmpty();
    }

    @Test
    void aTotalThatIsWithheldIsNotTheSumOfItsStrata() {
        Comparison comparison = new Comparison();
        add(comparison, "north", SAME, 30);
        add(comparison, "south", SAME, 40);
        add(comparison, "south", OTHER, 2);

        Suppression suppression = Suppression.of(comparison);

        assertThat(suppression.isWithheld(SAME.transition())).isTrue();
        assertThat(suppression.isWithheld(Dimension.CLINIC, "south", SAME.transition()))
                .isTrue();
    }

    /** Every equation a reader can write down, solved for one unknown as long as one has one. */
    @ParameterizedTest
    @MethodSource("cohorts")
    void noSmallCellCanBeReckoned(Comparison comparison) {
        Suppression suppression = Suppression.of(comparison);
        Set<String> unknown = hidden(comparison, suppression);

        boolean further = true;
        while (further) {
            further = equations(comparison).stream()
                    .map(equation -> equation.stream().filter(unknown::contains).toList())
                    .filter(open -> open.size() == 1)
                    .toList()
                    .stream()
                    .anyMatch(open -> unknown.remove(open.getFirst()));
        }

        counts(comparison).forEach((cell, count) -> {
            if (count < 6) {
                assertThat(unknown).contains(cell);
            }
        });
    }

    private static Stream<Arguments> cohorts() {
        return Cases.of(200, SuppressionTest::cohort);
    }

    private static Comparison cohort(RandomGenerator random) {
        Comparison comparison = new Comparison();
        VerdictKind[] kinds = {VerdictKind.APPROPRIATE, VerdictKind.MAY_BE_APPROPRIATE, VerdictKind.NEEDS_DATA};
        int cells = 1 + random.nextInt(20);
        for (int i = 0; i < cells; i++) {
            comparison.add(
                    new Group(
                            0,
                            List.of("c" + random.nextInt(4), "a" + random.nextInt(3), "s" + random.nextInt(2), "r"),
                            1 + random.nextInt(random.nextBoolean() ? 4 : 60)),
                    SHEET,
                    judged(kinds[random.nextInt(3)], kinds[random.nextInt(3)]));
        }
        return comparison;
    }

    /**
     * The total of each transition over the strata of each dimension, and the size of all and of each stratum; one that is of a
     * single cell is that cell, and who knows it needs no report.
     */
    private static List<List<String>> equations(Comparison comparison) {
        List<List<String>> equations = new ArrayList<>();
        equations.add(
                comparison.all().keySet().stream().map(each -> "all/" + each).toList());
        for (Dimension dimension : Dimension.values()) {
            comparison
                    .of(dimension)
                    .forEach((stratum, row) -> equations.add(row.keySet().stream()
                            .map(each -> name(dimension, stratum, each))
                            .toList()));
            for (Transition transition : comparison.all().keySet()) {
                List<String> column = new ArrayList<>(List.of("all/" + transition));
                comparison.of(dimension).forEach((stratum, row) -> {
                    if (row.containsKey(transition)) {
                        column.add(name(dimension, stratum, transition));
                    }
                });
                equations.add(column);
            }
        }
        equations.removeIf(equation -> equation.size() == 1);
        return equations;
    }

    private static Map<String, Long> counts(Comparison comparison) {
        Map<String, Long> counts = new HashMap<>();
        comparison.all().forEach((transition, count) -> counts.put("all/" + transition, count));
        for (Dimension dimension : Dimension.values()) {
            comparison
                    .of(dimension)
                    .forEach((stratum, row) -> row.forEach(
                            (transition, count) -> counts.put(name(dimension, stratum, transition), count)));
        }
        return counts;
    }

    private static Set<String> hidden(Comparison comparison, Suppression suppression) {
        Set<String> hidden = new TreeSet<>();
        comparison.all().keySet().stream().filter(suppression::isWithheld).forEach(each -> hidden.add("all/" + each));
        for (Dimension dimension : Dimension.values()) {
            comparison
                    .of(dimension)
                    .forEach((stratum, row) -> row.keySet().stream()
                            .filter(each -> suppression.isWithheld(dimension, stratum, each))
                            .forEach(each -> hidden.add(name(dimension, stratum, each))));
        }
        return hidden;
    }

    private static String name(Dimension dimension, String stratum, Transition transition) {
        return dimension + "/" + stratum + "/" + transition;
    }

    private static void add(Comparison comparison, String clinic, Judged judged, int count) {
        IntStream.range(0, count)
                .forEach(i -> comparison.add(new Group(0, List.of(clinic, "40", "female", "rural"), 1), SHEET, judged));
    }

    private static Judged judged(VerdictKind before, VerdictKind after) {
        return new Judged(new Judged.Side(before, Optional.empty()), new Judged.Side(after, Optional.empty()));
    }
}
