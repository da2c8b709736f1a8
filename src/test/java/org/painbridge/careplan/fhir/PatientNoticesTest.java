package org.painbridge.careplan.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.LinkType;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;

class PatientNoticesTest {
    @Test
    void aRecordThatIsOverIsToldOfToWhoeverPushesIntoIt() {
        Patient replaced = new Patient();
        replaced.addLink().setType(LinkType.REPLACEDBY).setOther(new Reference("Patient/other"));

        assertThat(PatientNotices.of(new Patient().setDeceased(new DateTimeType("2026-01-01"))))
                .singleElement()
                .asString()
                .contains("has died");
        assertThat(PatientNotices.of(new Patient().setActive(false)))
                .singleElement()
                .asString()
                .contains("not active");
        assertThat(PatientNotices.of(replaced)).singleElement().asString().contains("replaced by another");
    }

    @Test
    void ofARecordThatGoesOnNothingIsTold() {
        Patient patient = new Patient().setActive(true).setDeceased(new BooleanType(false));
        patient.addLink().setType(LinkType.SEEALSO).setOther(new Reference("Patient/other"));

        assertThat(new AnswerWriter().about(patient, new Parameters()).isEmpty())
                .isTrue();
        assertThat(((OperationOutcome) new AnswerWriter()
                                .about(patient.setActive(false), new Parameters())
                                .getParameter("outcome")
                                .getResource())
                        .getIssue())
                .hasSize(1);
    }
}
