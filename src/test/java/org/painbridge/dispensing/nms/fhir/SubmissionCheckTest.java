package org.painbridge.dispensing.nms.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.dispensing.nms.fhir.Submitted.NS;
import static org.painbridge.dispensing.nms.fhir.Submitted.days;
import static org.painbridge.dispensing.nms.fhir.Submitted.named;
import static org.painbridge.dispensing.nms.fhir.Submitted.patient;
import static org.painbridge.dispensing.nms.fhir.Submitted.prescription;
import static org.painbridge.dispensing.nms.fhir.Submitted.product;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationDispense.MedicationDispenseStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Quantity.QuantityComparator;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.painbridge.dispensing.nms.NmsProblem;
import org.painbridge.dispensing.nms.NmsProblems;
import org.painbridge.dispensing.nms.NmsReason;

/** Each thing that may be wrong with a record. */
class SubmissionCheckTest extends CheckedSubmissions {
    private static final String NALOXONE = "02458187";

    private static Arguments spoilt(NmsReason reason, Consumer<MedicationDispense> spoil) {
        return Arguments.of(reason, spoil);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                spoilt(
                        NmsReason.PRESCRIPTION_NUMBER,
                        each -> each.getIdentifier().removeFirst()),
                spoilt(
                        NmsReason.TRANSACTION_NUMBER,
                        each -> each.getIdentifier().removeLast()),
                spoilt(
                        NmsReason.TRANSACTION_NUMBER,
                        each -> each.getIdentifier().getLast().setValue(" ")),
                spoilt(NmsReason.STATUS, each -> each.setStatus(MedicationDispenseStatus.PREPARATION)),
                spoilt(NmsReason.PATIENT_MISSING, each -> each.setSubject(null)),
                spoilt(NmsReason.PATIENT_MISSING, each -> each.setSubject(new Reference("Patient/not-here"))),
                spoilt(NmsReason.CLIENT_ID, each -> identity(each).setValue("999999901")),
                spoilt(NmsReason.CLIENT_ID, each -> identity(each).setValue("9999 999 015")),
                spoilt(NmsReason.CLIENT_ID, each -> identity(each).setValue(null)),
                spoilt(
                        NmsReason.CLIENT_ID,
                        each -> identity(each)
                                .setSystem(NS + "ca-qc-patient-healthcare-id")
                                .setValue("9999999015")),
                spoilt(NmsReason.HEALTH_NUMBER, each -> identity(each).setValue("9999999016")),
                spoilt(NmsReason.IDENTITY_CODE, each -> patient(each).setIdentifier(null)),
                spoilt(NmsReason.IDENTITY_CODE, each -> identity(each).setSystem("https://clinic.example/mrn")),
                spoilt(NmsReason.IDENTITY_CODE, each -> typed(identity(each), "QC")),
                spoilt(NmsReason.IDENTITY_CODE, each -> typed(identity(each), "XX")),
                spoilt(NmsReason.BIRTH_DATE, each -> patient(each).setBirthDate(null)),
                spoilt(NmsReason.BIRTH_DATE, each -> born(each, "1960-02")),
                spoilt(NmsReason.BIRTH_DATE, each -> born(each, "2026-11-06")),
                spoilt(NmsReason.BIRTH_DATE, each -> born(each, "1880-01-01")),
                spoilt(NmsReason.BEFORE_BIRTH, each -> born(each, "2026-11-02")),
                spoilt(NmsReason.GENDER, each -> patient(each).setGender(null)),
                spoilt(NmsReason.PATIENT_NAME, each -> patient(each).setName(null)),
                spoilt(NmsReason.PRESCRIBER_REFERENCE, each -> each.setAuthorizingPrescription(null)),
                spoilt(NmsReason.PRESCRIBER_REFERENCE, each -> prescribed(each, "ca-on-unknown-prescriber", "99999")),
                spoilt(NmsReason.PRESCRIBER_REFERENCE, each -> prescribed(each, "ca-on-license-naturopath", "1234")),
                spoilt(NmsReason.PRESCRIBER_REFERENCE, each -> alsoPrescribed(each, "900002")),
                spoilt(NmsReason.PRESCRIBER_LICENCE, each -> prescribed(each, "ca-on-license-physician", "99999")),
                spoilt(NmsReason.PRESCRIBER_LICENCE, each -> prescribed(each, "ca-on-license-nurse", "12 34")),
                spoilt(NmsReason.PRESCRIBER_LICENCE, each -> prescribed(each, "ca-on-license-midwife", null)),
                spoilt(NmsReason.PHARMACY, each -> each.getPerformer().removeFirst()),
                spoilt(
                        NmsReason.PHARMACY,
                        each -> each.addPerformer().setActor(named("Organization", "pharmacy", "PH-2"))),
                spoilt(NmsReason.PHARMACIST, each -> each.getPerformer().removeLast()),
                spoilt(
                        NmsReason.PHARMACIST,
                        each -> each.getPerformer()
                                .getLast()
                                .setActor(named("Practitioner", "ca-on-license-physician", "123456"))),
                spoilt(NmsReason.DIN, each -> each.setMedication(product("125121"))),
                spoilt(NmsReason.DIN, each -> each.setMedication(null)),
                spoilt(
                        NmsReason.DIN,
                        each -> each.getMedicationCodeableConcept()
                                .addCoding(product(NALOXONE).getCodingFirstRep())),
                spoilt(NmsReason.NOT_MONITORED, each -> each.setMedication(product(NALOXONE))),
                spoilt(NmsReason.NOT_MONITORED, each -> contained(each, "11111111", false)),
                spoilt(
                        NmsReason.NOT_SUBMITTED,
                        each -> each.getCategory()
                                .addCoding(new Coding(
                                        "http://terminology.hl7.org/CodeSystem/medicationdispense-category",
                                        "inpatient",
                                        null))),
                spoilt(
                        NmsReason.NOT_SUBMITTED,
                        each -> each.getType()
                                .addCoding(new Coding("http://terminology.hl7.org/CodeSystem/v3-ActCode", "FS", null))),
                spoilt(NmsReason.DIN_UNKNOWN, each -> each.setMedication(product("11111111"))),
                spoilt(NmsReason.DIN_UNKNOWN, each -> contained(each, "11111111", true)),
                spoilt(NmsReason.QUANTITY, each -> each.setQuantity(null)),
                spoilt(NmsReason.QUANTITY, each -> each.getQuantity().setValue(0)),
                spoilt(NmsReason.QUANTITY, each -> each.getQuantity().setValue(-1)),
                spoilt(NmsReason.QUANTITY, each -> each.getQuantity().setUnit(null)),
                spoilt(NmsReason.QUANTITY, each -> each.getQuantity().setComparator(QuantityComparator.GREATER_THAN)),
                spoilt(
                        NmsReason.QUANTITY_IMPLAUSIBLE,
                        each -> each.getQuantity().setValue(120_000)),
                spoilt(NmsReason.DAYS_SUPPLY, each -> each.setDaysSupply(null)),
                spoilt(NmsReason.DAYS_SUPPLY, each -> each.setDaysSupply(days("0"))),
                spoilt(NmsReason.DAYS_SUPPLY, each -> each.setDaysSupply(days("1.5"))),
                spoilt(NmsReason.DAYS_SUPPLY, each -> each.setDaysSupply(days("366"))),
                spoilt(NmsReason.DAYS_SUPPLY, each -> each.getDaysSupply().setCode("wk")),
                spoilt(NmsReason.DAYS_SUPPLY, each -> inWord(each, "weeks")),
                spoilt(NmsReason.DAYS_SUPPLY, each -> inWord(each, "semaines")),
                spoilt(NmsReason.DAYS_SUPPLY, each -> inWord(each, "mois")),
                spoilt(NmsReason.DAYS_SUPPLY, each -> inWord(each, "h")),
                spoilt(NmsReason.DAYS_SUPPLY, CheckedSubmissions::inUnknownUnit),
                spoilt(NmsReason.DAYS_SUPPLY, CheckedSubmissions::inUnknownCode),
                spoilt(NmsReason.PRESCRIBER_REFERENCE, CheckedSubmissions::ofUnknownCollege),
                spoilt(NmsReason.PHARMACY, each -> alsoDoneBy(each, "finalchecker")),
                spoilt(NmsReason.DAYS_IMPLAUSIBLE, each -> each.setDaysSupply(days("101"))),
                spoilt(NmsReason.PATCHES_IMPLAUSIBLE, each -> patches(each, 1, "30")),
                spoilt(NmsReason.PATCHES_IMPLAUSIBLE, each -> patches(each, 7, "28")),
                spoilt(NmsReason.PATCHES_IMPLAUSIBLE, each -> patches(each, 90, "30")),
                spoilt(NmsReason.PATCHES_IMPLAUSIBLE, each -> patches(each, 1, "1")),
                spoilt(NmsReason.TREATMENT_CODE, each -> treated(each, new CodeType("77"))),
                spoilt(NmsReason.TREATMENT_CODE, each -> treated(each, new StringType("02"))),
                spoilt(NmsReason.DISPENSE_DATE, each -> each.setWhenPrepared(null)),
                spoilt(NmsReason.DISPENSE_DATE, each -> at(each, "2026-11")),
                spoilt(NmsReason.FUTURE_DATE, each -> at(each, "2026-11-06")),
                spoilt(NmsReason.FUTURE_DATE, each -> at(each, "2026-11-05T10:16:00-05:00")),
                spoilt(NmsReason.FUTURE_DATE, each -> handed(each, "2027-11-05")),
                spoilt(NmsReason.FUTURE_DATE, each -> handed(each, "2026-11-05T10:16:00-05:00")),
                spoilt(NmsReason.FUTURE_DATE, each -> at(handed(each, "2026-11-01"), "2026-11-06")),
                spoilt(NmsReason.FUTURE_DATE, each -> at(handed(each, "2026-11-01"), "2026-12")),
                spoilt(NmsReason.DISPENSE_DATE, each -> handed(each, "2026-11")),
                spoilt(NmsReason.LATE, each -> at(handed(each, "2026-10-28"), "2026-10-27")),
                spoilt(NmsReason.HANDED_OVER_EARLY, each -> handed(each, "2026-11-01T09:59:59-05:00")),
                spoilt(NmsReason.HANDED_OVER_EARLY, each -> at(handed(each, "2026-11-01"), "2026-11-04")),
                spoilt(
                        NmsReason.HANDED_OVER_EARLY,
                        each -> at(handed(each, "2026-11-02"), "2026-11-03T00:30:00-05:00")),
                spoilt(NmsReason.CLOCK_SKEW, each -> at(each, "2026-11-05T10:15:00-05:00")),
                spoilt(NmsReason.TOO_OLD, each -> at(each, "2025-11-04")),
                spoilt(NmsReason.LATE, each -> at(each, "2026-10-28")),
                spoilt(NmsReason.LATE, each -> at(each, "2025-11-05")),
                spoilt(NmsReason.IDENTITY_REVIEW, each -> typed(identity(each).setSystem(null), "ONO")),
                spoilt(NmsReason.IDENTITY_NONE, SubmissionCheckTest::withoutNumber),
                spoilt(NmsReason.IDENTITY_SYSTEM, each -> typed(identity(each).setSystem(null), "FNIAH")),
                spoilt(NmsReason.BIRTH_DATE_UNCHECKED, each -> {
                    identity(each).setSystem(NS + "ca-bc-patient-healthcare-id");
                    patient(each).setBirthDate(null);
                }));
    }

    @ParameterizedTest
    @MethodSource
    void wrong(NmsReason reason, Consumer<MedicationDispense> spoil) {
        MedicationDispense dispense = Submitted.dispense();
        spoil.accept(dispense);

        List<NmsProblem> problems = check(dispense);

        assertThat(problems).extracting(NmsProblem::reason).containsExactly(reason);
        assertThat(problems.getFirst().expression()).startsWith("MedicationDispense.");
        assertThat(problems.getFirst().text().en()).doesNotContain("{", "Placeholder", "9999999015", "900001");
    }

    @Test
    void eachProblemOfARecordIsTold() {
        MedicationDispense dispense = Submitted.dispense();
        dispense.setQuantity(null).setDaysSupply(null);
        identity(dispense).setValue("1");

        assertThat(check(dispense))
                .extracting(NmsProblem::reason)
                .containsExactly(NmsReason.CLIENT_ID, NmsReason.QUANTITY, NmsReason.DAYS_SUPPLY);
    }

    @ParameterizedTest
    @CsvSource({
        "CLIENT_ID, 32",
        "HEALTH_NUMBER, 32",
        "IDENTITY_CODE, 35",
    })
    void theCodesOfNmsAreThoseThatAreKnown(NmsReason reason, String code) {
        assertThat(NmsProblems.fromClassPath().of(reason, "").nms()).contains(code);
    }

    @Test
    void aPrescriberMayBeStoredOrAPerformer() {
        Practitioner stored = new Practitioner();
        stored.addIdentifier().setSystem(NS + "ca-on-license-physician").setValue("900001");
        MedicationDispense byReference = Submitted.dispense();
        prescription(byReference).setRequester(new Reference("Practitioner/stored"));
        MedicationDispense performer = Submitted.dispense();
        performer.setAuthorizingPrescription(null);
        performer
                .addPerformer()
                .setActor(named("Practitioner", "ca-on-license-nurse", "900002"))
                .getFunction()
                .addCoding(new Coding(null, "prescriber", null));

        assertThat(CHECK.check(READER.read(byReference, reference -> Optional.<Resource>of(stored)), NOW))
                .isEmpty();
        assertThat(check(performer)).isEmpty();
    }

    private static void born(MedicationDispense dispense, String date) {
        patient(dispense).setBirthDateElement(new DateType(date));
    }

    private static void at(MedicationDispense dispense, String when) {
        dispense.setWhenPreparedElement(new DateTimeType(when));
    }

    private static MedicationDispense handed(MedicationDispense dispense, String when) {
        return dispense.setWhenHandedOverElement(new DateTimeType(when));
    }

    @Test
    void theDayIsThatOnWhichTheRulesSeeTheDispense() {
        MedicationDispense dispense = handed(Submitted.dispense(), "2026-11-03T23:30:00-05:00");

        assertThat(READER.read(dispense, reference -> Optional.empty()).when().day())
                .contains(LocalDate.of(2026, 11, 3));
    }

    private static void withoutNumber(MedicationDispense dispense) {
        Patient patient = patient(dispense);
        patient.getIdentifierFirstRep().setValue(null);
        patient.getIdentifierFirstRep()
                .getValueElement()
                .addExtension("http://hl7.org/fhir/StructureDefinition/data-absent-reason", new CodeType("unknown"));
    }

    private static void contained(MedicationDispense dispense, String din, boolean monitored) {
        Medication medication = new Medication();
        medication.setId("product");
        medication.setCode(product(din));
        medication.addExtension(
                "http://ehealthontario.ca/fhir/StructureDefinition/ca-on-medications-ext-monitored-drug-indicator",
                new BooleanType(monitored));
        dispense.addContained(medication);
        dispense.setMedication(new Reference("#product"));
        dispense.setQuantity(new Quantity().setValue(30).setUnit("tablet"));
    }
}
