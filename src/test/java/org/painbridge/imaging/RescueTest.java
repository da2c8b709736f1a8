package org.painbridge.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an emergent red flag calls for, whatever the order was written for. */
class RescueTest {
    private static final ImagingEngine ENGINE = ImagingPack.shippedEngine();

    @ParameterizedTest
    @CsvSource({
        "mr-whole-spine-wo, M54.6, any-cord-flag, S26",
        "mr-whole-spine-wo, G62.9, any-cord-flag, S26",
        "mr-whole-spine-wo, M79.7, any-cord-flag, S26",
        "mr-whole-spine-wo, M54.5, any-cord-flag, S26",
        "mr-whole-spine-wo, M54.5, any-neurological-flag, S04",
        "mr-cervical-spine-wo, G62.9, any-cord-flag, S26",
        "mr-cervical-spine-wo, R52.2, any-cord-flag, S26",
        "mr-lumbar-spine-wo, G62.9, any-neurological-flag, S04",
        "mr-lumbar-spine-wo, M79.7, any-neurological-flag, S04",
        "mr-lumbar-spine-wo, R52.2, any-neurological-flag, S04"
    })
    void theExaminationThatItNeedsIsAppropriate(String procedure, String reason, String flag, String scenario) {
        var verdict = ENGINE.assess(ImagingOrders.of(procedure)
                .because(reason)
                .unknown("any-neurological-flag")
                .met(flag)
                .build());

        assertThat(verdict).isInstanceOfSatisfying(ImagingVerdict.Rated.class, rated -> {
            assertThat(rated.category()).isEqualTo(Category.APPROPRIATE);
            assertThat(rated.scenario().id()).isEqualTo(scenario);
            assertThat(rated.redFlags()).contains(flag);
            assertThat(rated.urgency()).isEqualTo(Urgency.EMERGENT);
            assertThat(rated.trace().scenarios())
                    .filteredOn(trace -> trace.scenario().id().equals(scenario))
                    .singleElement()
                    .matches(ScenarioTrace::headline);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "mr-brain-wo, G62.9, any-cord-flag, false, mr-cervical-spine-wo",
        "xr-lumbar-spine, M54.5, any-neurological-flag, true, mr-lumbar-spine-wo",
        "xr-lumbar-spine, M54.5, any-cord-flag, true, mr-whole-spine-wo"
    })
    void ofAnotherOrderItSaysWhatToOrderNow(String procedure, String reason, String flag, boolean wrong, String first) {
        var verdict = ENGINE.assess(ImagingOrders.of(procedure)
                .because(reason)
                .painFor(21)
                .met(flag)
                .build());

        assertThat(verdict).isInstanceOfSatisfying(ImagingVerdict.Emergency.class, emergency -> {
            assertThat(emergency.wrong()).isEqualTo(wrong);
            assertThat(emergency.alternatives().getFirst().option().procedureKey())
                    .isEqualTo(first);
        });
    }

    /** A compression above the lumbar spine would not be in the picture. */
    @ParameterizedTest
    @CsvSource({"G62.9", "M79.7"})
    void forCordAndCaudaAtOnceTheLumbarSpineIsNotEnough(String reason) {
        var lumbar = ENGINE.assess(both("mr-lumbar-spine-wo", reason));
        var whole = ENGINE.assess(both("mr-whole-spine-wo", reason));

        assertThat(lumbar).isInstanceOfSatisfying(ImagingVerdict.Emergency.class, emergency -> {
            assertThat(emergency.wrong()).isTrue();
            assertThat(emergency.alternatives().getFirst().option().procedureKey())
                    .isEqualTo("mr-whole-spine-wo");
        });
        assertThat(Said.of(whole).outcome()).isEqualTo("appropriate");
    }

    /** Retention is a sign of the cord as well; what shows the cauda is right until another sign speaks of the cord. */
    @ParameterizedTest
    @CsvSource({
        "G62.9, urinary-retention",
        "G62.9, bowel-dysfunction",
        "M79.7, urinary-retention",
        "M79.7, bowel-dysfunction",
        "R52.2, urinary-retention",
        "R52.2, bowel-dysfunction",
        "M54.5, urinary-retention"
    })
    void ofASignThatBothShareTheLumbarSpineIsAppropriate(String reason, String flag) {
        var mri = ENGINE.assess(sign("mr-lumbar-spine-wo", reason, flag).build());
        var radiograph = ENGINE.assess(sign("xr-lumbar-spine", reason, flag).build());

        assertThat(mri).isInstanceOfSatisfying(ImagingVerdict.Rated.class, rated -> {
            assertThat(rated.category()).isEqualTo(Category.APPROPRIATE);
            assertThat(rated.scenario().id()).isEqualTo("S04");
            assertThat(rated.urgency()).isEqualTo(Urgency.EMERGENT);
            assertThat(keys(rated)).contains("mr-whole-spine-wo");
        });
        assertThat(keys(radiograph)).startsWith("mr-lumbar-spine-wo");
    }

    @Test
    void aCtOfTheLumbarSpineForRetentionIsNotCalledTheWrongExamination() {
        var verdict = ENGINE.assess(
                sign("ct-lumbar-spine-wo", "G62.9", "urinary-retention").build());

        assertThat(verdict).isInstanceOfSatisfying(ImagingVerdict.Emergency.class, emergency -> {
            assertThat(emergency.wrong()).isFalse();
            assertThat(keys(emergency)).startsWith("mr-lumbar-spine-wo");
        });
    }

    /** Whoever follows the advice is not told next that it was wrong. */
    @ParameterizedTest
    @CsvSource({
        "sensory-level, urinary-retention",
        "any-cord-flag, urinary-retention",
        "any-cord-flag, any-neurological-flag",
        "leg-weakness-rapid, saddle-anaesthesia",
        "myelopathy-signs, urinary-retention"
    })
    void whatIsOfferedForCordAndCaudaShowsBoth(String cord, String cauda) {
        var radiograph =
                ENGINE.assess(sign("xr-lumbar-spine", "G62.9", cauda).met(cord).build());
        var lumbar = ENGINE.assess(
                sign("mr-lumbar-spine-wo", "G62.9", cauda).met(cord).build());

        assertThat(radiograph).isInstanceOf(ImagingVerdict.Emergency.class);
        assertThat(keys(radiograph)).startsWith("mr-whole-spine-wo").noneMatch(key -> key.startsWith("mr-lumbar"));
        assertThat(lumbar)
                .isInstanceOfSatisfying(
                        ImagingVerdict.Emergency.class,
                        emergency -> assertThat(emergency.wrong()).isTrue());
    }

    static Stream<Arguments> signsOfCordAndCauda() {
        List<String> signs = ENGINE.rules().facts().values().stream()
                .filter(fact -> "cord-and-roots".equals(fact.matter()))
                .map(Fact::id)
                .toList();
        return signs.stream()
                .flatMap(one -> signs.stream()
                        .filter(other -> one.compareTo(other) <= 0)
                        .map(other -> Arguments.of(one, other)));
    }

    /** Whatever was ordered, and for which pain. */
    @ParameterizedTest
    @MethodSource("signsOfCordAndCauda")
    void whatIsOfferedFirstIsNeverTheWrongExamination(String one, String other) {
        for (String reason : List.of("G62.9", "M54.5", "M54.6")) {
            for (Procedure procedure : ImagingPack.PROCEDURES.all()) {
                var verdict = ENGINE.assess(
                        sign(procedure.key(), reason, one).met(other).build());
                if (verdict instanceof ImagingVerdict.Emergency
                        && !keys(verdict).isEmpty()) {
                    String first = keys(verdict).getFirst();

                    var next = ENGINE.assess(sign(first, reason, one).met(other).build());

                    assertThat(Said.of(next).outcome())
                            .as("%s for %s, then %s", procedure.key(), reason, first)
                            .isIn("appropriate", "may-be-appropriate", "needs-data");
                }
            }
        }
    }

    private static ImagingOrders sign(String procedure, String reason, String flag) {
        return ImagingOrders.of(procedure)
                .because(reason)
                .unknown("any-neurological-flag")
                .met(flag);
    }

    private static List<String> keys(ImagingVerdict verdict) {
        return verdict.alternatives().stream()
                .map(alternative -> alternative.option().procedureKey())
                .toList();
    }

    private static ImagingOrder both(String procedure, String reason) {
        return ImagingOrders.of(procedure)
                .because(reason)
                .unknown("any-neurological-flag")
                .met("sensory-level")
                .met("urinary-retention")
                .build();
    }

    /** An infected knee on record, where an ankle is sprained: the engine does not know of which joint it is. */
    @Test
    void whatIsOnRecordForAnotherMatterCallsForNothing() {
        var onRecord = Finding.of(
                "joint-infection-suspected",
                FactState.MET,
                Finding.Origin.CHART,
                new FindingSource(
                        "Condition/knee",
                        "Condition.code",
                        ImagingOrders.icd("M00.9"),
                        ImagingOrders.TODAY.minusDays(5),
                        null));
        var verdict = ENGINE.assess(
                ImagingOrders.of("mr-ankle-wo").because("M79.7").with(onRecord).build());

        assertThat(verdict).isInstanceOfSatisfying(ImagingVerdict.Emergency.class, emergency -> {
            assertThat(emergency.redFlags()).containsExactly("joint-infection-suspected");
            assertThat(emergency.alternatives()).isEmpty();
        });
    }

    @Test
    void anUltrasoundForAPositivePregnancyTestIsRightWhateverWasSaidOfMenopause() {
        var verdict = ENGINE.assess(ImagingOrders.of("us-pelvis-transvaginal")
                .because("O00")
                .met("pregnancy")
                .denied("premenopausal")
                .met("acute-abdomen")
                .build());

        assertThat(Said.of(verdict).outcome()).isEqualTo("appropriate");
        assertThat(verdict.urgency()).isEqualTo(Urgency.EMERGENT);
    }

    /** Myelopathy or infection: both are urgent, and they do not share that contrast is left out. */
    @ParameterizedTest
    @CsvSource({"M46.4", "M46.2", "M46.3"})
    void ofScenariosThatMayAllBeTheLeastUrgencyHoldsAndOnlyWhatTheyShareIsBetter(String reason) {
        var verdict = ENGINE.assess(ImagingOrders.of("mr-cervical-spine-wo-w")
                .because(reason)
                .nothingKnown()
                .birth(ImagingOrders.TODAY.minusYears(45))
                .met("any-infection-flag")
                .build());

        assertThat(verdict).isInstanceOfSatisfying(ImagingVerdict.Rated.class, rated -> {
            assertThat(rated.urgency()).isEqualTo(Urgency.URGENT);
            assertThat(rated.alternatives()).noneMatch(Alternative::isBetter);
        });
    }

    @Test
    void noMriOfAnArthriticKneeIsOfferedWhereItMayBeWhatIsForbidden() {
        var verdict = ENGINE.assess(ImagingOrders.of("us-knee")
                .because("M17.1")
                .met("knee-xr-recent")
                .met("knee-xr-osteoarthritis")
                .denied("joint-infection-suspected")
                .build());

        assertThat(verdict.alternatives())
                .extracting(alternative -> alternative.option().procedureKey())
                .noneMatch(key -> key.startsWith("mr-"));
    }

    @ParameterizedTest
    @CsvSource({
        "ct-head-wo, I60, thunderclap-onset",
        "mr-lumbar-spine-wo, G83.4, any-neurological-flag",
        "xr-knee, M00, joint-infection-suspected"
    })
    void ofAChildTheDangerIsToldAndNoRatingOfAdults(String procedure, String reason, String flag) {
        var verdict = ENGINE.assess(ImagingOrders.of(procedure)
                .because(reason)
                .birth(ImagingOrders.TODAY.minusYears(12))
                .met(flag)
                .build());

        assertThat(verdict).isInstanceOfSatisfying(ImagingVerdict.Emergency.class, emergency -> {
            assertThat(emergency.redFlags()).contains(flag);
            assertThat(emergency.wrong()).isFalse();
            assertThat(emergency.alternatives()).isEqualTo(List.of());
        });
    }
}
