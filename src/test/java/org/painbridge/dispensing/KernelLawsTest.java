package org.painbridge.dispensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.dispensing.Dispenses.JUNE_1;
import static org.painbridge.dispensing.Dispenses.PATIENT;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.painbridge.Cases;

/** What holds for every history and every rule, those on trial and switched off included. */
class KernelLawsTest {
    private static final List<String> PRODUCTS = List.of(
            "00593451",
            "00125121",
            "00786543",
            "02125366",
            "02247700",
            "02295709",
            "02282941",
            "00655759",
            "02391678",
            "02458187",
            "00050024",
            "00000001");

    private static final DispensingEngine ENGINE = new DispensingEngine(allActive(), Library.DRUGS, Library.TABLES);

    /** With all rules active. */
    static DispensingEngine engine() {
        return ENGINE;
    }

    static Stream<Arguments> histories() {
        return Cases.of(150, KernelLawsTest::dispenses);
    }

    @ParameterizedTest
    @MethodSource("histories")
    void theLastDaysOfTheLookBackGiveTheSameAsTheWholeHistory(List<Dispense> dispenses) {
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
    void inWhichOrderDispensesAreAskedForChangesNothing(List<Dispense> dispenses) {
        DispenseHistory whole = DispenseHistory.of(PATIENT, dispenses);
        List<Dispense> shuffled = new ArrayList<>(whole.dispenses());
        Collections.shuffle(shuffled, new Random(7));
        HistoryEvaluation onDemand = ENGINE.on(DispenseHistory.of(PATIENT, shuffled));
        Map<DispenseId, Evaluation> answers = new LinkedHashMap<>();

        shuffled.forEach(each -> answers.put(each.id(), onDemand.evaluate(each.id())));

        for (Evaluation inOrder : ENGINE.evaluateAll(whole)) {
            assertThat(answers.get(inOrder.dispense())).isEqualTo(inOrder);
        }
    }

    @ParameterizedTest
    @MethodSource("histories")
    void aDispenseTakenBackAndRecordedAgainLeavesTheSameFindings(List<Dispense> dispenses) {
        DispenseHistory whole = DispenseHistory.of(PATIENT, dispenses);
        Dispense last = whole.dispenses().getLast();
        List<Dispense> without = whole.dispenses().subList(0, whole.dispenses().size() - 1);

        List<Evaluation> before = ENGINE.evaluateAll(whole);
        List<Evaluation> taken = ENGINE.evaluateAll(DispenseHistory.of(PATIENT, without));

        assertThat(taken).isEqualTo(before.subList(0, before.size() - 1));
        List<Dispense> again = new ArrayList<>(without);
        again.add(last.arrivedAs(last.handedOver().arrival() + 10));
        assertThat(brokenBy(ENGINE.evaluateAll(DispenseHistory.of(PATIENT, again))))
                .isEqualTo(brokenBy(before));
    }

    /** One that may lie anywhere never breaks a rule and never settles one: what it changes becomes open. */
    @ParameterizedTest
    @MethodSource("histories")
    void aDispenseWithoutAPlaceOnlyOpensQuestions(List<Dispense> dispenses) {
        DispenseHistory whole = DispenseHistory.of(PATIENT, dispenses);
        Dispense moved = whole.dispenses().getFirst();
        List<Dispense> others = whole.dispenses().subList(1, dispenses.size());
        UnplacedDispense unplaced =
                new UnplacedDispense(moved, moved.day().plusDays(200), UnplacedDispense.Why.DAY_UNKNOWN);

        List<Evaluation> without = ENGINE.evaluateAll(DispenseHistory.of(PATIENT, others));
        List<Evaluation> with = ENGINE.evaluateAll(new DispenseHistory(PATIENT, others, List.of(unplaced)));

        for (int row = 0; row < others.size(); row++) {
            Set<String> before = rules(without.get(row).findings());
            Set<String> broken = rules(with.get(row).findings());
            Set<String> open = with.get(row).undecided().stream()
                    .map(each -> each.rule().key().id())
                    .collect(Collectors.toSet());
            assertThat(before).containsAll(broken);
            before.removeAll(broken);
            assertThat(open).containsAll(before);
        }
        assertThat(with.getLast().findings()).isEmpty();
    }

    /** Whatever is broken with a prescriber known is broken or open without, never kept. */
    @ParameterizedTest
    @MethodSource("histories")
    void whatIsNotKnownIsNeverANo(List<Dispense> dispenses) {
        DispenseHistory known = DispenseHistory.of(PATIENT, dispenses);
        DispenseHistory unknown = DispenseHistory.of(
                PATIENT, dispenses.stream().map(KernelLawsTest::blurred).toList());

        List<Evaluation> whole = ENGINE.evaluateAll(known);
        List<Evaluation> blurred = ENGINE.evaluateAll(unknown);

        for (int row = 0; row < whole.size(); row++) {
            Set<String> possible = rules(blurred.get(row).findings());
            blurred.get(row)
                    .undecided()
                    .forEach(each -> possible.add(each.rule().key().id()));
            assertThat(possible).containsAll(rules(whole.get(row).findings()));
        }
    }

    /** Every second dispense loses what it says beside its day. */
    private static Dispense blurred(Dispense dispense) {
        if (Integer.parseInt(dispense.id().id().substring(1)) % 2 == 0) {
            return dispense;
        }
        return new Dispense(
                dispense.id(),
                dispense.patient(),
                DispensedDrug.unknown(),
                new Providers(java.util.Optional.empty(), java.util.Optional.empty()),
                new Supply(java.util.Optional.empty(), java.util.Optional.empty()),
                dispense.handedOver(),
                dispense.setting());
    }

    private static Map<String, Set<String>> brokenBy(List<Evaluation> evaluations) {
        return evaluations.stream()
                .collect(Collectors.toMap(each -> each.dispense().id(), each -> rules(each.findings())));
    }

    private static Set<String> rules(List<Finding> findings) {
        return findings.stream().map(each -> each.rule().key().id()).collect(Collectors.toSet());
    }

    private static RuleSet allActive() {
        Map<String, String> files = new LinkedHashMap<>();
        YamlSection.parse("index.yaml", new PackagedFile("rules/index.yaml").text())
                .texts("files")
                .forEach(file -> files.put(
                        file, new PackagedFile("rules/" + file).text().replaceFirst("state: \\w+", "state: active")));
        return RuleSet.parse(files);
    }

    static List<Dispense> dispenses(RandomGenerator random) {
        List<Dispense> dispenses = new ArrayList<>();
        int number = 2 + random.nextInt(20);
        int spread = random.nextBoolean() ? 40 : 500;
        for (int i = 0; i < number; i++) {
            dispenses.add(dispense(random, i, spread));
        }
        return dispenses;
    }

    private static Dispense dispense(RandomGenerator random, int number, int spread) {
        Dispenses dispense = Dispenses.dispense("d" + number)
                .of(PRODUCTS.get(random.nextInt(PRODUCTS.size())))
                .by("ABCDEF".substring(random.nextInt(6)).substring(0, 1))
                .at("VWXYZ".substring(random.nextInt(5)).substring(0, 1))
                .amount(String.valueOf(1 + random.nextInt(200)), "1")
                .days(1 + random.nextInt(random.nextInt(10) == 0 ? 400 : 40))
                .arrived(number)
                .on(JUNE_1.plusDays(random.nextInt(spread)));
        if (random.nextInt(3) == 0) {
            dispense = dispense.inPractice("PQ".substring(random.nextInt(2)).substring(0, 1));
        }
        if (random.nextInt(25) == 0) {
            Circumstance[] all = Circumstance.values();
            dispense = dispense.under(all[random.nextInt(all.length)]);
        }
        return switch (random.nextInt(14)) {
            case 0 -> dispense.byUnknownPrescriber().build();
            case 1 -> dispense.unknownDays().build();
            case 2 -> dispense.unknownAmount().build();
            case 3 -> dispense.ofUnknownProduct().build();
            case 4 -> dispense.atUnknownPharmacy().build();
            default -> dispense.build();
        };
    }
}
