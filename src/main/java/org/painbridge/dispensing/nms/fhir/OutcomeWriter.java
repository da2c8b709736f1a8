package org.painbridge.dispensing.nms.fhir;

import java.util.List;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.StringType;
import org.painbridge.dispensing.BilingualText;
import org.painbridge.dispensing.nms.NmsProblem;
import org.painbridge.dispensing.nms.NmsReason;

/** {@link NmsProblem} → OperationOutcome: each with its code, that of NMS and of DHDR where there is one, its place, and its text in both languages. */
public final class OutcomeWriter {
    static final String CODES = "https://painbridge.example/fhir/CodeSystem/error-code";
    static final String NMS = "https://painbridge.example/fhir/CodeSystem/nms-response-code";
    static final String DHDR = "http://ontariohealth.ca/fhir/ehr/CodeSystem/error-code";
    private static final String TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation";

    private OutcomeWriter() {}

    public static OperationOutcome of(List<NmsProblem> problems) {
        OperationOutcome outcome = new OperationOutcome();
        problems.forEach(problem -> outcome.addIssue(issue(problem)));
        return outcome;
    }

    /**
     * Adds something to know beside an answer.
     *
     * @param dhdr code of DHDR; empty where it has none for this
     */
    public static void information(OperationOutcome outcome, String dhdr, String text) {
        OperationOutcomeIssueComponent issue = outcome.addIssue()
                .setSeverity(IssueSeverity.INFORMATION)
                .setCode(IssueType.INFORMATIONAL)
                .setDiagnostics(text);
        if (!dhdr.isEmpty()) {
            issue.getDetails().setText(text).addCoding().setSystem(DHDR).setCode(dhdr);
        }
    }

    /** Our code of a refusal, and the one that DHDR has for it. */
    public static CodeableConcept coded(String code, String dhdr) {
        CodeableConcept details = new CodeableConcept();
        details.addCoding().setSystem(CODES).setCode(code);
        details.addCoding().setSystem(DHDR).setCode(dhdr);
        return details;
    }

    private static OperationOutcomeIssueComponent issue(NmsProblem problem) {
        OperationOutcomeIssueComponent issue = new OperationOutcomeIssueComponent();
        issue.setSeverity(problem.refuses() ? IssueSeverity.ERROR : IssueSeverity.WARNING)
                .setCode(kind(problem.reason()))
                .setDiagnostics(problem.text().en());
        issue.getDetails()
                .setTextElement(text(problem.text()))
                .addCoding()
                .setSystem(CODES)
                .setCode(problem.reason().code());
        problem.nms()
                .ifPresent(code -> issue.getDetails().addCoding().setSystem(NMS).setCode(code));
        problem.dhdr()
                .ifPresent(
                        code -> issue.getDetails().addCoding().setSystem(DHDR).setCode(code));
        if (!problem.expression().isEmpty()) {
            issue.addExpression(problem.expression());
        }
        return issue;
    }

    /** English, with the French beside it. */
    static StringType text(BilingualText text) {
        StringType both = new StringType(text.en());
        Extension french = both.addExtension().setUrl(TRANSLATION);
        french.addExtension("lang", new CodeType("fr"));
        french.addExtension("content", new StringType(text.fr()));
        return both;
    }

    private static IssueType kind(NmsReason reason) {
        return switch (reason) {
            case PRESCRIPTION_NUMBER,
                    TRANSACTION_NUMBER,
                    GENDER,
                    PATIENT_NAME,
                    PATIENT_MISSING,
                    PHARMACY,
                    PHARMACIST,
                    DISPENSE_DATE,
                    IDENTITY_NONE,
                    IDENTITY_SYSTEM -> IssueType.REQUIRED;
            case CLIENT_ID,
                    HEALTH_NUMBER,
                    IDENTITY_CODE,
                    BIRTH_DATE,
                    BIRTH_DATE_UNCHECKED,
                    DIN,
                    QUANTITY,
                    DAYS_SUPPLY,
                    PRESCRIBER_REFERENCE,
                    PRESCRIBER_LICENCE,
                    TREATMENT_CODE,
                    STATUS -> IssueType.VALUE;
            case BIRTH_DATE_DIFFERS,
                    BIRTH_DATE_UNKNOWN,
                    NOT_MONITORED,
                    NOT_SUBMITTED,
                    FUTURE_DATE,
                    HANDED_OVER_EARLY,
                    TOO_OLD,
                    PRESCRIPTION_OTHER_PATIENT,
                    REVERSAL_TOO_LATE,
                    QUANTITY_IMPLAUSIBLE,
                    DAYS_IMPLAUSIBLE,
                    PATCHES_IMPLAUSIBLE,
                    BEFORE_BIRTH,
                    PATIENT_DECEASED,
                    CLOCK_SKEW,
                    LATE,
                    IDENTITY_REVIEW -> IssueType.BUSINESSRULE;
            case NUMBER_UNKNOWN, REVERSAL_UNKNOWN, DIN_UNKNOWN -> IssueType.NOTFOUND;
            case PATIENT_AMBIGUOUS, REVERSAL_AMBIGUOUS -> IssueType.MULTIPLEMATCHES;
            case PHARMACY_OTHER -> IssueType.FORBIDDEN;
            case IDENTIFIER_USED, REVERSED_ALREADY, PLAIN_CHANGE -> IssueType.CONFLICT;
            case POSSIBLE_DUPLICATE -> IssueType.DUPLICATE;
        };
    }
}
