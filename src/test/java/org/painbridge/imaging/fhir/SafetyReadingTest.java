package org.painbridge.imaging.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.imaging.fhir.ImagingRequests.SNOMED;
import static org.painbridge.imaging.fhir.ImagingRequests.concept;

import java.math.BigDecimal;
import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DeviceUseStatement;
import org.hl7.fhir.r4.model.DeviceUseStatement.DeviceUseStatementStatus;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.ImagingStudy.ImagingStudyStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.GuideValidator;
import org.painbridge.imaging.Fact;
import org.painbridge.imaging.ImagingVerdict;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.MissingElement;
import org.painbridge.imaging.SafetyIssue;

/** What a chart holds about safety is found, and what it does not say is not made up. */
class SafetyReadingTest {
    private static final String CT_WITH_CONTRAST = "24964-9";
    private static final Reference PERSON = new Reference("Patient/example");

    @Test
    void aDeviceOfThePersonIsFoundAndNamedAsImplicated() {
        SafetyIssue issue = only(ImagingRequests.lumbarMri().with(pacemaker().setPatient(PERSON)));

        assertThat(issue.gate()).isEqualTo("mri-device");
        assertThat(issue.implicated()).containsExactly("Device/pacemaker");
    }

    @Test
    void aDeviceIsFoundByTheStatementOfItsUse() {
        DeviceUseStatement use = new DeviceUseStatement();
        use.setStatus(DeviceUseStatementStatus.ACTIVE).setSubject(PERSON).setDevice(new Reference("Device/pacemaker"));

        SafetyIssue issue = only(ImagingRequests.lumbarMri().with(pacemaker()).with(use));

        assertThat(issue.gate()).isEqualTo("mri-device");
    }

    @Test
    void aDeviceOfNobodyAndOneNoLongerInUseSayNothing() {
        Device removed = pacemaker().setPatient(PERSON).setStatus(Device.FHIRDeviceStatus.INACTIVE);

        assertThat(issues(ImagingRequests.lumbarMri().with(pacemaker()))).isEmpty();
        assertThat(issues(ImagingRequests.lumbarMri().with(removed))).isEmpty();
    }

    @Test
    void theDeviceOfAnotherPersonIsRefused() {
        var decision = ImagingRequests.lumbarMri()
                .with(pacemaker().setPatient(new Reference("Patient/other")))
                .decide();

        assertThat(decision.verdict())
                .isInstanceOfSatisfying(
                        ImagingVerdict.NotRecognised.class,
                        not -> assertThat(not.missing())
                                .extracting(MissingElement::problem)
                                .contains(MissingElement.Problem.OTHER_PATIENT));
    }

    @ParameterizedTest
    @CsvSource({
        "25, mL/min/{1.73_m2}, iodinated-kidney",
        "0.4, mL/s/{1.73_m2}, iodinated-kidney",
        "90, mL/min/{1.73_m2}, ",
        "25, furlong, iodinated-kidney-not-known",
        "-25, mL/min/{1.73_m2}, iodinated-kidney-not-known"
    })
    void aKidneyFunctionIsReadInItsUnit(BigDecimal value, String unit, String gate) {
        Quantity quantity = new Quantity()
                .setValue(value)
                .setSystem("http://unitsofmeasure.org")
                .setCode(unit);

        List<SafetyIssue> issues = issues(withContrast().with(egfr(quantity)));

        assertThat(issues).extracting(SafetyIssue::gate).isEqualTo(gate == null ? List.of() : List.of(gate));
    }

    /** Laboratories tell {@code <15} and {@code >90} where they do not measure further. */
    @ParameterizedTest
    @CsvSource({
        "<, 15, iodinated-kidney",
        "<, 30, iodinated-kidney",
        "<=, 30, iodinated-kidney-not-known",
        "<, 60, iodinated-kidney-not-known",
        ">, 20, iodinated-kidney-not-known",
        ">=, 30, ",
        ">, 90, "
    })
    void aLimitOfAKidneyFunctionCountsWhereItDecides(String comparator, BigDecimal value, String gate) {
        Quantity quantity = new Quantity()
                .setValue(value)
                .setComparator(Quantity.QuantityComparator.fromCode(comparator))
                .setSystem("http://unitsofmeasure.org")
                .setCode("mL/min/{1.73_m2}");

        List<SafetyIssue> issues = issues(withContrast().with(egfr(quantity)));

        assertThat(issues).extracting(SafetyIssue::gate).isEqualTo(gate == null ? List.of() : List.of(gate));
    }

