package org.painbridge.imaging.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.imaging.fhir.ImagingRequests.concept;
import static org.painbridge.imaging.fhir.ImagingRequests.lumbarMri;

import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.ImagingStudy.ImagingStudyStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.painbridge.imaging.PriorStudy;
import org.painbridge.imaging.Procedure;
import org.painbridge.imaging.SafetyIssue;

class ToldStudiesTest {
    private static final Reference PERSON = new Reference("Patient/example");

    @Test
    void aCompletedRequestAndItsStudyAreOne() {
        ServiceRequest asked = request("asked", "2026-03-01");
        ImagingStudy study = study("done", "2026-03-20");
        DiagnosticReport report = report("2026-03-20");

        assertThat(told(asked, study, report)).containsExactly("ImagingStudy/done", "DiagnosticReport/report");
        assertThat(cts(asked, study, report)).contains("1 in 12 months");
        assertThat(cts(asked)).contains("1 in 12 months");
        assertThat(told(asked, study("before", "2026-02-20")))
                .containsExactly("ServiceRequest/asked", "ImagingStudy/before");
        assertThat(told(asked, study("long after", "2028-03-20"))).contains("ServiceRequest/asked");
    }

    @Test
    void aStudyIsOfTheRequestThatItIsBasedOnWheneverItWasDone() {
        ServiceRequest asked = request("asked", "2024-03-01");
        ServiceRequest other = request("other", "2026-03-01");
        ImagingStudy study = study("done", "2026-03-20");
        study.addBasedOn(new Reference("ServiceRequest/asked"));

        assertThat(told(asked, other, study, report("2026-03-20")))
                .containsExactly("ServiceRequest/other", "ImagingStudy/done", "DiagnosticReport/report");
    }

    @Test
    void oneStudyIsOfOneRequestTheLatestBeforeIt() {
        assertThat(told(
                        request("first", "2026-02-01"),
                        request("second", "2026-03-01"),
                        study("done", "2026-03-20"),
                        report("2026-03-20")))
                .containsExactly("ServiceRequest/first", "ImagingStudy/done", "DiagnosticReport/report");
    }

    @Test
    void aRequestOfAnotherPartOfTheBodyStays() {
        ServiceRequest head = request("head", "2026-03-01");
        head.setCode(concept(Procedure.SYSTEM, "ct-head-wo"));

        assertThat(told(head, study("done", "2026-03-20"))).contains("ServiceRequest/head");
    }

    @ParameterizedTest
    @EnumSource(
            value = ServiceRequestIntent.class,
            names = {"PROPOSAL", "PLAN", "DIRECTIVE", "OPTION"})
    void whatWasOnlyThoughtOfWasNotDoneThoughItIsCompleted(ServiceRequestIntent intent) {
        ServiceRequest thought = request("thought", "2026-03-01");
        thought.setIntent(intent);

        assertThat(told(thought)).isEmpty();
    }

    private static List<String> told(Resource... data) {
        return request(data).decide().asked().orElseThrow().studies().stream()
                .map(PriorStudy::reference)
                .toList();
    }

    private static String cts(Resource... data) {
        return request(data).decide().verdict().issues().stream()
                .filter(issue -> issue.gate().equals(SafetyIssue.CUMULATIVE))
                .findFirst()
                .orElseThrow()
                .text()
                .en();
    }

    private static ImagingRequests request(Resource... data) {
        ImagingRequests request =
                lumbarMri().ordered(order -> order.setCode(concept(Procedure.SYSTEM, "ct-lumbar-spine-wo")));
        Stream.of(data).forEach(request::with);
        return request;
    }

    private static ServiceRequest request(String id, String authored) {
        ServiceRequest request = new ServiceRequest();
        request.setId(id);
        request.setStatus(ServiceRequestStatus.COMPLETED).setIntent(ServiceRequestIntent.ORDER);
        request.setCode(concept(Procedure.SYSTEM, "ct-lumbar-spine-wo")).setSubject(PERSON);
        return request.setAuthoredOnElement(new DateTimeType(authored));
    }

    private static ImagingStudy study(String id, String started) {
        ImagingStudy study = new ImagingStudy();
        study.setId(id);
        study.setStatus(ImagingStudyStatus.AVAILABLE).setSubject(PERSON);
        study.addProcedureCode(concept(Procedure.SYSTEM, "ct-lumbar-spine-wo"));
        return study.setStartedElement(new DateTimeType(started));
    }

    private static DiagnosticReport report(String day) {
        DiagnosticReport report = new DiagnosticReport();
        report.setId("report");
        report.setStatus(DiagnosticReportStatus.FINAL).setCode(concept(Procedure.SYSTEM, "ct-lumbar-spine-wo"));
        report.setSubject(PERSON);
        report.setEffective(new DateTimeType(day));
        return report;
    }
}
