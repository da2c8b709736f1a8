package org.painbridge.imaging.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.imaging.fhir.ImagingRequests.ICD;
import static org.painbridge.imaging.fhir.ImagingRequests.SNOMED;
import static org.painbridge.imaging.fhir.ImagingRequests.condition;
import static org.painbridge.imaging.fhir.ImagingRequests.lumbarMri;
import static org.painbridge.imaging.fhir.ImagingRequests.withoutRedFlags;

import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.imaging.Category;
import org.painbridge.imaging.ImagingVerdict;
import org.painbridge.imaging.Question;
import org.painbridge.imaging.SafetyIssue;

/** A diagnosis that the chart holds for active is not silenced by a "no" for want of a recent date. */
class StandingDiagnosisTest {
    private static final String CALM = "2026-09-14";

    @ParameterizedTest
    @CsvSource({
        "G83.4, , any-neurological-flag",
        "R33, , any-neurological-flag",
        "M46.4, 2026-08-01, any-infection-flag"
    })
    void anActiveOneAgainstANoIsAskedAgainAndWarnedOf(String code, String since, String fact) {
        ImagingDecision decision =
                withoutRedFlags(CALM).with(dated(code, since)).decide();

        assertThat(decision.verdict())
                .isInstanceOfSatisfying(
                        ImagingVerdict.NeedsData.class,
                        needs -> assertThat(needs.questions())
                                .extracting(Question::fact)
                                .contains(fact));
        assertThat(warnings(decision))
                .isNotEmpty()
                .allSatisfy(issue -> assertThat(issue.getDiagnostics()).contains("Condition/condition"));
    }

    /** The question is for something new, and the "no" is later than the entry. */
    @ParameterizedTest
    @CsvSource({"R33, 2015-03-01", "G83.4, 2026-08-01", "G95.2, 2026-08-01", "S72.0, 2024-01-01"})
    void aLaterNoSettlesWhatIsOldAndAskedForAsNew(String code, String since) {
        ImagingDecision decision =
                withoutRedFlags(CALM).with(dated(code, since)).decide();

        assertThat(decision.verdict()).isInstanceOf(ImagingVerdict.Rated.class);
        assertThat(warnings(decision)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"G83.4, any-neurological-flag", "R33, any-neurological-flag"})
    void withoutADateItIsAskedAboutAndNoEmergencyYet(String code, String fact) {
        ImagingDecision decision = lumbarMri().with(dated(code, null)).decide();

        assertThat(decision.verdict().urgency().code()).isEqualTo("routine");
        assertThat(decision.verdict())
                .isInstanceOfSatisfying(
                        ImagingVerdict.NeedsData.class,
                        needs -> assertThat(needs.questions())
                                .extracting(Question::fact)
                                .contains(fact));
    }

    @Test
    void withAnOldDateItIsAskedAboutFirst() {
        ImagingDecision decision =
                lumbarMri().with(dated("G83.4", "2026-08-01")).decide();

        assertThat(decision.verdict()).isInstanceOf(ImagingVerdict.NeedsData.class);
        assertThat(decision.verdict().urgency().code()).isEqualTo("routine");
    }

    @Test
    void aYesSettlesIt() {
        ImagingDecision decision = withoutRedFlags(CALM)
                .with(dated("R33", "2026-08-01"))
                .answered(answers -> ImagingRequests.answer(answers, "urinary-retention", new BooleanType(true)))
                .decide();

        assertThat(decision.verdict().urgency().code()).isEqualTo("emergent");
        assertThat(warnings(decision)).isEmpty();
    }

    /** Somebody calls it over, or nobody ever said that it lasts. */
    @Test
    void oneThatIsOverOrOldWithoutAStatusSaysNothing() {
        Condition resolved = dated("G83.4", null);
        resolved.setClinicalStatus(
                ImagingRequests.concept("http://terminology.hl7.org/CodeSystem/condition-clinical", "resolved"));
        Condition silent = dated("G83.4", "2024-01-01");
        silent.setClinicalStatus(new CodeableConcept());

        for (Condition over : List.of(resolved, silent)) {
            ImagingDecision decision = withoutRedFlags(CALM).with(over).decide();

            assertThat(decision.verdict())
                    .isInstanceOfSatisfying(
                            ImagingVerdict.Rated.class,
                            rated -> assertThat(rated.category()).isEqualTo(Category.NOT_APPROPRIATE));
            assertThat(warnings(decision)).isEmpty();
        }
    }

    /** A pregnancy is over after its time, whatever the list of problems says. */
    @ParameterizedTest
    @CsvSource({", pregnancy-radiation", "2024-03-01, pregnancy-not-known"})
    void anOldPregnancyIsOverAndAnUndatedOneIsNot(String since, String gate) {
        Condition pregnancy = condition(SNOMED, "77386006");
        pregnancy.setRecordedDateElement(since == null ? null : new DateTimeType(since));
        ServiceRequest radiograph = lumbarMri().build().order();
        radiograph.setCode(ImagingRequests.concept("http://loinc.org", "30775-1"));
        Patient woman = ImagingRequests.patient().setGender(AdministrativeGender.FEMALE);

        ImagingDecision decision = ImagingRequests.IMAGING.decide(
                new ImagingRequest(radiograph, woman, List.of(pregnancy), ImagingRequests.NOW));

        assertThat(decision.verdict().issues()).extracting(SafetyIssue::gate).containsExactly(gate);
    }

    private static Condition dated(String code, String since) {
        Condition condition = condition(ICD, code);
        condition.setRecordedDateElement(null);
        if (since != null) {
            condition.setOnset(new DateTimeType(since));
        }
        return condition;
    }

    private static List<OperationOutcome.OperationOutcomeIssueComponent> warnings(ImagingDecision decision) {
        return ((OperationOutcome) ImagingRequests.WRITER
                        .parameters(decision)
                        .getParameter("outcome")
                        .getResource())
                .getIssue().stream()
                        .filter(issue -> issue.getCode() == IssueType.CONFLICT)
                        .toList();
    }
}