    @Test
    void aMeasurementThatNobodyHasIsSetAside() {
        Quantity typo = new Quantity()
                .setValue(9000)
                .setSystem("http://unitsofmeasure.org")
                .setCode("mL/min/{1.73_m2}");

        var order = withContrast().with(egfr(typo)).decide().asked().orElseThrow();

        Fact egfr = ImagingRequests.IMAGING.rules().fact("egfr");
        assertThat(order.findings())
                .filteredOn(finding -> finding.fact().equals(egfr.id()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.number()).isNull());
        assertThat(issues(withContrast().with(egfr(typo))))
                .extracting(SafetyIssue::gate)
                .containsExactly("iodinated-kidney-not-known");
    }

    @Test
    void aNumberWithoutAUnitIsNoKidneyFunction() {
        assertThat(issues(withContrast().with(egfr(new Quantity(25)))))
                .extracting(SafetyIssue::gate)
                .containsExactly("iodinated-kidney-not-known");
    }

    @Test
    void theGenderOfThePersonTellsWhetherToAskForAPregnancy() {
        var request = ImagingRequests.lumbarMri().asking(order("24972-2")).build();

        request.patient().setGender(AdministrativeGender.FEMALE);
        assertThat(ImagingRequests.IMAGING.decide(request).verdict().issues())
                .extracting(SafetyIssue::gate)
                .containsExactly("pregnancy-not-known");
        request.patient().setGender(AdministrativeGender.OTHER);
        assertThat(ImagingRequests.IMAGING.decide(request).verdict().issues())
                .extracting(SafetyIssue::gate)
                .containsExactly("pregnancy-not-known");
        request.patient().setGender(AdministrativeGender.MALE);
        assertThat(ImagingRequests.IMAGING.decide(request).verdict().issues()).isEmpty();
    }

    @Test
    void anEarlierStudyOrItsReportIsARepeatAndTheOrderItselfIsNot() {
        ImagingStudy study = new ImagingStudy();
        study.setId("mri");
        study.setStatus(ImagingStudyStatus.AVAILABLE).setSubject(PERSON);
        study.addProcedureCode(concept("http://loinc.org", "30679-5"));
        study.setStartedElement(new DateTimeType("2026-06-01T10:00:00-04:00"));
        DiagnosticReport report = new DiagnosticReport();
        report.setId("report");
        report.setStatus(DiagnosticReportStatus.FINAL).setCode(concept("http://loinc.org", "30679-5"));
        report.setSubject(PERSON);
        report.setEffective(new DateTimeType("2026-06-01"));
        var asked = ImagingRequests.lumbarMri();

        assertThat(only(ImagingRequests.lumbarMri().with(study)).implicated()).containsExactly("ImagingStudy/mri");
        assertThat(only(ImagingRequests.lumbarMri().with(report)).gate()).isEqualTo(SafetyIssue.DUPLICATE);
        assertThat(issues(asked.with(asked.build().order()))).isEmpty();
    }

    @Test
    void anExaminationThatIsOnlyAskedForSaysNothingOfWhatWasDone() {
        ServiceRequest asked = order("30679-5");
        asked.setId("asked");
        asked.setStatus(ServiceRequest.ServiceRequestStatus.ACTIVE);
        asked.setAuthoredOnElement(new DateTimeType("2026-10-01"));

        var order = ImagingRequests.lumbarMri().with(asked).decide().asked().orElseThrow();

        assertThat(order.studies())
                .singleElement()
                .satisfies(study -> assertThat(study.done()).isFalse());
        assertThat(order.findings())
                .extracting(found -> found.source().reference())
                .doesNotContain("ServiceRequest/asked");
    }

