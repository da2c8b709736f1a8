package org.painbridge.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.imaging.ImagingOrders.TODAY;
import static org.painbridge.imaging.ImagingOrders.candidate;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.painbridge.clinical.Code;

/** The cross-cutting gates (design/imaging.md 5): they warn and rank down, they rate nothing. */
class SafetyTest {
    private final ImagingEngine engine = ImagingPack.engine();

    @Test
    void aStimulatorNeedsClearanceBeforeAnMriAndTheRatingStays() {
        var plain = engine.assess(candidate("mr-lumbar-spine-wo").build());
        var order = candidate("mr-lumbar-spine-wo").met("neurostimulator").build();

        var verdict = engine.assess(order);

        assertThat(Said.of(verdict).outcome()).isEqualTo(Said.of(plain).outcome());
        assertThat(verdict.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.gate()).isEqualTo("mri-device");
            assertThat(issue.severity()).isEqualTo(SafetyIssue.Severity.HIGH);
            assertThat(issue.facts()).containsExactly("any-mri-device");
            assertThat(issue.questions()).extracting(Question::fact).containsExactly("device-cleared-for-mri");
            assertThat(issue.sources()).isNotEmpty();
        });
        assertThat(plain.issues()).isEmpty();
    }

    @Test
    void aClearedDeviceSaysNoMore() {
        var order = candidate("mr-lumbar-spine-wo")
                .met("cardiac-device")
                .met("device-cleared-for-mri")
                .build();

        assertThat(engine.assess(order).issues()).isEmpty();
    }

    @Test
    void aDeviceRanksMriBelowOthersOfItsCategory() {
        var order = ImagingOrders.of("xr-lumbar-spine")
                .met("any-fracture-flag")
                .met("cardiac-device")
                .build();

        List<Alternative> alternatives = engine.assess(order).alternatives();

        assertThat(alternatives)
                .extracting(alternative -> alternative.option().procedureKey())
                .startsWith("ct-lumbar-spine-wo", "mr-lumbar-spine-wo");
        assertThat(alternatives.get(1).cautions()).containsExactly("mri-device");
    }

    @Test
    void inPregnancyMriComesBeforeCtAndTheRadiographIsWarnedAbout() {
        var order = ImagingOrders.of("xr-lumbar-spine")
                .met("any-fracture-flag")
                .met("pregnancy")
                .build();

        var verdict = engine.assess(order);

        assertThat(verdict.issues()).extracting(SafetyIssue::gate).containsExactly("pregnancy-radiation");
        assertThat(verdict.alternatives().getFirst().option().procedureKey()).isEqualTo("mr-lumbar-spine-wo");
        assertThat(verdict.alternatives().getFirst().placement())
                .contains(new Alternative.Placement(true, Alternative.Key.SAFETY));
    }

    @Test
    void atChildbearingAgeAnUnknownPregnancyIsAskedFor() {
        var woman = ImagingOrders.of("xr-lumbar-spine")
                .met("any-fracture-flag")
                .met("female")
                .build();
        var older = ImagingOrders.of("xr-lumbar-spine")
                .met("any-fracture-flag")
                .met("female")
                .birth(TODAY.minusYears(60))
                .build();

        assertThat(engine.assess(woman).issues())
                .singleElement()
                .satisfies(issue ->
                        assertThat(issue.questions()).extracting(Question::fact).containsExactly("pregnancy"));
        assertThat(engine.assess(older).issues()).isEmpty();
    }

    @Test
    void withoutAKidneyFunctionItIsAskedForByNumber() {
        var order = ImagingOrders.of("ct-lumbar-spine-w")
                .met("any-infection-flag")
                .denied("pregnancy")
                .build();

        assertThat(engine.assess(order).issues()).singleElement().satisfies(issue -> {
            assertThat(issue.gate()).isEqualTo("iodinated-kidney-not-known");
            assertThat(issue.questions()).singleElement().satisfies(question -> {
                assertThat(question.fact()).isEqualTo("egfr");
                assertThat(question.type()).isEqualTo(Fact.Type.QUANTITY);
            });
        });
    }

    @Test
    void aKidneyFunctionBelowThirtyWarnsAndOneOfThirtyDoesNot() {
        assertThat(gates(egfr("29.9", 10))).containsExactly("iodinated-kidney");
        assertThat(gates(egfr("30", 10))).isEmpty();
    }

    @Test
    void aKidneyFunctionOfSevenMonthsAgoIsNotKnown() {
        assertThat(gates(egfr("29", 215))).containsExactly("iodinated-kidney-not-known");
    }

    private List<String> gates(Finding finding) {
        ImagingOrder order = ImagingOrders.of("ct-lumbar-spine-w")
                .met("any-infection-flag")
                .denied("pregnancy")
                .with(finding)
                .build();
        return engine.assess(order).issues().stream().map(SafetyIssue::gate).toList();
    }

    private static Finding egfr(String value, int daysAgo) {
        return Finding.of(
                "egfr",
                new BigDecimal(value),
                Finding.Origin.CHART,
                new FindingSource("Observation/egfr", "Observation.value", null, TODAY.minusDays(daysAgo), null));
    }

    @Test
    void aKidneyFunctionThatIsNotKnownIsAskedForBeforeGadolinium() {
        var order = candidate("mr-lumbar-spine-wo-w").build();
        var known = candidate("mr-lumbar-spine-wo-w").with(egfr("80", 10)).build();

        assertThat(engine.assess(order).issues()).singleElement().satisfies(issue -> {
            assertThat(issue.gate()).isEqualTo("gadolinium-kidney-not-known");
            assertThat(issue.severity()).isEqualTo(SafetyIssue.Severity.LOW);
        });
        assertThat(engine.assess(known).issues()).isEmpty();
    }

    @Test
    void aNoToAPregnancyLastsTwoWeeksAndAYesNineMonths() {
        assertThat(gatesOfPregnancy(FactState.NOT_MET, 14)).isEmpty();
        assertThat(gatesOfPregnancy(FactState.NOT_MET, 15)).containsExactly("pregnancy-not-known");
        assertThat(gatesOfPregnancy(FactState.MET, 200)).containsExactly("pregnancy-radiation");
    }

    private List<String> gatesOfPregnancy(FactState state, int daysAgo) {
        var order = ImagingOrders.of("xr-lumbar-spine")
                .met("any-fracture-flag")
                .met("female")
                .answered("pregnancy", state, TODAY.minusDays(daysAgo))
                .build();
        return engine.assess(order).issues().stream().map(SafetyIssue::gate).toList();
    }

    @Test
    void aClearanceForMriLastsAMonthAndOnlyWhileNothingContradictsIt() {
        var fresh = candidate("mr-lumbar-spine-wo")
                .met("cardiac-device")
                .answered("device-cleared-for-mri", FactState.MET, TODAY.minusDays(30));
        var stale = candidate("mr-lumbar-spine-wo")
                .met("cardiac-device")
                .answered("device-cleared-for-mri", FactState.MET, TODAY.minusDays(31));
        var order = fresh.build();
        var contradicted = order.findings().stream()
                .filter(finding -> finding.fact().equals("device-cleared-for-mri"))
                .map(finding -> Finding.of(finding.fact(), FactState.NOT_MET, Finding.Origin.CHART, finding.source()))
                .toList();

        assertThat(engine.assess(order).issues()).isEmpty();
        assertThat(engine.assess(stale.build()).issues())
                .extracting(SafetyIssue::gate)
                .containsExactly("mri-device");
        contradicted.forEach(fresh::withAnother);
        assertThat(engine.assess(fresh.build()).issues())
                .extracting(SafetyIssue::gate)
                .containsExactly("mri-device");
    }

    @Test
    void anOrderWithoutAKnownReasonKeepsItsGatesAndRedFlags() {
        var order = candidate("mr-lumbar-spine-wo")
                .met("cardiac-device")
                .met("saddle-anaesthesia")
                .build();
        var unknown = new ImagingOrder(
                order.id(),
                order.patient(),
                order.procedureKey(),
                Set.of(Code.of("http://hl7.org/fhir/sid/icd-10", "Z99.9")),
                order.findings(),
                order.evaluatedAt());

        var verdict = engine.assess(unknown);

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        ImagingVerdict.NotRecognised.class,
                        not -> assertThat(not.redFlags()).contains("saddle-anaesthesia"));
        assertThat(verdict.urgency()).isEqualTo(Urgency.EMERGENT);
        assertThat(verdict.issues()).extracting(SafetyIssue::gate).containsExactly("mri-device");
    }

    @Test
    void anOrderThatIsTooCoarseKeepsItsGates() {
        var order = candidate("mr-lumbar-spine").met("cardiac-device").build();

        assertThat(engine.assess(order).issues()).extracting(SafetyIssue::gate).contains("mri-device");
    }
}
