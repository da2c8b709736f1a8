package org.painbridge.imaging.fhir;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueSeverity;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.SafetyIssue;

/**
 * Questions of safety and repeats as DetectedIssues. Appropriateness itself is never one, and neither is what is only
 * good to know (severity low).
 */
public final class SafetyIssueWriter {
    static final String GATE = "https://painbridge.example/fhir/CodeSystem/imaging-safety-gate";

    private final Language language;

    public SafetyIssueWriter(Language language) {
        this.language = language;
    }

    /** In the order of the gates file; the id of each is made from the decision, so that the same has the same. */
    public List<DetectedIssue> issues(ImagingDecision decision) {
        return decision.verdict().issues().stream()
                .filter(issue -> issue.severity() != SafetyIssue.Severity.LOW)
                .map(issue -> issue(decision, issue))
                .toList();
    }

    private DetectedIssue issue(ImagingDecision decision, SafetyIssue issue) {
        DetectedIssue detected = new DetectedIssue();
        detected.addIdentifier(
                new Identifier().setSystem("urn:ietf:rfc:3986").setValue(decision.uri() + "#" + issue.gate()));
        detected.setStatus(DetectedIssueStatus.PRELIMINARY);
        detected.setCode(new CodeableConcept()
                .addCoding(new Coding(GATE, issue.gate(), issue.title().en()))
                .setText(issue.title().in(language)));
        detected.setSeverity(DetectedIssueSeverity.fromCode(issue.severity().code()));
        detected.setPatient(decision.order().getSubject().copy());
        detected.setIdentified(new DateTimeType(decision.evaluatedAt().format(DateTimeFormatter.ISO_OFFSET_DATE_TIME)));
        issue.implicated().stream()
                .filter(reference -> reference.contains("/"))
                .forEach(reference -> detected.addImplicated(new Reference(reference)));
        detected.setDetail(detail(issue));
        issue.sources().stream()
                .map(source -> source.url())
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(detected::setReference);
        return detected;
    }

    private String detail(SafetyIssue issue) {
        StringBuilder detail = new StringBuilder(issue.text().in(language));
        issue.questions()
                .forEach(question -> detail.append(' ').append(question.text().in(language)));
        issue.sources()
                .forEach(source -> detail.append(" [")
                        .append(VerdictText.cite(source, language))
                        .append(']'));
        return detail.toString();
    }
}
