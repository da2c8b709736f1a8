package org.painbridge.imaging.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.imaging.fhir.ImagingRequests.ICD;
import static org.painbridge.imaging.fhir.ImagingRequests.NOW;
import static org.painbridge.imaging.fhir.ImagingRequests.SNOMED;
import static org.painbridge.imaging.fhir.ImagingRequests.concept;
import static org.painbridge.imaging.fhir.ImagingRequests.condition;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Extension;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.painbridge.imaging.FactState;
import org.painbridge.imaging.ImagingEngine;
import org.painbridge.imaging.ImagingPack;
import org.painbridge.imaging.ImagingVerdict;
import org.painbridge.imaging.Procedure;
import org.painbridge.imaging.Question;
import org.painbridge.imaging.SafetyIssue;

/** Who is asked for a pregnancy: whoever could be pregnant, and whoever may be for all that is known. */
class PregnancyTest {
    private static final String CLINICAL_USE =
            "http://hl7.org/fhir/StructureDefinition/patient-sexParameterForClinicalUse";
    private static final String BIRTH_SEX = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex";
    private static final ImagingAppropriateness ALL =
            new ImagingAppropriateness(ImagingPack.RULES, ImagingPack.PROCEDURES);

    private static final ImagingEngine ENGINE = new ImagingEngine(ImagingPack.RULES, ImagingPack.PROCEDURES);

    @ParameterizedTest
    @NullSource
    @EnumSource
    void onlyRegisteredMenAndAgesThatRuleItOutAreNotAsked(AdministrativeGender gender) {
        Set<Integer> asked = IntStream.rangeClosed(0, 100)
                .filter(age -> isAsked(person(gender, age)))
                .boxed()
                .collect(Collectors.toSet());

        assertThat(asked)
                .isEqualTo(
                        gender == AdministrativeGender.MALE
                                ? Set.of()
                                : IntStream.range(10, 60).boxed().collect(Collectors.toSet()));
    }

    @Test
    void aBirthDateThatIsVagueOrMissingRulesNothingOut() {
        Patient unborn = person(null, 30).setBirthDate(null);
        Patient vague = person(null, 30).setBirthDateElement(new DateType("1966"));

        assertThat(isAsked(unborn)).isTrue();
        assertThat(isAsked(vague)).isTrue();
        assertThat(isAsked(person(null, 30).setBirthDateElement(new DateType("1965"))))
                .isFalse();
    }

    static Stream<Arguments> contradictions() {
        return Stream.of(
                Arguments.of(CLINICAL_USE, part("value", concept("urn:x", "female-typical")), true),
                Arguments.of(CLINICAL_USE, part("value", concept("urn:x", "specified")), true),
                Arguments.of(CLINICAL_USE, part("comment", new StringType("male-typical")), true),
                Arguments.of(CLINICAL_USE, part("value", concept("urn:x", "male-typical")), false),
                Arguments.of(BIRTH_SEX, new Extension().setValue(new CodeType("F")), true),
                Arguments.of(BIRTH_SEX, new Extension().setValue(new CodeType("UNK")), true),
                Arguments.of(BIRTH_SEX, new Extension().setValue(new CodeType("M")), false),
                Arguments.of("https://site.example/sexAtBirth", new Extension().setValue(new StringType("w")), true),
                Arguments.of(
                        "https://site.example/has-gender-note", new Extension().setValue(new BooleanType(true)), true),
                Arguments.of("https://site.example/parking", new Extension().setValue(new StringType("F")), false));
    }

    private static Extension part(String name, Type value) {
        Extension whole = new Extension();
        whole.addExtension(new Extension(name, value));
        return whole;
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void aRegisteredManIsAskedWhereAnythingElseAboutSexOrGenderIsNotMale(String url, Extension said, boolean asked) {
        Extension extension = said.copy();
        extension.setUrl(url);
        Patient onPatient = person(AdministrativeGender.MALE, 30);
        onPatient.addExtension(extension);
        Patient onGender = person(AdministrativeGender.MALE, 30);
        onGender.getGenderElement().addExtension(extension.copy());

        assertThat(isAsked(onPatient)).isEqualTo(asked);
        assertThat(isAsked(onGender)).isEqualTo(asked);
    }

    @Test
    void aRegisteredManIsAskedWhereASexAssignedAtBirthWasObservedThatIsNotMale() {
        Patient man = person(AdministrativeGender.MALE, 30);

        assertThat(isAsked(man, observed("248152002"))).isTrue();
        assertThat(isAsked(man, observed("248153007"))).isFalse();
        assertThat(isAsked(man, observed("248152002").setStatus(ObservationStatus.ENTEREDINERROR)))
                .isFalse();
    }

    @Test
    void aPregnancyOnRecordOutweighsGenderAndAge() {
        var man = decide(person(AdministrativeGender.MALE, 70), condition(SNOMED, "77386006"));

        assertThat(state(man)).isEqualTo(FactState.MET);
        assertThat(man.verdict().issues()).extracting(SafetyIssue::gate).contains("pregnancy-radiation");
    }

    @Test
    void aManIsRatedWithoutBeingAskedAndWhoeverIsNotKnownToBeOneIsAskedFirst() {
        assertThat(askedUntilRated(person(AdministrativeGender.MALE, 40)))
                .isNotEmpty()
                .doesNotContain("pregnancy");
        assertThat(askedUntilRated(person(AdministrativeGender.FEMALE, 40))).contains("pregnancy");
        assertThat(askedUntilRated(person(AdministrativeGender.OTHER, 40))).contains("pregnancy");
        assertThat(askedUntilRated(person(null, 40))).contains("pregnancy");
    }

    @Test
    void theTraceSaysThatTheRegisteredGenderSettledIt() {
        assertThat(decide(person(AdministrativeGender.MALE, 40))
                        .asked()
                        .orElseThrow()
                        .findings())
                .filteredOn(finding -> finding.fact().equals("pregnancy"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.source().path()).isEqualTo("Patient.gender");
                    assertThat(finding.source().observedOn()).isEqualTo(NOW.toLocalDate());
                });
    }

