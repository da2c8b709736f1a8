package org.painbridge.imaging.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.imaging.fhir.ImagingRequests.ICD;
import static org.painbridge.imaging.fhir.ImagingRequests.SNOMED;
import static org.painbridge.imaging.fhir.ImagingRequests.answer;
import static org.painbridge.imaging.fhir.ImagingRequests.concept;
import static org.painbridge.imaging.fhir.ImagingRequests.condition;
import static org.painbridge.imaging.fhir.ImagingRequests.withoutRedFlags;

import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.imaging.Category;
import org.painbridge.imaging.ImagingPack;
import org.painbridge.imaging.ImagingVerdict;
import org.painbridge.imaging.Urgency;

/** A "no" to everything, of today, and a record that says otherwise. */
class ContradictedNoTest {
    private static final ImagingAppropriateness ALL =
            new ImagingAppropriateness(ImagingPack.RULES, ImagingPack.PROCEDURES);
    private static final String LOINC = "http://loinc.org";

    @Test
    void withoutARecordTheNoStands() {
        assertThat(calls(lumbar())).isFalse();
        assertThat(conflicts(lumbar())).isEmpty();
    }

    @Test
    void aCrpAboveItsOwnRangeGoesBeforeIt() {
        Observation crp = measured("1988-5", 8, "mg/L");
        crp.addReferenceRange().setHigh(new Quantity(5).setUnit("mg/L"));

        assertThat(calls(lumbar(crp))).isTrue();
        assertThat(conflicts(lumbar(crp))).anyMatch(text -> text.contains("the record goes before it"));
    }

    @ParameterizedTest
    @CsvSource({"120, mg/L, true", "3, mg/dL, true", "4, mg/L, false"})
    void aCrpWithoutARangeCountsFromTheLimit(int value, String unit, boolean counts) {
        assertThat(calls(lumbar(measured("1988-5", value, unit)))).isEqualTo(counts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"High", "élevée"})
    void aCrpThatAWordCallsHighCounts(String word) {
        Observation crp = measured("1988-5", 8, "mg/L");
        crp.addInterpretation(new CodeableConcept().setText(word));

        assertThat(calls(lumbar(crp))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"254837009", "399068003", "93880001", "109989006"})
    void aCancerInSnomedCtCounts(String code) {
        assertThat(calls(lumbar(condition(SNOMED, code)))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"L04AC10", "L04AC05", "L04AF03", "L04AG08", "L04AA27", "L01EX02"})
    void whateverWeakensImmunityCounts(String atc) {
        MedicationStatement taken = new MedicationStatement();
        taken.setId("medicine");
        taken.setStatus(MedicationStatement.MedicationStatementStatus.ACTIVE)
                .setMedication(concept("http://www.whocc.no/atc", atc))
                .setSubject(new Reference("Patient/example"));

        assertThat(calls(lumbar(taken))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"B20", "B24", "Z94.0", "D84.9", "A41.9", "I33.0"})
    void soDoDiseasesOfImmunityAndOfTheBlood(String code) {
        assertThat(calls(lumbar(condition(ICD, code)))).isTrue();
    }

    /** Fever may be of anything: who denies that it is of the kidney is asked again, and told why. */
    @Test
    void aFeverPutsInDoubtThatNoKidneyIsInfected() {
        ImagingDecision fever = flank(condition(ICD, "R50.9").setRecordedDateElement(new DateTimeType("2026-10-05")));
        ImagingDecision measured = flank(measured("8310-5", 39.4, "Cel"));
        ImagingDecision before = flank(condition(ICD, "R50.9").setRecordedDateElement(new DateTimeType("2026-09-20")));

        assertThat(List.of(fever, measured)).allSatisfy(decision -> {
            assertThat(decision.verdict()).isInstanceOf(ImagingVerdict.NeedsData.class);
            assertThat(conflicts(decision)).anyMatch(text -> text.contains("kidney-infected-or-blocked"));
        });
        assertThat(flank().verdict()).isInstanceOf(ImagingVerdict.Rated.class);
        assertThat(before.verdict()).isInstanceOf(ImagingVerdict.Rated.class);
    }

    @Test
    void anOldRetentionThatIsStillActiveIsWarnedOf() {
        Condition retention = condition(ICD, "R33").setRecordedDateElement(new DateTimeType("2026-09-01"));

        assertThat(calls(lumbar(retention))).isFalse();
        assertThat(conflicts(lumbar(retention))).anyMatch(text -> text.contains("still on record as active"));
    }

    private static Observation measured(String loinc, double value, String unit) {
        Observation observation = new Observation();
        observation.setId("observation");
        return observation
                .setStatus(Observation.ObservationStatus.FINAL)
                .setCode(concept(LOINC, loinc))
                .setSubject(new Reference("Patient/example"))
                .setEffective(new DateTimeType("2026-10-03"))
                .setValue(new Quantity(value)
                        .setUnit(unit)
                        .setSystem("http://unitsofmeasure.org")
                        .setCode(unit));
    }

    private static ImagingDecision lumbar(Resource... data) {
        ImagingRequests request = withoutRedFlags("2026-09-14");
        List.of(data).forEach(request::with);
        return ALL.decide(request.build());
    }

    private static ImagingDecision flank(Resource... data) {
        ImagingRequests request = ImagingRequests.lumbarMri()
                .ordered(order -> order.setCode(concept(org.painbridge.imaging.Procedure.SYSTEM, "ct-abdomen-pelvis-w"))
                        .setReasonCode(List.of(concept(ICD, "N10"))))
                .answered(answers -> List.of(
                                "kidney-infected-or-blocked", "urinary-infection-complicated", "acute-abdomen")
                        .forEach(flag -> answer(answers, flag, new BooleanType(false))));
        List.of(data).forEach(request::with);
        return ALL.decide(request.build());
    }

    /** Whether it is more than a calm "not appropriate". */
    private static boolean calls(ImagingDecision decision) {
        return !(decision.verdict() instanceof ImagingVerdict.Rated rated
                && rated.category() == Category.NOT_APPROPRIATE
                && rated.urgency() == Urgency.ROUTINE);
    }

    private static List<String> conflicts(ImagingDecision decision) {
        OperationOutcome outcome =
                (OperationOutcome) ImagingRequests.WRITER.parameters(decision).getParameter().stream()
                        .filter(parameter -> parameter.getName().equals("outcome"))
                        .findFirst()
                        .orElseThrow()
                        .getResource();
        return outcome.getIssue().stream()
                .filter(issue -> issue.getCode() == IssueType.CONFLICT)
                .map(issue -> issue.getDiagnostics())
                .toList();
    }
}
