package org.painbridge.server.dispensing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueSeverity;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.painbridge.dispensing.fhir.FindingWriter;

/** What a pharmacist did about an issue answers no other one. */
class IssueRecorderTest {

    static Stream<Arguments> before() {
        return Stream.of(
                stays("the same", issue -> {}),
                stays(
                        "other evidence",
                        issue -> issue.setEvidence(null)
                                .addEvidence()
                                .addDetail(new Reference("MedicationDispense/d9"))),
                stays("a question, too", issue -> issue.setStatus(DetectedIssueStatus.PRELIMINARY)),
                stays("more severe than it is now", issue -> issue.setSeverity(DetectedIssueSeverity.HIGH)),
                stays("told of with a display", issue -> implicated(issue).setDisplay("Codeine")),
                stays("told of with a type", issue -> implicated(issue).setType("MedicationDispense")),
                stays(
                        "told of with a number",
                        issue -> implicated(issue).setIdentifier(new Identifier().setValue("RX-1"))),
                stays(
                        "told of by version",
                        issue -> implicated(issue).setReference("MedicationDispense/d1/_history/1")),
                stays("told of twice", issue -> issue.addImplicated(new Reference("MedicationDispense/d1"))),
                goes("less severe than it is now", issue -> issue.setSeverity(DetectedIssueSeverity.LOW)),
                goes("of no severity", issue -> issue.setSeverity(null)),
                goes("about another dispense", issue -> implicated(issue).setReference("MedicationDispense/d2")),
                goes("about another one, too", issue -> issue.addImplicated(new Reference("MedicationDispense/d2"))),
                goes("about none", issue -> issue.setImplicated(null)),
                goes("cancelled", issue -> issue.setStatus(DetectedIssueStatus.CANCELLED)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("before")
    void anAnswerStaysWithWhatItWasGivenTo(String says, Consumer<DetectedIssue> was, boolean stays) {
        DetectedIssue before = issue();
        before.addMitigation().getAction().setText("Prescriber was called");
        was.accept(before);
        DetectedIssue now = issue();

        IssueRecorder.keepAnswer(Optional.of(before), now);

        assertThat(now.hasMitigation()).as(says).isEqualTo(stays);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "none, false, false, false",
        "none, false, true, true",
        "FINAL, false, true, false",
        "FINAL, true, false, true",
        "CANCELLED, true, false, false",
        "CANCELLED, false, true, true"
    })
    void foundLateIsWhatNobodyWasToldInTime(String status, boolean marked, boolean counts, boolean late) {
        DetectedIssue issue = issue();
        issue.addExtension().setUrl("https://painbridge.example/fhir/StructureDefinition/dispensing-rule");
        if (marked) {
            FindingWriter.foundLate(issue);
        }
        Optional<DetectedIssue> before = status.equals("none")
                ? Optional.empty()
                : Optional.of(issue.setStatus(DetectedIssueStatus.valueOf(status)));

        assertThat(IssueRecorder.isFoundLate(before, counts)).isEqualTo(late);
    }

    private static Arguments stays(String says, Consumer<DetectedIssue> was) {
        return Arguments.of(says, was, true);
    }

    private static Arguments goes(String says, Consumer<DetectedIssue> was) {
        return Arguments.of(says, was, false);
    }

    private static Reference implicated(DetectedIssue issue) {
        return issue.getImplicatedFirstRep();
    }

    private static DetectedIssue issue() {
        DetectedIssue issue = new DetectedIssue();
        issue.setStatus(DetectedIssueStatus.FINAL);
        issue.setSeverity(DetectedIssueSeverity.MODERATE);
        issue.addImplicated(new Reference("MedicationDispense/d1"));
        issue.addEvidence().addDetail(new Reference("MedicationDispense/d1"));
        return issue;
    }
}
