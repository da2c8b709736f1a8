package org.painbridge.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.imaging.ImagingOrders.TODAY;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.painbridge.Cases;

/** What holds for every order under every pack. The seed is in the name of the test. */
class EngineLawsTest {
    private static final ImagingEngine SHIPPED = ImagingPack.shippedEngine();
    private static final ImagingEngine TANGLED = new ImagingEngine(ImagingPack.TANGLED, ImagingPack.PROCEDURES);

    private static final ImagingEngine OTHER_SHIPPED = ImagingPack.shippedEngine();
    private static final ImagingEngine OTHER_TANGLED = new ImagingEngine(ImagingPack.TANGLED, ImagingPack.PROCEDURES);

    /** An order under a pack. */
    record Case(ImagingEngine engine, ImagingOrder order) {
        static Case of(RandomGenerator random) {
            return of(random.nextBoolean() ? SHIPPED : TANGLED, random);
        }

        static Case of(ImagingEngine engine, RandomGenerator random) {
            return new Case(engine, new RandomOrders(engine.rules(), random).order());
        }

        RuleSet rules() {
            return engine.rules();
        }

        ImagingVerdict verdict() {
            return engine.assess(order);
        }

        Case with(String fact, FactState state) {
            List<Finding> findings = new ArrayList<>(order.findings());
            findings.add(answer(fact, state));
            return with(findings);
        }

        Plan plan() {
            Procedure procedure =
                    ImagingPack.PROCEDURES.find(order.procedureKey()).orElseThrow();
            return new Plans(rules(), new Questions(rules()), ImagingPack.PROCEDURES, procedure)
                    .forReasons(order.indications())
                    .plan();
        }

        /** Met by the chart, not for this order. */
        Case withRecorded(String fact) {
            List<Finding> findings = new ArrayList<>(order.findings());
            FindingSource source = new FindingSource("Condition/recorded", "code", null, TODAY.minusDays(1), null);
            findings.add(Finding.of(fact, FactState.MET, Finding.Origin.CHART, source));
            return with(findings);
        }

        Case with(List<Finding> findings) {
            return new Case(engine, RandomOrders.order(order.procedureKey(), order.indications(), findings));
        }
    }

    static Stream<Arguments> cases() {
        return Cases.of(600, Case::of);
    }

    /** All but a few of the facts answered today, so that every completion can be tried. */
    static Stream<Arguments> nearlyKnown() {
        return Cases.of(300, random -> known(Case.of(random), random, 5));
    }

    /** Half known; there are few facts, so every completion can be tried here too. */
    static Stream<Arguments> tangled() {
        return Cases.of(1_500, random -> known(Case.of(TANGLED, random), random, 2));
    }