    @Test
    void anOrderThatWasCompletedWasDone() {
        ServiceRequest head = order("30679-5");
        head.setId("head");
        head.setCode(concept(SNOMED, "383371000119108"));
        head.setStatus(ServiceRequest.ServiceRequestStatus.COMPLETED);
        head.setAuthoredOnElement(new DateTimeType("2026-09-01"));

        var decision = ImagingRequests.lumbarMri()
                .ordered(order -> order.setCode(concept("http://loinc.org", CT_WITH_CONTRAST)))
                .with(head)
                .decide();

        assertThat(decision.asked().orElseThrow().studies())
                .singleElement()
                .satisfies(study -> assertThat(study.done()).isTrue());
        assertThat(decision.verdict().issues())
                .filteredOn(issue -> issue.gate().equals(SafetyIssue.CUMULATIVE))
                .singleElement()
                .satisfies(issue -> assertThat(issue.implicated()).containsExactly("ServiceRequest/head"));
    }

    @Test
    void painBeganWhenAConditionOfTheSameIndicationDid() {
        Condition back = ImagingRequests.condition(ImagingRequests.ICD, ImagingRequests.LOW_BACK_PAIN);
        back.setOnset(new DateTimeType("2026-09-20"));
        Condition knee = ImagingRequests.condition(ImagingRequests.ICD, "M17.1");
        knee.setId("knee");
        knee.setOnset(new DateTimeType("2010"));

        var verdict = ImagingRequests.lumbarMri().with(back).with(knee).decide().verdict();

        assertThat(verdict.trace().facts())
                .filteredOn(fact -> fact.fact().equals("pain-onset"))
                .flatExtracting(fact -> fact.used())
                .extracting(finding -> finding.source().reference())
                .containsExactly("Condition/condition");
    }

    @Test
    void aQuestionOfSafetyIsWrittenAsADetectedIssueThatTheGuideAccepts() {
        var decision =
                ImagingRequests.lumbarMri().with(pacemaker().setPatient(PERSON)).decide();

        var issues = new SafetyIssueWriter(Language.FR).issues(decision);

        assertThat(issues).singleElement().satisfies(issue -> {
            assertThat(issue.getSeverity().toCode()).isEqualTo("high");
            assertThat(issue.getCode().getCodingFirstRep().getCode()).isEqualTo("mri-device");
            assertThat(issue.getDetail()).contains("IRM").contains("2014");
            assertThat(issue.getImplicatedFirstRep().getReference()).isEqualTo("Device/pacemaker");
            assertThat(GuideValidator.errors(issue)).isEmpty();
        });
    }

    private static SafetyIssue only(ImagingRequests request) {
        List<SafetyIssue> issues = issues(request);
        assertThat(issues).hasSize(1);
        return issues.getFirst();
    }

    private static List<SafetyIssue> issues(ImagingRequests request) {
        return request.decide().verdict().issues().stream()
                .filter(issue -> !issue.gate().equals("mri-device-not-known"))
                .toList();
    }

    private static ImagingRequests withContrast() {
        return ImagingRequests.lumbarMri().asking(order(CT_WITH_CONTRAST));
    }

    private static ServiceRequest order(String loinc) {
        ServiceRequest order = ImagingRequests.lumbarMri().build().order().copy();
        order.setCode(concept("http://loinc.org", loinc));
        return order;
    }

    static Device pacemaker() {
        Device device = new Device();
        device.setId("pacemaker");
        device.getType().addCoding(new Coding().setSystem(SNOMED).setCode("14106009"));
        return device;
    }

    private static Observation egfr(Quantity value) {
        Observation observation = new Observation();
        observation.setId("egfr");
        observation.setStatus(ObservationStatus.FINAL).setCode(concept("http://loinc.org", "98979-8"));
        observation.setSubject(PERSON);
        observation.setEffective(new DateTimeType("2026-09-01"));
        observation.setValue(value);
        return observation;
    }
}
