package org.painbridge.server.notification;

import java.sql.SQLException;
import java.util.Date;
import java.util.EnumSet;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskPriority;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoredResource;

/** Tells the operator of receivers that were given up, by a Task that is closed when the receiver is there again. */
final class OperatorTasks {
    static final String CODE = "receiver-given-up";

    private static final String CODES = "https://painbridge.example/fhir/CodeSystem/task-code";
    private static final Set<TaskStatus> CLOSED = EnumSet.of(
            TaskStatus.COMPLETED,
            TaskStatus.CANCELLED,
            TaskStatus.REJECTED,
            TaskStatus.FAILED,
            TaskStatus.ENTEREDINERROR);

    private final SubscriptionTable subscriptions;
    private final String operator;

    /** @param operator who owns the Tasks, {@code Organization/x}; empty for nobody */
    OperatorTasks(SubscriptionTable subscriptions, String operator) {
        this.subscriptions = subscriptions;
        this.operator = operator;
    }

    /** @param problem of the last attempt; quotes nothing of the receiver */
    void open(StoreTransaction transaction, Subscribed subscribed, String problem) throws SQLException {
        if (subscribed.task() != null) {
            return;
        }
        Task task = new Task()
                .setStatus(TaskStatus.REQUESTED)
                .setIntent(TaskIntent.ORDER)
                .setPriority(TaskPriority.URGENT)
                .setCode(new CodeableConcept(new Coding(CODES, CODE, "See to a receiver that was given up")))
                .setDescription("Nothing more is sent by this Subscription: " + problem
                        + ". What happens is still counted, and sent when its status is set to requested.")
                .setFocus(new Reference("Subscription/" + subscribed.id()))
                .setAuthoredOn(Date.from(transaction.now()))
                .setLastModified(Date.from(transaction.now()));
        if (!operator.isEmpty()) {
            task.setOwner(new Reference(operator));
        }
        StoredResource stored = transaction.create(task);
        subscriptions.setTask(transaction.connection(), subscribed.id(), stored.id());
    }

    /** Whoever has closed it, or deleted it, is not overruled. */
    void close(StoreTransaction transaction, Subscribed subscribed) throws SQLException {
        String id = subscribed.task();
        if (id == null) {
            return;
        }
        StoredResource current = transaction.readToChange("Task", id).orElse(null);
        if (current != null && !current.deleted()) {
            Task task = transaction.parse(Task.class, current);
            if (!CLOSED.contains(task.getStatus())) {
                task.setStatus(TaskStatus.COMPLETED).setLastModified(Date.from(transaction.now()));
                transaction.update(task, current.version());
            }
        }
        subscriptions.setTask(transaction.connection(), subscribed.id(), null);
    }
}
