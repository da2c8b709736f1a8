package org.painbridge.server.imaging;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.painbridge.imaging.fhir.DecisionId;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.RequestProblem;

/**
 * What somebody did with a decision.
 *
 * @param decision its id
 * @param accepted whether the advice was followed; else it was overridden
 * @param reason why it was overridden; empty where nobody said
 * @param comment in the words of the user; empty for none
 * @param at when it was done; empty for now
 * @param client the system that tells
 */
record FeedbackRequest(
        String decision,
        boolean accepted,
        Optional<CodeableConcept> reason,
        Optional<String> comment,
        Optional<Instant> at,
        Optional<String> client) {
    private static final Set<String> NAMES = Set.of("decision", "outcome", "reason", "comment", "at", "client");

    static FeedbackRequest of(Parameters sent) {
        ImagingParameters parameters = new ImagingParameters(sent, NAMES);
        String outcome = parameters.required("outcome", CodeType.class).getValue();
        if (!Set.of("accepted", "overridden").contains(outcome)) {
            throw ImagingParameters.problem("outcome", "outcome is accepted or overridden");
        }
        return new FeedbackRequest(
                id(decision(sent), "Parameters.parameter.where(name='decision')"),
                outcome.equals("accepted"),
                parameters.optional("reason", CodeableConcept.class),
                parameters.optional("comment", StringType.class).map(StringType::getValue),
                parameters
                        .optional("at", DateTimeType.class)
                        .map(at -> at.getValue().toInstant()),
                parameters.optional("client", StringType.class).map(StringType::getValue));
    }

    /** As Belgium's PSS sends it: a Task about the decision, rejected or not, with the reason as statusReason. */
    static FeedbackRequest of(Task task) {
        Optional<Boolean> accepted = accepted(task);
        if (accepted.isEmpty()) {
            throw problem(
                    "Task.status", "The status of a Task that tells what was done is accepted, completed or rejected");
        }
        return new FeedbackRequest(
                id(String.valueOf(task.getFocus().getReference()), "Task.focus"),
                accepted.get(),
                Optional.of(task.getStatusReason()).filter(reason -> !reason.isEmpty()),
                task.getNote().stream().map(note -> note.getText()).findFirst(),
                Optional.ofNullable(task.getAuthoredOn()).map(java.util.Date::toInstant),
                Optional.ofNullable(task.getRequester().getDisplay()));
    }

    private static Optional<Boolean> accepted(Task task) {
        return switch (task.getStatus()) {
            case ACCEPTED, COMPLETED -> Optional.of(true);
            case REJECTED -> Optional.of(false);
            case null, default -> Optional.empty();
        };
    }

    private static String decision(Parameters sent) {
        return sent.getParameter().stream()
                .filter(parameter -> "decision".equals(parameter.getName()))
                .map(parameter -> switch (parameter.getValue()) {
                    case Reference reference -> String.valueOf(reference.getReference());
                    case PrimitiveType<?> name -> String.valueOf(name.getValueAsString());
                    case null, default -> "";
                })
                .findFirst()
                .orElse("");
    }

    private static String id(String name, String place) {
        return DecisionId.parse(name)
                .map(DecisionId::ulid)
                .orElseThrow(() ->
                        problem(place, "Name the decision: GuidanceResponse/[id], its id, or the urn:uuid of it"));
    }

    private static RequestProblem problem(String place, String message) {
        return new RequestProblem(ErrorCode.INVALID_PARAMETER, place, message);
    }
}
