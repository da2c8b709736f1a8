package org.painbridge.server.dispensing.disclosure;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoredResource;

/**
 * Tells who may approve that a disclosure waits, and who requested it that it is decided: by Tasks, of which Subscriptions hear. They
 * name the disclosure by its number, and neither its subject, recipient nor purpose: who may read Tasks learns of nobody.
 */
final class DisclosureTasks {
    private static final String CODES = "https://painbridge.example/fhir/CodeSystem/task-code";

    private final String approvers;

    /** @param approvers who own the Tasks to decide, {@code Organization/x}; empty for nobody */
    DisclosureTasks(String approvers) {
        this.approvers = approvers;
    }

    /** What is to be done. */
    private enum Kind {
        DECIDE("decide-disclosure", "Decide a disclosure"),
        DECIDED("disclosure-decided", "See to a decided disclosure");

        private final String code;
        private final String display;

        Kind(String code, String display) {
            this.code = code;
            this.display = display;
        }

        private String token() {
            return SearchQuery.token(CODES, code);
        }
    }

    void ask(StoreTransaction transaction, Disclosure waiting) throws SQLException {
        Task task = task(transaction, Kind.DECIDE, waiting.id(), waiting.expires())
                .setDescription("A disclosure waits to be decided by another person than the one who requested it: see"
                        + " $nms-disclosure.");
        if (!approvers.isEmpty()) {
            task.setOwner(new Reference(approvers));
        }
        transaction.create(task);
    }

    /** @param until when the requester can ask about it */
    void tell(StoreTransaction transaction, Disclosure open, boolean released, Instant until) throws SQLException {
        close(transaction, Kind.DECIDE, open.id());
        Task task = task(transaction, Kind.DECIDED, open.id(), until)
                .setDescription(
                        released
                                ? "The disclosure is released: fetch its package by $nms-disclosure, as long as it is there."
                                : "The disclosure is rejected: $nms-disclosure says why.");
        Reference requester = open.requester().reference();
        if (!"Person".equals(requester.getReferenceElement().getResourceType())) { // R4 lets no Person own a Task.
            task.setOwner(requester);
        }
        transaction.create(task);
    }

    /** The requester has seen to it. */
    void fetched(StoreTransaction transaction, String id) throws SQLException {
        close(transaction, Kind.DECIDED, id);
    }

    /** What nobody can do any more. */
    void sweep(StoreTransaction transaction) throws SQLException {
        SearchQuery over = SearchQuery.of("Task")
                .where("code", Kind.DECIDE.token() + "," + Kind.DECIDED.token())
                .where("status", TaskStatus.REQUESTED.toCode())
                .where("due", "le" + transaction.now());
        for (StoredResource found : transaction.searchAll(over)) {
            end(transaction, found, TaskStatus.CANCELLED);
        }
    }

    private static Task task(StoreTransaction transaction, Kind kind, String id, Instant until) {
        Task task = new Task()
                .setStatus(TaskStatus.REQUESTED)
                .setIntent(TaskIntent.ORDER)
                .setCode(new CodeableConcept(new Coding(CODES, kind.code, kind.display)))
                .setAuthoredOn(Date.from(transaction.now()))
                .setLastModified(Date.from(transaction.now()))
                .addIdentifier(
                        new Identifier().setSystem(Disclosures.IDENTIFIERS).setValue(id));
        task.getRestriction().getPeriod().setEnd(Date.from(until));
        return task;
    }

    private static void close(StoreTransaction transaction, Kind kind, String id) throws SQLException {
        SearchQuery open = SearchQuery.of("Task")
                .where("identifier", SearchQuery.token(Disclosures.IDENTIFIERS, id))
                .where("code", kind.token());
        for (StoredResource found : transaction.search(open)) {
            end(transaction, found, TaskStatus.COMPLETED);
        }
    }

    /** Whoever has closed it, or deleted it, is not overruled. */
    private static void end(StoreTransaction transaction, StoredResource found, TaskStatus status) throws SQLException {
        List<StoredResource> held = transaction.readToChange("Task", found.id()).stream()
                .filter(current -> !current.deleted())
                .toList();
        for (StoredResource current : held) {
            Task task = transaction.parse(Task.class, current);
            if (task.getStatus() == TaskStatus.REQUESTED) {
                task.setStatus(status).setLastModified(Date.from(transaction.now()));
                transaction.update(task, current.version());
            }
        }
    }
}
