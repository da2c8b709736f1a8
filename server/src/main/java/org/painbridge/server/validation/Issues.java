package org.painbridge.server.validation;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.utilities.i18n.I18nConstants;
import org.hl7.fhir.utilities.validation.ValidationMessage;

/** Messages of the HL7 validator as issues of an OperationOutcome. */
final class Issues {
    static final String MESSAGE_IDS = "http://hl7.org/fhir/java-core-messageId";
    private static final String MESSAGE_ID = "http://hl7.org/fhir/StructureDefinition/operationoutcome-message-id";
    /** That there is nothing to check against says nothing about the resource. */
    private static final String NOTHING_TO_CHECK = I18nConstants.TERMINOLOGY_TX_BINDING_NOSOURCE;

    private static final Set<String> UNKNOWN_PROFILE = Set.of(
            I18nConstants.VALIDATION_VAL_PROFILE_UNKNOWN, I18nConstants.VALIDATION_VAL_PROFILE_UNKNOWN_NOT_POLICY);
    private static final String MEDIA_TYPES = "http://hl7.org/fhir/ValueSet/mimetypes";
    private static final Set<String> TYPES =
            Arrays.stream(IssueType.values()).map(Issues::code).collect(Collectors.toSet());

    private Issues() {}

    static OperationOutcome outcome(List<ValidationMessage> messages) {
        OperationOutcome outcome = new OperationOutcome();
        messages.stream()
                .filter(message -> !leftOut(message))
                .flatMap(message -> texts(message).map(text -> issue(message, text)))
                .forEach(outcome::addIssue);
        if (!outcome.hasIssue()) {
            outcome.addIssue()
                    .setSeverity(IssueSeverity.INFORMATION)
                    .setCode(IssueType.INFORMATIONAL)
                    .setDiagnostics("No issues detected during validation");
        }
        return outcome;
    }

    static boolean isError(OperationOutcomeIssueComponent issue) {
        return issue.getSeverity() == IssueSeverity.ERROR || issue.getSeverity() == IssueSeverity.FATAL;
    }

    /** Whether it says only that a profile is not known here. */
    static boolean isUnknownProfile(OperationOutcomeIssueComponent issue) {
        return UNKNOWN_PROFILE.contains(
                String.valueOf(issue.getDetails().getCodingFirstRep().getCode()));
    }

    private static boolean leftOut(ValidationMessage message) {
        String id = String.valueOf(message.getMessageId());
        return id.equals(NOTHING_TO_CHECK)
                || id.equals(I18nConstants.TERMINOLOGY_TX_VALUESET_NOTFOUND)
                        && message.getMessage().contains(MEDIA_TYPES);
    }

    /** One for each slice that an element does not fit, with the reason. */
    private static Stream<String> texts(ValidationMessage message) {
        return message.hasSliceInfo()
                ? message.getSliceInfo().stream().map(slice -> message.getMessage() + " - " + slice.getMessage())
                : Stream.of(message.getMessage());
    }

    /** Without line and column: they are those of a text that this server wrote, not the client's. */
    private static OperationOutcomeIssueComponent issue(ValidationMessage message, String text) {
        OperationOutcomeIssueComponent issue = new OperationOutcomeIssueComponent()
                .setSeverity(severity(message))
                .setCode(type(message))
                .setDiagnostics(text);
        String id = message.getMessageId();
        // The terminology gives a sentence in place of an id.
        if (id != null && !id.contains(" ")) {
            issue.addExtension(MESSAGE_ID, new StringType(id));
            issue.getDetails().addCoding().setSystem(MESSAGE_IDS).setCode(id);
        }
        if (message.getLocation() != null) {
            issue.addExpression(message.getLocation());
        }
        return issue;
    }

    private static IssueSeverity severity(ValidationMessage message) {
        return UNKNOWN_PROFILE.contains(String.valueOf(message.getMessageId()))
                ? IssueSeverity.ERROR
                : IssueSeverity.fromCode(message.getLevel().toCode());
    }

    private static IssueType type(ValidationMessage message) {
        String code = message.getType() == null ? "" : message.getType().toCode();
        return TYPES.contains(code) ? IssueType.fromCode(code) : IssueType.PROCESSING;
    }

    private static String code(IssueType type) {
        return type == IssueType.NULL ? "" : type.toCode();
    }
}
