package org.painbridge.dispensing.fhir;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.time.Instant;
import java.util.Date;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueEvidenceComponent;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueSeverity;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.painbridge.clinical.Evidence;
import org.painbridge.dispensing.BilingualText;
import org.painbridge.dispensing.Dispense;
import org.painbridge.dispensing.DispenseId;
import org.painbridge.dispensing.Finding;
import org.painbridge.dispensing.Parameter;
import org.painbridge.dispensing.RuleInfo;
import org.painbridge.dispensing.Severity;
import org.painbridge.dispensing.Undecided;

/** {@link Finding} or {@link Undecided} → DetectedIssue of the profile dispensing-detected-issue. The caller gives it its id. */
public final class FindingWriter {
    private static final String BASE = "https://painbridge.example/fhir/";
    private static final String PROFILE = BASE + "StructureDefinition/dispensing-detected-issue";
    private static final String RULE = BASE + "StructureDefinition/dispensing-rule";
    private static final String LATE = "foundLate";
    private static final String RULES = BASE + "CodeSystem/dispensing-rule";
    private static final String NMS = BASE + "CodeSystem/nms-response-code";
    private static final String PMIX = "http://terminology.hl7.org/CodeSystem/PMIXPatientAlertCatCode";
    private static final String TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation";
    private static final String UCUM = "http://unitsofmeasure.org";

    /** @param identified when the rules were applied */
    public DetectedIssue write(Finding finding, Instant identified) {
        DetectedIssue issue = issue(finding.rule(), finding.facts().dispense(), identified);
        issue.setSeverity(severity(finding.severity()));
        issue.setText(FindingNarrative.of(finding).narrative());
        issue.setStatus(DetectedIssueStatus.FINAL);
        DetectedIssueEvidenceComponent evidence = issue.addEvidence();
        finding.facts().counted().forEach(dispense -> evidence.addDetail(reference(dispense.id())));
        issue.setDetailElement(bilingual(finding.sentence()));
        return issue;
    }

    /** Says that it came to light by a dispense that was entered after the one that it is about. */
    public static void foundLate(DetectedIssue issue) {
        issue.getExtensionsByUrl(RULE).forEach(rule -> rule.addExtension(LATE, new BooleanType(true)));
    }

    public static boolean isFoundLate(DetectedIssue issue) {
        return issue.getExtensionsByUrl(RULE).stream().anyMatch(rule -> rule.hasExtension(LATE));
    }

    /**
     * A preliminary issue; its evidence are the dispenses that lack something.
     *
     * @param identified when the rules were applied
     */
    public DetectedIssue write(Undecided undecided, Instant identified) {
        DetectedIssue issue = issue(undecided.rule(), undecided.dispense(), identified);
        issue.setText(FindingNarrative.of(undecided).narrative());
        issue.setStatus(DetectedIssueStatus.PRELIMINARY);
        DetectedIssueEvidenceComponent evidence = issue.addEvidence();
        undecided.because().forEach(dispense -> evidence.addDetail(reference(dispense)));
        issue.setDetailElement(bilingual(undecided.sentence()));
        return issue;
    }

    private static DetectedIssue issue(RuleInfo rule, Dispense dispense, Instant identified) {
        DetectedIssue issue = new DetectedIssue();
        issue.getMeta().addProfile(PROFILE);
        issue.addExtension(rule(rule));
        issue.setCode(code(rule));
        issue.setSeverity(severity(rule.severity()));
        issue.setPatient(new Reference("Patient/" + dispense.patient().id()));
        issue.setIdentified(moment(identified));
        issue.addImplicated(reference(dispense.id()));
        rule.basis().evidence().stream()
                .map(Evidence::url)
                .filter(url -> url != null)
                .findFirst()
                .ifPresent(issue::setReference);
        return issue;
    }

    /** In UTC, so that the text does not depend on where it is written. */
    private static DateTimeType moment(Instant instant) {
        DateTimeType moment = new DateTimeType(Date.from(instant), TemporalPrecisionEnum.MILLI);
        moment.setTimeZoneZulu(true);
        return moment;
    }

    private static Reference reference(DispenseId dispense) {
        return new Reference("MedicationDispense/" + dispense.id());
    }

    private static CodeableConcept code(RuleInfo rule) {
        CodeableConcept code = new CodeableConcept();
        code.addCoding()
                .setSystem(RULES)
                .setCode(rule.key().id())
                .setDisplay(rule.title().en());
        rule.codes().pmix().ifPresent(alert -> code.addCoding().setSystem(PMIX).setCode(alert));
        rule.codes().nms().ifPresent(response -> code.addCoding().setSystem(NMS).setCode(response));
        return code;
    }

    private static DetectedIssueSeverity severity(Severity severity) {
        return switch (severity) {
            case HIGH -> DetectedIssueSeverity.HIGH;
            case MODERATE -> DetectedIssueSeverity.MODERATE;
            case LOW -> DetectedIssueSeverity.LOW;
        };
    }

    private static Extension rule(RuleInfo info) {
        Extension rule = new Extension(RULE);
        rule.addExtension("rule", new CodeType(info.key().id()));
        rule.addExtension("version", new StringType(info.key().version()));
        rule.addExtension("source", new StringType(info.basis().source()));
        rule.addExtension("status", new CodeType(info.basis().status().code()));
        rule.addExtension(
                "presentation", new CodeType(info.alerting().presentation().code()));
        info.parameters().forEach(parameter -> rule.addExtension(parameter(parameter)));
        return rule;
    }

    private static Extension parameter(Parameter parameter) {
        Extension extension = new Extension("parameter");
        extension.addExtension("name", new StringType(parameter.name()));
        extension.addExtension(
                "value",
                new Quantity()
                        .setValue(parameter.value())
                        .setUnit(parameter.unit())
                        .setSystem(UCUM)
                        .setCode(parameter.unit()));
        return extension;
    }

    static StringType bilingual(BilingualText text) {
        StringType detail = new StringType(text.en());
        Extension french = detail.addExtension().setUrl(TRANSLATION);
        french.addExtension("lang", new CodeType("fr"));
        french.addExtension("content", new StringType(text.fr()));
        return detail;
    }
}
