package org.painbridge.imaging.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.imaging.fhir.ImagingRequests.ICD;
import static org.painbridge.imaging.fhir.ImagingRequests.NOW;
import static org.painbridge.imaging.fhir.ImagingRequests.concept;

import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.imaging.ImagingPack;
import org.painbridge.imaging.ImagingVerdict;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.Procedure;
import org.painbridge.imaging.Question;
import org.painbridge.imaging.SafetyIssue;

/** Orders for pelvic pain: tests of pregnancy as laboratories send them, and who is asked what. */
class PelvicPainTest {
    private static final ImagingAppropriateness ALL =
            new ImagingAppropriateness(ImagingPack.RULES, ImagingPack.PROCEDURES);
    private static final String INTERPRETATION = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation";

    @ParameterizedTest
    @CsvSource({"21198-7, 2500, [IU]/L", "19080-1, 60, m[IU]/mL", "21198-7, 60, m[iU]/mL"})
    void aMeasuredHcgFromTheLimitIsAPregnancy(String loinc, int value, String unit) {
        assertThat(isPregnant(loinc, quantity(value, unit))).isTrue();
    }

    /** The range of the week of pregnancy, or that of no pregnancy: the limit goes before both. */
    @ParameterizedTest
    @CsvSource({"5400, 150000, N, true", "8, 5, H, false"})
    void itsOwnRangeTellsNothing(int value, int high, String interpretation, boolean pregnant) {
        Observation measured = new Observation();
        measured.setValue(quantity(value, "[IU]/L"));
        measured.addReferenceRange()
                .setHigh(new Quantity(high).setUnit("[IU]/L").setCode("[IU]/L"));
        measured.addInterpretation()
                .addCoding(new Coding().setSystem(INTERPRETATION).setCode(interpretation));

        assertThat(isPregnant("21198-7", measured)).isEqualTo(pregnant);
    }

    /** Low and above its range, with pelvic pain: an early pregnancy, perhaps outside the womb. */
    @ParameterizedTest
    @CsvSource({
        "2026-09-25, 2026-10-03, 18, POS, pregnancy-radiation",
        "2026-10-05, 2026-10-05, 18, POS, pregnancy-radiation",
        "2026-10-05, 2026-10-03, 18, POS, pregnancy-not-known",
        "2026-09-25, 2026-10-03, 18, H, pregnancy-not-known",
        "2026-10-05, 2026-10-05, 18, H, pregnancy-not-known",
        "2026-10-05, 2026-10-03, 18, H, pregnancy-not-known",
        "2026-10-05, 2026-10-03, 18, , pregnancy-not-known",
        "2026-10-05, 2026-10-03, 3, , none",
        "2026-10-05, 2026-10-03, 3, N, none",
        "2026-10-05, 2026-08-01, 18, H, none"
    })
    void aNoBesideOneThatIsRaisedDoesNotStand(
            String denied, String measured, int value, @Nullable String interpretation, String expected) {
        assertThat(gates(denied(denied), hcg("low", measured, value, interpretation)))
                .isEqualTo(expected);
    }

    @Test
    void aLaterOneThatIsNotRaisedEndsTheDoubt() {
        assertThat(gates(denied("2026-10-05"), hcg("low", "2026-09-30", 18, "H"), hcg("lower", "2026-10-02", 2, "N")))
                .isEqualTo("none");
        assertThat(gates(denied("2026-10-05"), hcg("low", "2026-10-02", 18, "H"), hcg("before", "2026-09-30", 2, "N")))
                .isEqualTo("pregnancy-not-known");
    }

    /** The range of a week of pregnancy calms nobody, and a slow rise is what one outside the womb looks like. */
    @Test
    void aLaterOneWithinTheRangeOfAWeekEndsNoDoubt() {
        Observation later = hcg("later", "2026-10-02", 22, null);
        later.getReferenceRangeFirstRep().getHigh().setValue(50);

        assertThat(gates(denied("2026-10-05"), hcg("low", "2026-09-28", 18, "H"), later))
                .isEqualTo("pregnancy-not-known");
    }

