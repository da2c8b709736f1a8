package org.painbridge.server.careplan;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.painbridge.server.careplan.SentMessage.Entry;
import org.painbridge.server.store.StoredResource;

/** The Tasks by which a referral is processed. */
record ReferralTasks(MessageKeeper keeper) {
    static final String TASK_CODE = "https://painbridge.example/fhir/CodeSystem/task-code";
    private static final String PROCESS = "process-request";
    private static final Set<TaskStatus> DONE = Set.of(
            TaskStatus.COMPLETED,
            TaskStatus.CANCELLED,
            TaskStatus.REJECTED,
            TaskStatus.FAILED,
            TaskStatus.ENTEREDINERROR);

    /** Whoever the referral is for is asked to process it. */
    Task asked(Task task, ServiceRequest request, String id) {
        task.setFocus(new Reference("ServiceRequest/" + id));
        task.setFor(request.getSubject().copy());
        if (!task.hasStatus()) {
            task.setStatus(TaskStatus.REQUESTED);
        }
        task.setIntent(TaskIntent.ORDER);
        if (!task.hasCode()) {
            task.getCode().addCoding().setSystem(TASK_CODE).setCode(PROCESS);
        }
        if (!task.hasAuthoredOn()) {
            task.setAuthoredOn(Date.from(keeper.transaction().whole().now()));
        }
        if (!task.hasRequester() && request.hasRequester()) {
            task.setRequester(request.getRequester().copy());
        }
        if (!task.hasOwner() && request.hasPerformer()) {
            task.setOwner(request.getPerformerFirstRep().copy());
        }
        return task;
    }

    void process(Entry focus) throws SQLException {
        Task sent = keeper.people().own(focus, Task.class);
        Optional<StoredResource> known = task(focus, sent);
        if (known.isEmpty()) {
            if (!isOfRequest(sent)) {
                throw MessagePeople.unknown(focus);
            }
            keeper.create(focus, sent);
            return;
        }
        StoredResource held = keeper.held(known.get());
        Task task = (Task) keeper.transaction().parse(held);
        if (task.getStatus() != null && DONE.contains(task.getStatus())) {
            throw MessageKeeper.conflict(
                    focus.path() + ".status",
                    "The Task has ended: it is " + task.getStatus().toCode());
        }
        if (!sent.hasStatus()) {
            throw SentMessage.invalid(focus.path() + ".status", "Say how far the Task has got");
        }
        task.setStatus(sent.getStatus());
        task.setStatusReason(sent.hasStatusReason() ? sent.getStatusReason() : null);
        task.setBusinessStatus(sent.hasBusinessStatus() ? sent.getBusinessStatus() : null);
        sent.getNote().forEach(task::addNote);
        sent.getIdentifier().stream()
                .filter(each -> task.getIdentifier().stream().noneMatch(own -> own.equalsDeep(each)))
                .forEach(task::addIdentifier);
        task.setLastModified(Date.from(keeper.transaction().whole().now()));
        keeper.change(focus, task, held);
    }

    private Optional<StoredResource> task(Entry focus, Task sent) throws SQLException {
        Optional<String> stored = keeper.people().stored(focus);
        if (stored.isPresent()) {
            return Optional.of(keeper.read(focus, stored.get()));
        }
        String request = isOfRequest(sent) ? request(sent) : "";
        List<StoredResource> open = new ArrayList<>();
        for (StoredResource found : request.isEmpty() ? List.<StoredResource>of() : keeper.tasks(request)) {
            Task task = (Task) keeper.transaction().parse(found);
            if (task.getCode().hasCoding(TASK_CODE, PROCESS)) {
                open.add(found);
            }
        }
        return open.size() == 1 ? Optional.of(open.getFirst()) : Optional.empty();
    }

    private static boolean isOfRequest(Task task) {
        return !request(task).isEmpty();
    }

    private static String request(Task task) {
        String focus = String.valueOf(task.getFocus().getReference());
        return focus.startsWith("ServiceRequest/")
                ? focus
                : task.getBasedOn().stream()
                        .map(reference -> String.valueOf(reference.getReference()))
                        .filter(reference -> reference.startsWith("ServiceRequest/"))
                        .findFirst()
                        .orElse("");
    }

    /** Those of a referral that was called off. */
    void cancel(String request) throws SQLException {
        for (StoredResource found : keeper.tasks(request)) {
            StoredResource held = keeper.held(found);
            Task task = (Task) keeper.transaction().parse(held);
            if (task.getStatus() != null && !DONE.contains(task.getStatus())) {
                task.setStatus(TaskStatus.CANCELLED)
                        .setStatusReason(new CodeableConcept().setText("The referral was revoked"));
                keeper.change(task, held);
            }
        }
    }
}
