package org.painbridge.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.imaging.ImagingOrders.TODAY;
import static org.painbridge.imaging.ImagingOrders.candidate;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What earlier studies say about another one (design/imaging.md 5): a repeat, and the dose. */
class RepeatTest {
    private static final PriorStudy.Part LUMBAR_MRI = new PriorStudy.Part("MR", "lumbar-spine");

    private final ImagingEngine engine = ImagingPack.engine();

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
    void anEmergentRedFlagIsReasonEnoughToRepeat() {
        var sudden = candidate("mr-lumbar-spine-wo").met("saddle-anaesthesia");

        assertThat(verdict(sudden, study(LUMBAR_MRI, 30, true)).issues()).isEmpty();
    }

    @Test
    void ageAPastCancerOrAMedicineAreNoReasonToRepeat() {
        var aged = candidate("mr-lumbar-spine-wo")
                .birth(TODAY.minusYears(75))
                .met("cancer-history")
                .met("immunosuppression");

        assertThat(verdict(aged, study(LUMBAR_MRI, 30, true)).issues())
                .extracting(SafetyIssue::gate)
                .containsExactly(SafetyIssue.DUPLICATE);
    }

    @Test
    void aStudyThatIsOnlyAskedForIsRepeatedButHasNoDose() {
        var ct = new PriorStudy.Part("CT", "lumbar-spine");

        var verdict = verdict(candidate("ct-lumbar-spine-wo").denied("pregnancy"), asked(ct, 10));

        assertThat(verdict.issues()).extracting(SafetyIssue::gate).containsExactly(SafetyIssue.DUPLICATE);
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

    @ParameterizedTest
    @CsvSource({
        "mr-knee-wo, knee, RIGHT, LEFT, false",
        "mr-knee-wo, knee, LEFT, RIGHT, false",
        "mr-knee-wo, knee, RIGHT, RIGHT, true",
        "mr-knee-wo, knee, BOTH, LEFT, true",
        "mr-knee-wo, knee, RIGHT, BOTH, true",
        "mr-knee-wo, knee, , LEFT, true",
        "mr-knee-wo, knee, RIGHT, , true",
        "mr-lumbar-spine-wo, lumbar-spine, RIGHT, LEFT, true"
    })
    void aStudyOfTheOtherSideIsNoRepeat(
            String procedure, String region, @Nullable Side ordered, @Nullable Side studied, boolean repeat) {
        var study = new PriorStudy(
                new PriorStudy.Part("MR", region),
                studied,
                DateRange.on(TODAY.minusDays(30)),
                false,
                true,
                "ImagingStudy/mri");

        var verdict = verdict(candidate(procedure), ordered, study);

        assertThat(verdict.issues())
                .extracting(SafetyIssue::gate)
                .containsExactlyElementsOf(repeat ? List.of(SafetyIssue.DUPLICATE) : List.of());
    }

    private ImagingVerdict verdict(ImagingOrders orders, PriorStudy... studies) {
        return verdict(orders, null, studies);
    }

    private ImagingVerdict verdict(ImagingOrders orders, @Nullable Side side, PriorStudy... studies) {
        ImagingOrder order = orders.build();
        return engine.assess(new ImagingOrder(
                order.id(),
                order.patient(),
                order.procedureKey(),
                side,
                order.indications(),
                order.findings(),
                List.of(studies),
                order.evaluatedAt()));
    }

    private static PriorStudy study(PriorStudy.Part part, int daysAgo, boolean normal) {
        return new PriorStudy(
                part,
                null,
                DateRange.on(TODAY.minusDays(daysAgo)),
                normal,
                true,
                "ImagingStudy/" + part.modality() + daysAgo);
    }

    private static PriorStudy asked(PriorStudy.Part part, int daysAgo) {
        return new PriorStudy(part, null, DateRange.on(TODAY.minusDays(daysAgo)), false, false, "ServiceRequest/asked");
    }
}
