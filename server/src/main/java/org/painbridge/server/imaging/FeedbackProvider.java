package org.painbridge.server.imaging;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.GuidanceResponse;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoredResource;

/** What became of a decision; docs/operations/imaging-feedback.md. */
public final class FeedbackProvider implements CapabilityOperations {
    private final FhirStore store;
    private final CallerViews views;
    private final Decisions decisions;
    private final FeedbackTable table = new FeedbackTable();

    FeedbackProvider(FhirStore store, Decisions decisions, CallerViews views) {
        this.store = store;
        this.decisions = decisions;
        this.views = views;
    }

    @Operation(
            name = "$imaging-feedback",
            typeName = "GuidanceResponse",
            canonicalUrl = "https://painbridge.example/fhir/OperationDefinition/imaging-feedback")
    public Parameters feedback(@ResourceParam @Nullable IBaseResource body, RequestDetails caller) {
        FeedbackRequest feedback = read(body);
        decisions.settle(feedback.decision());
        StoredResource decision = views.of(caller)
                .read("GuidanceResponse", feedback.decision())
                .filter(stored -> !stored.deleted())
                .orElseThrow(() -> new StoreProblem.NotFound("GuidanceResponse/" + feedback.decision()));
        GuidanceResponse guidance = (GuidanceResponse) store.parse(decision);
        StoredResource task = store.write(transaction -> keep(transaction, feedback, guidance));
        Parameters answer = new Parameters();
        answer.addParameter("task", new Reference(task.reference()));
        return answer;
    }

    private FeedbackRequest read(@Nullable IBaseResource body) {
        if (body instanceof Task task) {
            store.localise(task);
            return FeedbackRequest.of(task);
        }
        Parameters parameters = CapabilityOperations.parameters(body);
        store.localise(parameters);
        return FeedbackRequest.of(parameters);
    }

    private StoredResource keep(StoreTransaction transaction, FeedbackRequest feedback, GuidanceResponse guidance)
            throws SQLException {
        Instant at = feedback.at().orElse(transaction.now());
        table.insert(transaction, List.of(row(feedback, at)));
        return transaction.create(task(feedback, guidance, at));
    }

    /** The words of the user are in the Task only. */
    private static FeedbackTable.Row row(FeedbackRequest feedback, Instant at) {
        Coding reason = feedback.reason()
                .flatMap(concept -> concept.getCoding().stream().findFirst())
                .orElseGet(Coding::new);
        return new FeedbackTable.Row(
                feedback.decision(),
                feedback.accepted() ? FeedbackTable.Outcome.ACCEPTED : FeedbackTable.Outcome.OVERRIDDEN,
                new FeedbackTable.Reason(reason.getSystem(), reason.getCode(), reason.getDisplay()),
                feedback.comment().isPresent(),
                at,
                feedback.client().orElse(null),
                null);
    }

    private static Task task(FeedbackRequest feedback, GuidanceResponse guidance, Instant at) {
        Task task = new Task();
        task.setStatus(feedback.accepted() ? TaskStatus.COMPLETED : TaskStatus.REJECTED)
                .setIntent(TaskIntent.ORDER)
                .setFocus(new Reference("GuidanceResponse/" + feedback.decision()))
                .setFor(guidance.getSubject().copy())
                .setAuthoredOn(Date.from(at));
        task.getCode().setText("Feedback on an imaging decision");
        feedback.reason().ifPresent(task::setStatusReason);
        feedback.comment().ifPresent(comment -> task.addNote().setText(comment));
        feedback.client().ifPresent(client -> task.getRequester().setDisplay(client));
        return task;
    }
}
