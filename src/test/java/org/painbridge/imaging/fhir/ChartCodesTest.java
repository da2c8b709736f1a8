package org.painbridge.imaging.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.imaging.fhir.ImagingRequests.ICD;
import static org.painbridge.imaging.fhir.ImagingRequests.SNOMED;
import static org.painbridge.imaging.fhir.ImagingRequests.concept;
import static org.painbridge.imaging.fhir.ImagingRequests.condition;
import static org.painbridge.imaging.fhir.ImagingRequests.withoutRedFlags;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.imaging.FactState;
import org.painbridge.imaging.ImagingPack;
import org.painbridge.imaging.ImagingVerdict;
import org.painbridge.imaging.SafetyIssue;

/** Codes of a chart as it has them: finer than the tables, or of a whole chapter. */
class ChartCodesTest {
    private static final ImagingAppropriateness ALL =
            new ImagingAppropriateness(ImagingPack.RULES, ImagingPack.PROCEDURES);
    private static final String LOINC = "http://loinc.org";
    private static final String CALM = "2026-09-14";

    @ParameterizedTest
    @ValueSource(strings = {"C50.9", "C61", "Z85.3", "C34.91", "C81.0", "M81.8", "M80.08"})
    void aCancerOrWeakBoneOnRecordOutweighsANo(String code) {
        for (ImagingRequests given : List.of(
                withoutRedFlags(CALM).with(condition(ICD, code)),
                withoutRedFlags(CALM).because(ICD, code))) {
            assertThat(scenario(given.decide().verdict())).isNotEqualTo("S01");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"D12.6", "Z80.3", "M83.9"})
    void aBenignTumourOrAFamilyHistoryDoesNot(String code) {
        assertThat(scenario(withoutRedFlags(CALM)
                        .with(condition(ICD, code))
                        .decide()
                        .verdict()))
                .isEqualTo("S01");
    }

    @ParameterizedTest
    @CsvSource({
        "http://hl7.org/fhir/sid/icd-10, M54.56",
        "http://cihi.ca/fhir/CodeSystem/cihi-icd-10-ca, M54.5",
        "urn:oid:2.16.840.1.113883.6.3, M54.5"
    })
    void aCanadianCodeIsAReason(String system, String code) {
        ImagingRequests given =
                withoutRedFlags(CALM).ordered(order -> order.setReasonCode(List.of(concept(system, code))));

        assertThat(scenario(given.decide().verdict())).isEqualTo("S01");
    }

    @Test
    void aHeadacheThatBeganPastFiftyIsNoUsualOneWhateverWasAnswered() {
        Resource onset = answers("headache-onset", new DateType("2026-06-01"));

        assertThat(headache(ImagingRequests.patient(), onset).get("any-headache-flag"))
                .isEqualTo(FactState.NOT_MET);
        Patient old = ImagingRequests.patient().setBirthDateElement(new DateType("1948-03"));
        assertThat(headache(old, onset).get("any-headache-flag")).isEqualTo(FactState.MET);
    }

    private static Map<String, FactState> headache(Patient patient, Resource onset) {
        ServiceRequest order = ImagingRequests.lumbarMri().build().order();
        order.setCode(concept(LOINC, "30799-1")).setReasonCode(List.of(concept(ICD, "R51")));
        QuestionnaireResponse flags = answers("any-headache-flag", new BooleanType(false));
        return ALL
                .decide(new ImagingRequest(order, patient, List.of(flags, onset), ImagingRequests.NOW))
                .verdict()
                .trace()
                .facts()
                .stream()
                .collect(Collectors.toMap(trace -> trace.fact(), trace -> trace.state()));
    }

    @ParameterizedTest
    @MethodSource("pregnancies")
    void aPregnancyIsReadWhereverItStands(Resource record) {
        assertThat(radiograph(record)).containsExactly("pregnancy-radiation");
    }

    private static Stream<Resource> pregnancies() {
        return Stream.of(
                condition(ICD, "Z34.0"),
                condition(ICD, "Z34"),
                condition(ICD, "Z35.9"),
                condition(ICD, "O21.0"),
                observed("2118-8", concept(SNOMED, "10828004")),
                observed("2118-8", new StringType("Positive")),
                observed("2106-3", null)
                        .addInterpretation(
                                concept("http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation", "POS")),
                observed("82810-3", concept(SNOMED, "77386006")),
                observed("11778-8", new DateTimeType("2027-01-10")));
    }

    @ParameterizedTest
    @MethodSource("noPregnancies")
    void whatSaysNothingOfAPregnancyNowIsNoneAndNoNo(Resource record) {
        assertThat(radiograph(record)).containsExactly("pregnancy-not-known");
    }

    private static Stream<Resource> noPregnancies() {
        return Stream.of(
                observed("11778-8", new DateTimeType("2025-10-01")),
                observed("2118-8", concept(SNOMED, "260385009")),
                observed("2118-8", new StringType("not positive")),
                condition(ICD, "O80.0"));
    }

    private static List<String> radiograph(Resource record) {
        ServiceRequest order = ImagingRequests.lumbarMri().build().order();
        order.setCode(concept(LOINC, "30775-1"));
        Patient woman = ImagingRequests.patient().setGender(AdministrativeGender.FEMALE);
        return ALL
                .decide(new ImagingRequest(order, woman, List.of(record), ImagingRequests.NOW))
                .verdict()
                .issues()
                .stream()
                .map(SafetyIssue::gate)
                .toList();
    }

    private static Observation observed(String loinc, Type value) {
        Observation observation = new Observation();
        observation.setId("observation");
        observation.setStatus(ObservationStatus.FINAL).setCode(concept(LOINC, loinc));
        observation.setSubject(new Reference("Patient/example")).setEffective(new DateTimeType("2026-09-20"));
        observation.setValue(value);
        return observation;
    }

    private static QuestionnaireResponse answers(String fact, Type value) {
        QuestionnaireResponse answers = new QuestionnaireResponse();
        answers.setStatus(QuestionnaireResponseStatus.COMPLETED).setAuthoredElement(new DateTimeType("2026-10-04"));
        return ImagingRequests.answer(answers, fact, value);
    }

    private static String scenario(ImagingVerdict verdict) {
        return verdict instanceof ImagingVerdict.Rated rated ? rated.scenario().id() : "";
    }
}