    @Test
    void aLowOneWithSeveralRangesOrNoneOrOnlyIssuedPutsANoInDoubt() {
        Observation several = hcg("several", "2026-10-03", 18, null);
        several.addReferenceRange().setHigh(new Quantity(50));
        Observation none = hcg("none", "2026-10-03", 18, null);
        none.getReferenceRange().clear();
        Observation issued = hcg("issued", "2026-10-03", 18, "H");
        issued.setEffective(null).setIssuedElement(new InstantType("2026-10-03T09:00:00-04:00"));

        assertThat(List.of(several, none, issued))
                .allSatisfy(one -> assertThat(gates(denied("2026-10-05"), one)).isEqualTo("pregnancy-not-known"));
    }

    @ParameterizedTest
    @CsvSource({
        "2106-3, Indeterminate",
        "2106-3, Équivoque",
        "2106-3, Weakly reactive",
        "21198-7, Borderline",
        "2106-3, IND",
        "2106-3, WR"
    })
    void aTestThatLeavesItOpenPutsANoInDoubt(String loinc, String said) {
        Observation test = hcg("open", "2026-10-03", 0, null);
        test.setCode(concept("http://loinc.org", loinc))
                .setValue(
                        said.length() < 4
                                ? new CodeableConcept()
                                        .addCoding(new Coding()
                                                .setSystem(INTERPRETATION)
                                                .setCode(said))
                                : new StringType(said));
        Observation negative = test.copy();
        negative.setId("negative");
        negative.setValue(new StringType("Negative")).setEffective(new DateTimeType("2026-10-04"));

        assertThat(gates(denied("2026-10-05"), test)).isEqualTo("pregnancy-not-known");
        assertThat(gates(denied("2026-10-05"), test, negative)).isEqualTo("none");
    }

    /** A little of it is usual then: she is not asked for ever. */
    @Test
    void afterMenopauseALowOneLeavesNoDoubt() {
        QuestionnaireResponse answers =
                ImagingRequests.answer(denied("2026-10-05"), "premenopausal", new BooleanType(false));

        assertThat(gates(answers, hcg("low", "2026-10-03", 8, "H"))).isEqualTo("none");
        assertThat(gates(
                        ImagingRequests.answer(denied("2026-10-05"), "premenopausal", new BooleanType(true)),
                        hcg("low", "2026-09-25", 8, "H")))
                .isEqualTo("pregnancy-not-known");
    }

    /** A marker of tumours in men; a little of it is usual after menopause. */
    @ParameterizedTest
    @CsvSource({"MALE, 1994", "FEMALE, 1959"})
    void whomAgeOrGenderRuleOutIsNotAskedForALowOne(AdministrativeGender gender, String born) {
        Patient patient = new Patient();
        patient.setId("example");
        patient.setBirthDateElement(new DateType(born + "-01-01")).setGender(gender);

        assertThat(ALL.decide(request(patient, List.of(hcg("low", "2026-10-03", 8, "H"))))
                        .verdict()
                        .issues())
                .extracting(SafetyIssue::gate)
                .doesNotContain("pregnancy-not-known", "pregnancy-radiation");
    }

    private static String gates(Resource... data) {
        Patient patient = ImagingRequests.patient();
        patient.setGender(AdministrativeGender.FEMALE);
        return ALL.decide(request(patient, List.of(data))).verdict().issues().stream()
                .map(SafetyIssue::gate)
                .filter(gate -> gate.equals("pregnancy-radiation") || gate.equals("pregnancy-not-known"))
                .findFirst()
                .orElse("none");
    }

    private static QuestionnaireResponse denied(String day) {
        QuestionnaireResponse answers = new QuestionnaireResponse();
        answers.setStatus(QuestionnaireResponse.QuestionnaireResponseStatus.COMPLETED);
        answers.setAuthoredElement(new DateTimeType(day));
        return ImagingRequests.answer(answers, "pregnancy", new BooleanType(false));
    }

    private static Observation hcg(String id, String day, int value, @Nullable String interpretation) {
        Observation measured = new Observation();
        measured.setId(id);
        measured.setStatus(Observation.ObservationStatus.FINAL)
                .setCode(concept("http://loinc.org", "21198-7"))
                .setSubject(new Reference("Patient/example"))
                .setEffective(new DateTimeType(day))
                .setValue(quantity(value, "[IU]/L"));
        measured.addReferenceRange().setHigh(new Quantity(5).setUnit("[IU]/L").setCode("[IU]/L"));
        if (interpretation != null) {
            measured.addInterpretation(concept(INTERPRETATION, interpretation));
        }
        return measured;
    }

