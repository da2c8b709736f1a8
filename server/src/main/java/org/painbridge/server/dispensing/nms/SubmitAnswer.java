package org.painbridge.server.dispensing.nms;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.painbridge.dispensing.Alerting;
import org.painbridge.dispensing.NotRaised;
import org.painbridge.dispensing.fhir.NotRaisedWriter;
import org.painbridge.dispensing.nms.fhir.OutcomeWriter;

/** Writes what became of a submission: docs/operations/nms-submit.md. */
final class SubmitAnswer {
    private static final String RULE = "https://painbridge.example/fhir/StructureDefinition/dispensing-rule";
    private static final String ANSWER = Alerting.Presentation.ANSWER.code();
    private static final String NMS = "https://painbridge.example/fhir/CodeSystem/nms-response-code";

    private static final NotRaisedWriter NOT_RAISED = new NotRaisedWriter();

    /** The same whether there is anything withheld or not. */
    private static final String WITHHELD =
            "Findings that tell of what is withheld from this caller, if anything, are not in it";

    private SubmitAnswer() {}

    /**
     * What the rules say.
     *
     * @param issues by dispense
     * @param standing by dispense, findings that were told of an earlier one, or are of a later one that counts it
     * @param notRaised by dispense, what would be told but is not; of a dry run
     * @param pending patients who are judged again later
     * @param hidesSome whether something may be kept from the caller: not whether it is
     */
    record Said(
            Map<String, List<DetectedIssue>> issues,
            Map<String, List<DetectedIssue>> standing,
            Map<String, List<NotRaised>> notRaised,
            Set<String> pending,
            boolean hidesSome) {}

    /** Of one dispense that is stored, or of a dry run that would store it. */
    static Parameters single(LineResult.Stored result, Said said) {
        Parameters answer = new Parameters();
        parts(result, said).forEach(answer::addParameter);
        note(answer, said);
        return answer;
    }

    static Parameters batch(List<LineResult> results, Said said) {
        Parameters answer = new Parameters();
        int accepted = 0;
        for (LineResult result : results) {
            accepted += result instanceof LineResult.Stored ? 1 : 0;
        }
        answer.addParameter().setName("accepted").setValue(new IntegerType(accepted));
        answer.addParameter().setName("rejected").setValue(new IntegerType(results.size() - accepted));
        for (LineResult result : results) {
            ParametersParameterComponent line = answer.addParameter().setName("line");
            line.addPart().setName("number").setValue(new IntegerType(result.number()));
            parts(result, said).forEach(line::addPart);
        }
        note(answer, said);
        return answer;
    }

    private static void note(Parameters answer, Said said) {
        if (said.hidesSome()) {
            answer.addParameter().setName("note").setValue(new StringType(WITHHELD));
        }
    }

    private static List<ParametersParameterComponent> parts(LineResult result, Said said) {
        return switch (result) {
            case LineResult.Stored stored -> stored(stored, said);
            case LineResult.Refused refused -> refused(OutcomeWriter.of(refused.problems()));
            case LineResult.NotStorable failed -> refused(failed.why().orElseGet(OperationOutcome::new));
        };
    }

    private static List<ParametersParameterComponent> stored(LineResult.Stored result, Said said) {
        List<DetectedIssue> issues = said.issues().getOrDefault(result.dispenseId(), List.of());
        List<DetectedIssue> standing = said.standing().getOrDefault(result.dispenseId(), List.of());
        List<ParametersParameterComponent> parts = new ArrayList<>();
        parts.add(part("status", new CodeType(result.reversed() ? "reversed" : "accepted")));
        if (!result.reference().isEmpty()) {
            parts.add(part("dispense", new Reference(result.reference())));
        }
        parts.add(part("duplicate", new BooleanType(result.duplicate())));
        OperationOutcome warnings = OutcomeWriter.of(result.warnings());
        responses(warnings, parts);
        issues.stream()
                .filter(issue -> !isOpen(issue))
                .forEach(issue -> parts.add(response(code(issue), issue.getDetailElement())));
        issues.forEach(issue -> parts.add(part(name(issue), issue)));
        standing.forEach(issue -> parts.add(part("standing", issue)));
        said.notRaised()
                .getOrDefault(result.dispenseId(), List.of())
                .forEach(each -> parts.add(NOT_RAISED.write(each)));
        if (said.pending().contains(result.patientId())) {
            parts.add(part("pending", new BooleanType(true)));
        }
        if (warnings.hasIssue()) {
            parts.add(part("outcome", warnings));
        }
        return parts;
    }

    private static String name(DetectedIssue issue) {
        if (isOpen(issue)) {
            return "question";
        }
        boolean isAnswer = issue.getExtensionsByUrl(RULE).stream()
                .anyMatch(rule -> ANSWER.equals(rule.getExtensionString("presentation")));
        return isAnswer ? "told" : "finding";
    }

    private static boolean isOpen(DetectedIssue issue) {
        return issue.getStatus() == DetectedIssueStatus.PRELIMINARY;
    }

    private static List<ParametersParameterComponent> refused(OperationOutcome outcome) {
        List<ParametersParameterComponent> parts = new ArrayList<>();
        parts.add(part("status", new CodeType("rejected")));
        responses(outcome, parts);
        parts.add(part("outcome", outcome));
        return parts;
    }

    private static void responses(OperationOutcome outcome, List<ParametersParameterComponent> parts) {
        for (OperationOutcomeIssueComponent issue : outcome.getIssue()) {
            parts.add(response(
                    preferred(issue.getDetails().getCoding()),
                    issue.getDetails().getTextElement()));
        }
    }

    private static Optional<Coding> code(DetectedIssue issue) {
        return preferred(issue.getCode().getCoding());
    }

    /** That of NMS where there is one; none is made up. */
    private static Optional<Coding> preferred(List<Coding> codings) {
        return codings.stream()
                .filter(coding -> NMS.equals(coding.getSystem()))
                .findFirst()
                .or(() -> codings.stream().findFirst());
    }

    private static ParametersParameterComponent response(Optional<Coding> code, StringType text) {
        ParametersParameterComponent response = new ParametersParameterComponent().setName("response");
        code.ifPresent(coding -> response.addPart().setName("code").setValue(coding.copy()));
        StringType both = text.copy();
        response.addPart().setName("text").setValue(both);
        return response;
    }

    private static ParametersParameterComponent part(String name, Type value) {
        return new ParametersParameterComponent().setName(name).setValue(value);
    }

    private static ParametersParameterComponent part(String name, Resource resource) {
        return new ParametersParameterComponent().setName(name).setResource(resource);
    }
}