    /** It may be over: both together are no "no", and no reason to take it for granted for the rest of its time. */
    @ParameterizedTest
    @CsvSource({
        "2118-8, 40, 0, UNKNOWN",
        "2118-8, 40, 10, UNKNOWN",
        "2118-8, 3, 10, MET",
        "2118-8, 40, 20, MET",
        "11778-8, 40, 0, UNKNOWN",
        "11778-8, 3, 10, MET"
    })
    void aLaterNoAfterATestOrADateOfDeliveryLeavesItUnknown(String code, int observed, int denied, FactState expected) {
        var decision = decide(person(AdministrativeGender.FEMALE, 30), pregnant(code, observed), denied(denied));

        assertThat(state(decision)).isEqualTo(expected);
        assertThat(decision.verdict().issues())
                .extracting(SafetyIssue::gate)
                .contains(expected == FactState.MET ? "pregnancy-radiation" : "pregnancy-not-known");
    }

    @Test
    void aNoOutweighsNoDiagnosis() {
        var decision = decide(
                person(AdministrativeGender.FEMALE, 30),
                pregnant("2118-8", 40),
                condition(SNOMED, "77386006"),
                denied(0));

        assertThat(state(decision)).isEqualTo(FactState.MET);
    }

    private static Observation pregnant(String code, int daysAgo) {
        Observation observation = new Observation();
        observation.setId("test");
        observation.setStatus(ObservationStatus.FINAL);
        observation.setCode(concept("http://loinc.org", code));
        observation.setSubject(new Reference("Patient/example"));
        observation.setEffective(daysBefore(daysAgo));
        observation.setValue(code.equals("11778-8") ? daysBefore(-120) : new StringType("positive"));
        return observation;
    }

    private static QuestionnaireResponse denied(int daysAgo) {
        QuestionnaireResponse answers = new QuestionnaireResponse();
        answers.setStatus(QuestionnaireResponseStatus.COMPLETED);
        answers.setAuthoredElement(daysBefore(daysAgo));
        ImagingRequests.answer(answers, "pregnancy", new BooleanType(false));
        return answers;
    }

    private static DateTimeType daysBefore(int days) {
        return new DateTimeType(NOW.toLocalDate().minusDays(days).toString());
    }

    /** Nothing is known of a pregnancy. */
    private static boolean isAsked(Patient patient, Resource... data) {
        return state(decide(patient, data)) == FactState.UNKNOWN;
    }

    private static FactState state(ImagingDecision decision) {
        return ENGINE.sheet(decision.asked().orElseThrow()).facts().getOrDefault("pregnancy", FactState.UNKNOWN);
    }

    private static ImagingDecision decide(Patient patient, Resource... data) {
        ServiceRequest order = order("http://loinc.org", "24972-2", "M54.5");
        return ALL.decide(new ImagingRequest(order, patient, List.of(data), NOW));
    }

    /** A CT after a normal radiograph of a stress fracture: what is asked for until there is a rating; the rest is denied. */
    private static Set<String> askedUntilRated(Patient patient) {
        ServiceRequest order = order(Procedure.SYSTEM, "ct-foot-wo", "M84.3");
        QuestionnaireResponse answers = new QuestionnaireResponse();
        answers.setStatus(QuestionnaireResponseStatus.COMPLETED);
        answers.setAuthoredElement(new DateTimeType("2026-10-05T08:00:00-04:00"));
        Set<String> asked = new TreeSet<>();
        while (ALL.decide(new ImagingRequest(order, patient, List.of(answers), NOW))
                        .verdict()
                instanceof ImagingVerdict.NeedsData needs) {
            for (Question question : needs.questions()) {
                assertThat(asked.add(question.fact())).as(question.fact()).isTrue();
                boolean yes = question.fact().equals("stress-fracture-xr-negative");
                ImagingRequests.answer(answers, question.fact(), new BooleanType(yes));
            }
        }
        return asked;
    }

    private static ServiceRequest order(String system, String procedure, String reason) {
        ServiceRequest order = new ServiceRequest();
        order.setSubject(new Reference("Patient/example"));
        order.setCode(concept(system, procedure));
        order.addReasonCode(concept(ICD, reason));
        return order;
    }

    private static Observation observed(String sex) {
        Observation observation = new Observation();
        observation.setStatus(ObservationStatus.FINAL);
        observation.setCode(concept("http://loinc.org", "76689-9"));
        observation.setSubject(new Reference("Patient/example"));
        CodeableConcept value = concept(SNOMED, sex);
        return observation.setValue(value);
    }

    private static Patient person(AdministrativeGender gender, int age) {
        Patient patient = ImagingRequests.patient();
        patient.setGender(gender);
        patient.setBirthDateElement(
                new DateType(NOW.toLocalDate().minusYears(age).toString()));
        return patient;
    }
}