    private static Case known(Case some, RandomGenerator random, int oneOf) {
        List<Finding> findings = new ArrayList<>();
        for (Fact fact : some.rules().facts().values()) {
            boolean unknown = fact.clock() == null && random.nextInt(oneOf) == 0;
            if (!unknown && fact.type() == Fact.Type.BOOLEAN && fact.anyOf().isEmpty()) {
                boolean met = random.nextInt(4) == 0;
                findings.add(answer(fact.id(), met ? FactState.MET : FactState.NOT_MET));
            }
        }
        return some.with(findings);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nothingIsFinallyNotAppropriateWhileAnEmergentRedFlagIsUnknownOrMet(Case given) {
        ImagingVerdict verdict = given.verdict();

        if (verdict instanceof ImagingVerdict.Rated rated && rated.category() == Category.NOT_APPROPRIATE) {
            assertThat(verdict.trace().scenarios())
                    .flatExtracting(trace -> trace.scenario().redFlags())
                    .filteredOn(flag -> given.rules().fact(flag).emergent())
                    .allSatisfy(flag -> assertThat(state(verdict, flag))
                            .as(flag)
                            .isIn(FactState.NOT_MET, FactState.NOT_APPLICABLE));
        }
    }

    /** Also a flag that no scenario of the order asks for. */
    @ParameterizedTest
    @MethodSource({"cases", "nearlyKnown", "tangled"})
    void nothingIsNotAppropriateWhileAnyEmergentRedFlagOfTheRulesIsMet(Case given) {
        given.rules().facts().values().stream().filter(Fact::emergent).forEach(flag -> {
            ImagingVerdict verdict = given.with(flag.id(), FactState.MET).verdict();

            assertThat(Said.of(verdict).outcome()).as(flag.id()).isNotIn("not-appropriate", "no-criteria");
            assertThat(verdict.urgency()).as(flag.id()).isEqualTo(Urgency.EMERGENT);
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aRedFlagMoreNeverLowersTheUrgency(Case given) {
        ImagingVerdict verdict = given.verdict();

        verdict.trace().scenarios().stream()
                .flatMap(trace -> trace.scenario().redFlags().stream())
                .distinct()
                .forEach(flag -> assertThat(
                                given.with(flag, FactState.MET).verdict().urgency())
                        .as(flag)
                        .isGreaterThanOrEqualTo(verdict.urgency()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theOrderOfTheDataChangesNothing(Case given) {
        List<Finding> findings = new ArrayList<>(given.order().findings());
        Collections.shuffle(findings, new Random(7));

        assertThat(given.with(findings).verdict()).isEqualTo(given.verdict());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void anotherEngineSaysTheSameToTheLetter(Case given) {
        ImagingEngine other = given.engine() == SHIPPED ? OTHER_SHIPPED : OTHER_TANGLED;

        assertThat(other.assess(given.order())).hasToString(given.verdict().toString());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theQuickReadingIsTheTracedOne(Case given) {
        Scope scope = Scope.of(given.rules(), given.rules().facts().keySet());

        byte[] found = Reading.found(scope, given.order());

        assertThat(scope.facts())
                .allSatisfy(fact -> assertThat(Kleene.state(found[scope.number(fact.id())]))
                        .as(fact.id())
                        .isEqualTo(traced(fact, given)));
    }

    private static FactState traced(Fact fact, Case given) {
        FactState said = FactFindings.of(fact, given.order()).state();
        Clock clock = fact.clock();
        FactState state = clock == null || said != FactState.UNKNOWN
                ? said
                : FactFindings.of(given.rules().fact(clock.since()), given.order())
                        .state(clock);
        return state == FactState.NOT_APPLICABLE ? FactState.NOT_MET : state;
    }

    @ParameterizedTest
    @MethodSource({"nearlyKnown", "tangled"})
    void anOrderIsRatedExactlyWhenAllCompletionsAgree(Case given) {
        ImagingVerdict verdict = given.verdict();

        Set<String> outcomes = completions(verdict, given)
                .map(completed -> Said.of(completed.verdict()).outcome())
                .collect(Collectors.toSet());
        if (verdict instanceof ImagingVerdict.NeedsData) {
            assertThat(outcomes).hasSizeGreaterThan(1);
        } else {
            assertThat(outcomes).containsExactly(Said.of(verdict).outcome());
        }
    }

    private static Stream<Case> completions(ImagingVerdict verdict, Case given) {
        List<String> unknown = verdict.trace().facts().stream()
                .filter(trace -> trace.state() == FactState.UNKNOWN)
                .map(FactTrace::fact)
                .filter(fact -> given.rules().fact(fact).type() == Fact.Type.BOOLEAN)
                .limit(10)
                .toList();
        Stream<Case> cases = Stream.of(given);
        for (String fact : unknown) {
            cases = cases.flatMap(one -> Stream.of(one.with(fact, FactState.MET), one.with(fact, FactState.NOT_MET)));
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("nearlyKnown")
    void answeringWhatIsAskedLeadsToAnEnd(Case given) {
        Case answered = given;
        Set<String> asked = new HashSet<>();
        ImagingVerdict verdict = answered.verdict();
        while (verdict instanceof ImagingVerdict.NeedsData needs) {
            assertThat(needs.questions())
                    .isNotEmpty()
                    .hasSizeLessThanOrEqualTo(given.rules().questionsAtATime());
            for (Question question : needs.questions()) {
                assertThat(asked.add(question.fact())).as(question.fact()).isTrue();
                answered = answered.with(question.fact(), FactState.NOT_MET);
            }
            verdict = answered.verdict();
        }

        assertThat(verdict).isNotInstanceOf(ImagingVerdict.NeedsData.class);
    }

    /** A limit of one node stands for a pack that nobody foresaw. */
    @ParameterizedTest
    @MethodSource("cases")
    void withoutADiagramMoreIsAskedAndNothingIsDecidedOtherwise(Case given) {
        Plan plan = given.plan();
        byte[] found = Reading.found(plan.scope(), given.order());
        byte[] facts = plan.scope().completed(found);
        Prospects prospects = new Prospects(plan, facts, plan.scenarioStates(facts));
        Questions questions = new Questions(given.rules());

        if (!prospects.areSettled()) {
            Decision exact = new Decider(plan, questions).decide(found, facts, prospects);
            Decision rough = new Decider(plan, questions, 1).decide(found, facts, prospects);

            assertThat(rough).isInstanceOfAny(Decision.Open.class, exact.getClass());
            if (rough instanceof Decision.Open open && exact instanceof Decision.Open least) {
                assertThat(open.decisive()).isGreaterThanOrEqualTo(least.decisive());
                assertThat(open.possible()).containsAll(least.possible());
            }
        }
    }

    @ParameterizedTest
    @MethodSource({"cases", "nearlyKnown"})
    void aCaseWithoutThePersonComesToWhatItsOrderCameTo(Case given) {
        CaseSheet sheet = given.engine().sheet(given.order());

        ImagingVerdict again =
                given.engine().assess(sheet.order(given.rules(), given.order().evaluatedAt()));

        assertThat(VerdictKind.of(again)).isEqualTo(VerdictKind.of(given.verdict()));
        if (given.verdict() instanceof ImagingVerdict.Rated rated) {
            assertThat(again)
                    .isInstanceOfSatisfying(
                            ImagingVerdict.Rated.class,
                            same -> assertThat(same.rule()).isEqualTo(rated.rule()));
        }
    }

    private static FactState state(ImagingVerdict verdict, String fact) {
        return verdict.trace().facts().stream()
                .filter(trace -> trace.fact().equals(fact))
                .findFirst()
                .orElseThrow()
                .state();
    }

    private static Finding answer(String fact, FactState state) {
        return Finding.of(
                fact,
                state,
                Finding.Origin.ANSWER,
                new FindingSource("QuestionnaireResponse/answers", "item", null, TODAY, null));
    }
}