    @Test
    void aLowOneIsNoAnswer() {
        assertThat(isPregnant("21198-7", quantity(3, "[IU]/L"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2110-5, positive",
        "2112-1, Positif",
        "2118-8, POS",
        "2118-8, Reactive",
        "2106-3, Weakly positive",
        "2106-3, Faiblement positif",
        "2106-3, Positive (weak)"
    })
    void aPositiveTestInWordsIsOne(String loinc, String word) {
        assertThat(isPregnant(loinc, new StringType(word))).isTrue();
    }

    @Test
    void soIsOneWhoseValueIsACodeOfInterpretation() {
        CodeableConcept positive = new CodeableConcept()
                .addCoding(new Coding().setSystem(INTERPRETATION).setCode("POS"));

        assertThat(isPregnant("2106-3", positive)).isTrue();
        assertThat(isPregnant(
                        "2106-3",
                        new CodeableConcept()
                                .addCoding(
                                        new Coding().setSystem(INTERPRETATION).setCode("NEG"))))
                .isFalse();
    }

    /** No man of 32, nor woman of 85, is asked for her periods. */
    @ParameterizedTest
    @CsvSource({"MALE, 1994, false", "MALE, 1964, false", "FEMALE, 1941, false", "FEMALE, 1981, true"})
    void menopauseIsAskedOfWhoMayHavePeriods(AdministrativeGender gender, String born, boolean asked) {
        Patient patient = new Patient();
        patient.setId("example");
        patient.setBirthDateElement(new DateType(born + "-01-01")).setGender(gender);

        assertThat(asked(patient).contains("premenopausal")).isEqualTo(asked);
    }

    /** Whoever clicks away red flags has said nothing of her periods. */
    @Test
    void theClickThatDeniesRedFlagsDeniesNothingElse() {
        Patient patient = new Patient();
        patient.setId("example");
        patient.setBirthDateElement(new DateType("1981-01-01")).setGender(AdministrativeGender.FEMALE);
        ImagingDecision decision = ALL.decide(request(patient, List.of()));

        CdsCard.Suggestion click = new CdsCards(Language.EN)
                .card(decision)
                .orElseThrow()
                .suggestions()
                .getFirst();

        assertThat(click.label()).isEqualTo("No red flag applies");
        assertThat(click.actions()).singleElement().isInstanceOfSatisfying(CdsCard.Action.Create.class, create -> {
            QuestionnaireResponse answers = (QuestionnaireResponse) create.resource();
            assertThat(answers.getItem()).extracting(item -> item.getLinkId()).containsExactly("acute-abdomen");
        });
    }

    private static Quantity quantity(double value, String unit) {
        return new Quantity(value).setSystem("http://unitsofmeasure.org").setCode(unit);
    }

    /** Then the scenario of a pregnancy is the headline, whatever else is unknown. */
    private static boolean isPregnant(String loinc, Type value) {
        return isPregnant(loinc, new Observation().setValue(value));
    }

    private static boolean isPregnant(String loinc, Observation test) {
        test.setId("test");
        test.setStatus(Observation.ObservationStatus.FINAL)
                .setCode(concept("http://loinc.org", loinc))
                .setSubject(new Reference("Patient/example"))
                .setEffective(new DateTimeType("2026-10-01"));
        Patient patient = ImagingRequests.patient();
        patient.setGender(AdministrativeGender.FEMALE);
        return ALL.decide(request(patient, List.of(test))).verdict().trace().scenarios().stream()
                .anyMatch(trace ->
                        trace.scenario().id().equals("P04") && trace.state() == org.painbridge.imaging.FactState.MET);
    }

    private static List<String> asked(Patient patient) {
        return ALL.decide(request(patient, List.of())).verdict() instanceof ImagingVerdict.NeedsData needs
                ? needs.questions().stream().map(Question::fact).toList()
                : List.of();
    }

    private static ImagingRequest request(Patient patient, List<Resource> data) {
        ImagingRequest request = ImagingRequests.lumbarMri()
                .ordered(order -> order.setCode(concept(Procedure.SYSTEM, "ct-pelvis-w"))
                        .setReasonCode(List.of(concept(ICD, "R10.2"))))
                .build();
        return new ImagingRequest(request.order(), patient, data, NOW);
    }
}
