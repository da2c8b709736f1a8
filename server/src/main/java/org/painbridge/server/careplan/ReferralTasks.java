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
        if (task.getStatus() == null) {
            task.setStatus(TaskStatus.REQUESTED);
        }
        task.setIntent(TaskIntent.ORDER);
        if (!task.getCode().hasCoding(TASK_CODE, PROCESS)) { // Beside what the sender calls it.
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
        String request = request(sent);
        if (!request.isEmpty()) {
            keeper.lockReferral(request);
        }
        Optional<StoredResource> known = task(focus, sent, request);
        if (known.isEmpty()) {
            create(focus, sent, request);
            return;
        }
        StoredResource held = known.get();
        Task task = (Task) keeper.transaction().parse(held);
        if (isDone(task)) {
            throw MessageKeeper.conflict(
                    focus.path() + ".status",
                    "The Task has ended: it is " + task.getStatus().toCode());
        }
        if (sent.getStatus() == null) {
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

    /** The one of that identifier, else the one by which the referral is processed now. */
    private Optional<StoredResource> task(Entry focus, Task sent, String request) throws SQLException {
        Optional<String> stored = keeper.people().stored(focus);
        if (stored.isPresent()) {
            return Optional.of(keeper.read(focus, stored.get()));
        }
        if (request.isEmpty()) {
            throw MessagePeople.unknown(focus);
        }
        List<StoredResource> all = keeper.tasks(request);
        List<StoredResource> open = new ArrayList<>();
        for (StoredResource found : all) {
            if (isOpen(found)) {
                open.add(found);
            }
        }
        if (open.size() > 1) {
            throw MessageKeeper.conflict(
                    focus.path() + ".identifier",
                    "The referral has " + open.size() + " open Tasks: say by its identifier which one is meant");
        }
        if (open.isEmpty() && !all.isEmpty() && isDone(sent)) {
            throw MessageKeeper.conflict(focus.path() + ".status", "The Tasks of the referral have ended already");
        }
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of(keeper.read(focus, open.getFirst().reference()));
    }

    private void create(Entry focus, Task sent, String request) throws SQLException {
        StoredResource stored = keeper.read(focus, request);
        ServiceRequest referral = (ServiceRequest) keeper.transaction().parse(stored);
        ReferralMessages.requireOpen(referral, focus);
        keeper.create(focus, asked(sent, referral, stored.id()));
    }

    private static boolean isDone(Task task) {
        return task.getStatus() != null && DONE.contains(task.getStatus());
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
            if (isOpen(found)) {
                StoredResource held = keeper.held(found);
                if (!held.deleted() && isOpen(held)) {
                    Task task = (Task) keeper.transaction().parse(held);
                    task.setStatus(TaskStatus.CANCELLED)
                            .setStatusReason(new CodeableConcept().setText("The referral was revoked"));
                    keeper.change(task, held);
                }
            }
        }
    }

    private boolean isOpen(StoredResource stored) {
        return !isDone((Task) keeper.transaction().parse(stored));
    }
}
