package org.painbridge.dispensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.painbridge.dispensing.Dispenses.JUNE_1;
import static org.painbridge.dispensing.Dispenses.dispense;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.painbridge.Cases;

/** The pass over a population says, row by row, what was said as each dispense arrived. */
class PopulationPassTest {
    private static final DispensingEngine ENGINE = KernelLawsTest.engine();

    static Stream<Arguments> populations() {
        return Cases.of(25, PopulationPassTest::population);
    }

    @ParameterizedTest
    @MethodSource("populations")
    void theReplayInOrderOfArrivalEqualsThePassRowByRow(List<List<Dispense>> population) {
        Recorded recorded = new Recorded();
        PopulationPass pass = ENGINE.pass();

        PassReport report = pass.run(new DispenseFacts(pass, population), recorded);

        TreeSet<String> online = new TreeSet<>();
        long id = 0;
        for (List<Dispense> patient : population) {
            List<Dispense> arrived = new ArrayList<>();
            for (Dispense each : patient) {
                arrived.add(each);
                Evaluation answer = ENGINE.evaluate(DispenseHistory.of(each.patient(), lastDays(arrived)), each.id());
                long row = id++;
                answer.findings().stream()
                        .filter(Finding::isNews)
                        .forEach(finding -> online.add(text(row, finding, row - arrived.size() + 1, patient)));
            }
        }
        assertThat(recorded.findings).isEqualTo(online);
        assertThat(report.rows()).isEqualTo(id);
        assertThat(report.news().values().stream().mapToLong(each -> each).sum())
                .isEqualTo(online.size());
    }

    @Test
    void theDailyDoseAndTheDaysOfBothAreToldAsIntervals() {
        List<Dispense> patient = List.of(
                dispense("a").of("00125121").amount("60", "1").days(30).build(),
                dispense("b")
                        .of("00655759")
                        .amount("10", "1")
                        .days(10)
                        .on(JUNE_1.plusDays(5))
                        .build(),
                dispense("c")
                        .of("00125121")
                        .amount("150", "1")
                        .days(30)
                        .on(JUNE_1.plusDays(28))
                        .build());
        Recorded recorded = new Recorded();
        PopulationPass pass = ENGINE.pass();

        PassReport report = pass.run(new DispenseFacts(pass, List.of(patient)), recorded);

        assertThat(recorded.doses)
                .containsExactly("2026-06-01 to 2026-06-28: 40000 true", "2026-06-29 to 2026-07-28: 100000 true");
        assertThat(recorded.overlaps).containsExactly("2026-06-06 to 2026-06-15");
        assertThat(report.cells().counts())
                .containsAllEntriesOf(Map.of(
                        new Cells.Cell(3, "2026-Q2", Cells.Measure.OPIOID_DAYS), 30L,
                        new Cells.Cell(3, "2026-Q3", Cells.Measure.OPIOID_DAYS), 28L,
                        new Cells.Cell(3, "2026-Q2", Cells.Measure.HIGH_DOSE_DAYS), 2L,
                        new Cells.Cell(3, "2026-Q2", Cells.Measure.OVERLAP_DAYS), 10L,
                        new Cells.Cell(3, "2026-Q2", Cells.Measure.PATIENTS), 1L,
                        new Cells.Cell(3, "2026-Q2", Cells.Measure.DISPENSES), 3L));
    }

    /** Else a province is a matter of the collector. */
    @Test
    void judgingARowAllocatesNothing() {
        HistoryColumns layout = new HistoryColumns(
                Library.DRUGS, Library.TABLES.table("on-research").orElseThrow(), MonitoringMethod.fromClassPath());
        Kernel kernel = new Kernel(RuleSet.fromClassPath());
        List<Dispense> dispenses = population(new java.util.SplittableRandom(3)).getFirst();
        Columns columns = layout.fill(dispenses, List.of()).columns();
        Hits hits = kernel.hits();
        hits.begin(columns);
        judgeAll(kernel, columns, hits, 200);

        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        judgeAll(kernel, columns, hits, 200);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated).isLessThan(200L * columns.size());
    }

    private static void judgeAll(Kernel kernel, Columns columns, Hits hits, int times) {
        for (int i = 0; i < times; i++) {
            for (int row = 0; row < columns.size(); row++) {
                kernel.judge(columns, row, hits);
            }
        }
    }

    @Test
    void aRuleWithMoreNewsThanItsBudgetIsNamed() {
        List<Dispense> patient =
                List.of(dispense("a").of("00125121").amount("150", "1").days(30).build());
        PopulationPass pass = ENGINE.pass();

        PassReport report = pass.run(new DispenseFacts(pass, List.of(patient)), new Recorded());

        assertThat(report.overBudget()).containsEntry("G6", 1000.0).doesNotContainKey("N1");
    }

    @Test
    void rowsThatAreNotInOrderAreRefused() {
        Dispense first = dispense("a").build();
        Dispense earlier = dispense("b").on(JUNE_1.minusDays(1)).build();
        PopulationPass pass = ENGINE.pass();

        assertThatThrownBy(() -> pass.run(new DispenseFacts(pass, List.of(List.of(first, earlier))), new Recorded()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Rows are not in order at dispense 1");
    }

    private static List<Dispense> lastDays(List<Dispense> arrived) {
        Dispense last = arrived.getLast();
        return arrived.stream()
                .filter(each -> each.day().isAfter(last.day().minusDays(ENGINE.lookBackDays())))
                .toList();
    }

    private static String text(long row, Finding finding, long firstRow, List<Dispense> patient) {
        List<Long> evidence = finding.facts().counted().stream()
                .map(each -> firstRow + patient.indexOf(each))
                .toList();
        return row + " " + finding.rule().key().id() + " " + finding.facts().count() + " " + evidence;
    }

    private static List<List<Dispense>> population(RandomGenerator random) {
        List<List<Dispense>> population = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            population.add(KernelLawsTest.dispenses(random).stream()
                    .sorted(Dispense.TOTAL_ORDER)
                    .toList());
        }
        return population;
    }

    private static final class Recorded implements PassSink {
        private final TreeSet<String> findings = new TreeSet<>(Comparator.naturalOrder());
        private final List<String> doses = new ArrayList<>();
        private final List<String> overlaps = new ArrayList<>();

        @Override
        public void found(FoundRow found) {
            List<Long> evidence =
                    java.util.Arrays.stream(found.evidence()).boxed().toList();
            findings.add(found.dispense() + " " + found.rule().id() + " " + found.figure() + " " + evidence);
        }

        @Override
        public void dose(long patient, int fromDay, int toDay, long mmeMilli, boolean complete) {
            doses.add(days(fromDay, toDay) + ": " + mmeMilli + " " + complete);
        }

        @Override
        public void overlap(long patient, int fromDay, int toDay) {
            overlaps.add(days(fromDay, toDay));
        }

        private static String days(int from, int to) {
            return java.time.LocalDate.ofEpochDay(from) + " to " + java.time.LocalDate.ofEpochDay(to);
        }
    }
}
