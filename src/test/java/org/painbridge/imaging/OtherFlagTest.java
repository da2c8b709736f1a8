package org.painbridge.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.imaging.ImagingOrders.TODAY;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A red flag that is on record for another matter, such as a broken hip at an order for the knee. */
class OtherFlagTest {
    private static final String FLAG = "hip-fracture-suspected";

    private static final ImagingEngine ENGINE = ImagingPack.shippedEngine();

    @Test
    void aRadiographOfTheKneeIsNoEmergency() {
        var verdict = ENGINE.assess(knee("xr-knee").with(onRecord()).build());

        assertThat(Said.of(verdict).outcome()).isEqualTo("appropriate");
        assertThat(verdict.urgency()).isEqualTo(Urgency.ROUTINE);
    }

    @Test
    void anAnswerForTheOrderIsOne() {
        var verdict = ENGINE.assess(knee("xr-knee").met(FLAG).build());

        assertThat(verdict.urgency()).isEqualTo(Urgency.EMERGENT);
    }

    /** The form of an order for the hip, weeks ago. */
    @Test
    void anAnswerOfAnotherDayIsNone() {
        var order = knee("xr-knee").answered(FLAG, FactState.MET, TODAY.minusDays(25));

        assertThat(ENGINE.assess(order.build()).urgency()).isEqualTo(Urgency.ROUTINE);
    }

    @Test
    void soIsWhatTheOrderWasWrittenFor() {
        var verdict = ENGINE.assess(
                knee("xr-knee").because("M17.1", "S72.0").with(onRecord()).build());

        assertThat(verdict.urgency()).isEqualTo(Urgency.EMERGENT);
    }

    @Test
    void anOrderThatWouldNotBeAppropriateIsStoppedWithoutWordsOnTheKnee() {
        var verdict = ENGINE.assess(knee("mr-knee-wo")
                .met("knee-xr-recent")
                .met("knee-xr-osteoarthritis")
                .with(onRecord())
                .build());

        assertThat(verdict).isInstanceOfSatisfying(ImagingVerdict.Emergency.class, emergency -> {
            assertThat(emergency.redFlags()).containsExactly(FLAG);
            assertThat(emergency.alternatives()).isEmpty();
        });
    }

    @Test
    void whatAnAnswerMayLeadToIsToldThough() {
        var verdict = ENGINE.assess(knee("mr-knee-wo")
                .met("knee-xr-recent")
                .met("knee-xr-osteoarthritis")
                .unknown("knee-question-beyond-osteoarthritis")
                .with(onRecord())
                .build());

        assertThat(verdict).isInstanceOfSatisfying(ImagingVerdict.NeedsData.class, needs -> {
            assertThat(needs.urgency()).isEqualTo(Urgency.ROUTINE);
            assertThat(needs.possible()).doesNotContain(Category.NOT_APPROPRIATE);
            assertThat(needs.emergency()).isTrue();
            assertThat(needs.redFlags()).containsExactly(FLAG);
        });
    }

    @Test
    void whatNoAnswerMayLeadToIsNotTold() {
        var verdict = ENGINE.assess(knee("xr-knee").with(onRecord()).build());

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        ImagingVerdict.Rated.class,
                        rated -> assertThat(rated.redFlags()).isEmpty());
    }

    /** None of the scenarios of the low back names the flag of the cord, none of the neck that of the cauda. */
    @ParameterizedTest
    @CsvSource({
        "mr-lumbar-spine-wo, M54.3, G95.2, any-cord-flag",
        "xr-cervical-spine, M54.2, G83.4, any-neurological-flag",
        "ct-lumbar-spine-wo-w, M54.3, G95.2, any-cord-flag"
    })
    void compressionOfCordOrCaudaIsOneMatterWhereverTheSpineIsToBeSeen(
            String procedure, String reason, String code, String flag) {
        Finding recorded = Finding.of(
                flag,
                FactState.MET,
                Finding.Origin.CHART,
                new FindingSource("Condition/spine", "code", ImagingOrders.icd(code), TODAY, null));
        ImagingOrders order = ImagingOrders.candidate(procedure).because(reason);
        List.of("any-cord-flag", "any-infection-flag", "cancer-history", "tumour-signs", "neck-injury")
                .forEach(order::denied);
        List.of("myelopathy-signs", "arm-root-signs", "neck-radiograph-degenerative", "prior-cervical-surgery")
                .forEach(order::denied);

        var before = ENGINE.assess(order.build());
        var after = ENGINE.assess(order.with(recorded).build());

        assertThat(before).isInstanceOf(ImagingVerdict.Rated.class);
        assertThat(before.urgency()).isEqualTo(Urgency.ROUTINE);
        assertThat(after.urgency()).isEqualTo(Urgency.EMERGENT);
        assertThat(flags(after)).containsExactly(flag);
    }

    private static Set<String> flags(ImagingVerdict verdict) {
        return switch (verdict) {
            case ImagingVerdict.Rated rated -> rated.redFlags();
            case ImagingVerdict.NeedsData needs -> needs.redFlags();
            case ImagingVerdict.Emergency emergency -> emergency.redFlags();
            case ImagingVerdict.NotRecognised not -> not.redFlags();
            case ImagingVerdict.NoCriteria none -> Set.of();
        };
    }

    /** What is on record for another matter would be an emergency at every order. */
    @ParameterizedTest
    @MethodSource({"org.painbridge.imaging.EngineLawsTest#cases", "org.painbridge.imaging.EngineLawsTest#nearlyKnown"})
    void anOrderRatedInFavourGetsNoEmergencyFromAFlagOnRecordOfAnotherMatter(EngineLawsTest.Case given) {
        ImagingVerdict verdict = given.verdict();

        if (isInFavour(verdict)) {
            Plan plan = given.plan();
            Set<String> related = IntStream.of(plan.related())
                    .mapToObj(flag -> plan.scope().fact(flag).id())
                    .collect(Collectors.toSet());
            given.rules().facts().values().stream()
                    .filter(fact -> fact.emergent() && !related.contains(fact.id()))
                    .forEach(flag -> {
                        ImagingVerdict after = given.withRecorded(flag.id()).verdict();

                        assertThat(isInFavour(after)).as(flag.id()).isTrue();
                        assertThat(after.urgency()).as(flag.id()).isEqualTo(verdict.urgency());
                    });
        }
    }

    private static boolean isInFavour(ImagingVerdict verdict) {
        return verdict instanceof ImagingVerdict.Rated rated && rated.category() != Category.NOT_APPROPRIATE;
    }

    /** All that the scenarios of the knee ask for is denied. */
    private ImagingOrders knee(String procedure) {
        ImagingOrders order = ImagingOrders.of(procedure).because("M17.1");
        ENGINE.rules().scenarios().stream()
                .filter(scenario -> Set.of("L01", "L02", "L02-question").contains(scenario.id()))
                .flatMap(scenario -> scenario.asks().stream())
                .filter(fact -> ENGINE.rules().fact(fact).clock() == null)
                .filter(fact -> !fact.equals("knee-xr-osteoarthritis") && !fact.equals("knee-xr-recent"))
                .forEach(order::denied);
        return order.denied("knee-xr-recent").denied("knee-xr-osteoarthritis");
    }

    private static Finding onRecord() {
        return Finding.of(
                FLAG,
                FactState.MET,
                Finding.Origin.CHART,
                new FindingSource("Condition/hip", "code", ImagingOrders.icd("S72.0"), TODAY.minusDays(25), null));
    }
}
