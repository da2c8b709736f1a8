package org.painbridge.dispensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.dispensing.Dispenses.JUNE_1;
import static org.painbridge.dispensing.Dispenses.PATIENT;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.painbridge.Cases;

/** What holds for every history. */
class DispensingLawsTest {
    private static final List<String> PRODUCTS =
            List.of("00593451", "00125121", "02247700", "02295709", "02282941", "00655759", "02458187", "00000001");

    /** For agonist treatment only, so not counted. */
    private static final String AGONIST = "02295709";

    private static final DispensingEngine ENGINE = Library.engine("N1");
    private static final MmeCalculator CALCULATOR = new MmeCalculator(Library.DRUGS, MmeMethod.fromClassPath());

    static Stream<Arguments> histories() {
        return Cases.of(200, DispensingLawsTest::dispenses);
    }

    @ParameterizedTest
    @MethodSource("histories")
    void theAnswersDoNotDependOnTheOrderInWhichDispensesAreGiven(List<Dispense> dispenses) {
        List<Dispense> shuffled = new ArrayList<>(dispenses);
        Collections.shuffle(shuffled, new Random(1));

        assertThat(ENGINE.evaluateAll(DispenseHistory.of(PATIENT, shuffled)))
                .isEqualTo(ENGINE.evaluateAll(DispenseHistory.of(PATIENT, dispenses)));
        assertThat(report(shuffled)).isEqualTo(report(dispenses));
    }

    @ParameterizedTest
    @MethodSource("histories")
    void oneDispenseAtATimeGivesTheSameAsAllAtOnce(List<Dispense> dispenses) {
        DispenseHistory whole = DispenseHistory.of(PATIENT, dispenses);
        List<Evaluation> atOnce = ENGINE.evaluateAll(whole);

        for (int row = 0; row < dispenses.size(); row++) {
            Dispense dispense = whole.dispenses().get(row);
            List<Dispense> lookBack = whole.dispenses().subList(0, row + 1).stream()
                    .filter(earlier -> earlier.day().isAfter(dispense.day().minusDays(ENGINE.lookBackDays())))
                    .toList();

            assertThat(ENGINE.evaluate(DispenseHistory.of(PATIENT, lookBack), dispense.id()))
                    .isEqualTo(atOnce.get(row));
        }
    }

    @ParameterizedTest
    @MethodSource("histories")
    void aFindingIsRaisedExactlyWhenThreeNamedPrescribersAreInTheWindow(List<Dispense> dispenses) {
        DispenseHistory whole = DispenseHistory.of(PATIENT, dispenses);

        for (Evaluation evaluation : ENGINE.evaluateAll(whole)) {
            assertThat(!evaluation.findings().isEmpty()).isEqualTo(namedPrescribers(whole, evaluation.dispense()) >= 3);
        }
    }

    @ParameterizedTest
    @MethodSource("histories")
    void theMeanIsTheSumOfTheCurveOverItsDaysAndNeverAboveThePeak(List<Dispense> dispenses) {
        MmeReport report = report(dispenses);

        BigDecimal sum = report.curve().stream()
                .map(day -> day.figure().known().milligramsPerDay())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal mean = report.figures().mean().known().milligramsPerDay();
        assertThat(mean.multiply(BigDecimal.valueOf(report.window().days()))
                        .subtract(sum)
                        .abs())
                .isLessThanOrEqualTo(new BigDecimal("0.03"));
        assertThat(mean).isLessThanOrEqualTo(report.figures().peak().known().milligramsPerDay());
    }

    @ParameterizedTest
    @MethodSource("histories")
    void aReportIsCompleteExactlyWhenEveryContributionIsInItsTotal(List<Dispense> dispenses) {
        MmeReport report = report(dispenses);

        assertThat(report.complete()).isEqualTo(report.contributions().stream().allMatch(MmeContribution::inTotal));
    }

    private MmeReport report(List<Dispense> dispenses) {
        return CALCULATOR.report(
                DispenseHistory.of(PATIENT, dispenses),
                Library.TABLES.table("cdc-2017").orElseThrow(),
                new MmeWindow(JUNE_1.plusDays(60), 28));
    }

    /** The rule again, in the plainest words, for the fixed list of products above. */
    private static int namedPrescribers(DispenseHistory whole, DispenseId id) {
        Set<String> prescribers = new HashSet<>();
        List<Dispense> seen = whole.through(id);
        Dispense current = seen.getLast();
        for (Dispense each : seen) {
            String product = each.drug().din().map(Din::digits).orElse("none");
            boolean isMonitored = PRODUCTS.subList(0, 6).contains(product) && !product.equals(AGONIST);
            boolean isInWindow = current.day().toEpochDay() - each.day().toEpochDay() < 28;
            if (isMonitored && isInWindow && each.providers().prescriber().isPresent()) {
                prescribers.add(each.providers().prescriber().get().text());
            }
        }
        String product = current.drug().din().map(Din::digits).orElse("none");
        return PRODUCTS.subList(0, 6).contains(product) && !product.equals(AGONIST) ? prescribers.size() : 0;
    }

    private static List<Dispense> dispenses(RandomGenerator random) {
        List<Dispense> dispenses = new ArrayList<>();
        int number = 1 + random.nextInt(14);
        for (int i = 0; i < number; i++) {
            dispenses.add(dispense(random, i));
        }
        return dispenses;
    }

    private static Dispense dispense(RandomGenerator random, int number) {
        Dispenses dispense = Dispenses.dispense("d" + number)
                .of(PRODUCTS.get(random.nextInt(PRODUCTS.size())))
                .by("ABCDE".substring(random.nextInt(5)).substring(0, 1))
                .amount(String.valueOf(1 + random.nextInt(90)), "1")
                .days(1 + random.nextInt(40))
                .arrived(random.nextInt(3))
                .on(JUNE_1.plusDays(random.nextInt(75)));
        return switch (random.nextInt(12)) {
            case 0 -> dispense.byUnknownPrescriber().build();
            case 1 -> dispense.unknownDays().build();
            case 2 -> dispense.unknownAmount().build();
            case 3 -> dispense.ofUnknownProduct().build();
            default -> dispense.build();
        };
    }
}
