package org.painbridge.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.imaging.ImagingOrders.TODAY;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The cross-cutting gates (design/imaging.md 5): they warn and rank down, they rate nothing. */
class SafetyTest {
    private static final PriorStudy.Part LUMBAR_MRI = new PriorStudy.Part("MR", "lumbar-spine");

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
    void theSameStudyWithinItsWindowIsARepeat() {
        var repeat = verdict(candidate("mr-lumbar-spine-wo"), study(LUMBAR_MRI, 300, false));

        assertThat(repeat.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.gate()).isEqualTo(SafetyIssue.DUPLICATE);
            assertThat(issue.implicated()).containsExactly("ImagingStudy/MR300");
            assertThat(issue.text().en()).contains(TODAY.minusDays(300).toString());
        });
    }

    @Test
    void aNormalLumbarMriLastsTwoYearsAnotherOne() {
        assertThat(verdict(candidate("mr-lumbar-spine-wo"), study(LUMBAR_MRI, 600, true))
                        .issues())
                .hasSize(1);
        assertThat(verdict(candidate("mr-lumbar-spine-wo"), study(LUMBAR_MRI, 600, false))
                        .issues())
                .isEmpty();
    }

    @Test
    void newSignsOrAnOperationAreReasonEnoughToRepeat() {
        var signs = candidate("mr-lumbar-spine-wo").met("signs-new-since-last-study");
        var operation = candidate("mr-lumbar-spine-wo").met("operation-planned");

        assertThat(verdict(signs, study(LUMBAR_MRI, 30, true)).issues()).isEmpty();
        assertThat(verdict(operation, study(LUMBAR_MRI, 30, true)).issues()).isEmpty();
    }

    @Test
    void anotherRegionOrADayToComeIsNoRepeat() {
        var knee = study(new PriorStudy.Part("MR", "knee"), 30, false);

        assertThat(verdict(candidate("mr-lumbar-spine-wo"), knee, study(LUMBAR_MRI, -5, false))
                        .issues())
                .isEmpty();
    }

    @Test
    void earlierCtsAreCountedForInformation() {
        var first = study(new PriorStudy.Part("CT", "head"), 100, false);
        var second = study(new PriorStudy.Part("CT", "abdomen"), 1000, false);

        var verdict = verdict(candidate("ct-lumbar-spine-wo").denied("pregnancy"), first, second);

        assertThat(verdict.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.severity()).isEqualTo(SafetyIssue.Severity.LOW);
            assertThat(issue.text().en()).contains("1 in 12 months", "2 in 60 months");
            assertThat(issue.text().fr()).contains("1 en 12 mois", "2 en 60 mois");
        });
    }

    private ImagingVerdict verdict(ImagingOrders orders, PriorStudy... studies) {
        ImagingOrder order = orders.build();
        return engine.assess(new ImagingOrder(
                order.id(),
                order.patient(),
                order.procedureKey(),
                order.indications(),
                order.findings(),
                List.of(studies),
                order.evaluatedAt()));
    }

    private static PriorStudy study(PriorStudy.Part part, int daysAgo, boolean normal) {
        return new PriorStudy(
                part, DateRange.on(TODAY.minusDays(daysAgo)), normal, "ImagingStudy/" + part.modality() + daysAgo);
    }

    private static ImagingOrders candidate(String procedure) {
        return ImagingOrders.of(procedure)
                .painFor(90)
                .careFor(60)
                .met("conservative-care-failed")
                .met("surgery-or-intervention-candidate");
    }
}
