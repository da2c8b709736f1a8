package org.painbridge.server.dispensing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueSeverity;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a pharmacist did about an issue answers no other one. */
class IssueRecorderTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "other evidence, FINAL, d1, MODERATE, true",
        "the same question, PRELIMINARY, d1, MODERATE, true",
        "less severe than it was, FINAL, d1, HIGH, true",
        "more severe than it was, FINAL, d1, LOW, false",
        "about another dispense, PRELIMINARY, d2, MODERATE, false",
        "reopened, CANCELLED, d1, MODERATE, false"
    })
    void anAnswerStaysWithWhatItWasGivenTo(
            String says, DetectedIssueStatus status, String dispense, DetectedIssueSeverity severity, boolean stays) {
        DetectedIssue before = issue(status, dispense, severity);
        before.addMitigation().getAction().setText("Prescriber was called");
        DetectedIssue now = issue(
                status == DetectedIssueStatus.FINAL ? DetectedIssueStatus.FINAL : DetectedIssueStatus.PRELIMINARY,
                "d1",
                DetectedIssueSeverity.MODERATE);

        IssueRecorder.keepAnswer(Optional.of(before), now);

        assertThat(now.hasMitigation()).as(says).isEqualTo(stays);
    }

    private static DetectedIssue issue(DetectedIssueStatus status, String dispense, DetectedIssueSeverity severity) {
        DetectedIssue issue = new DetectedIssue();
        issue.setStatus(status);
        issue.setSeverity(severity);
        issue.addImplicated(new Reference("MedicationDispense/" + dispense));
        return issue;
    }
}
