package org.painbridge.careplan.fhir;

import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.painbridge.careplan.Party;
import org.painbridge.careplan.TaskMove;

/** What follows from a plan that is accepted, as a whole or in part. */
record Answered(PlanCall call, PlanTasks tasks, Task review, Set<Party> by) {
    private static final Set<Party> REVIEWER = Set.of(Party.OWNER);

    void accept(Map<String, Choice> choices) {
        tasks.move(review, TaskMove.ACCEPT, by);
        LivingPlan plan = call.plan();
        plan.team().join(call.speaker().author().toString(), PlanTeam.AGREED);
        for (String request : plan.requests()) {
            Choice choice = choices.get(request);
            if (choice != null) {
                open(request, choice);
            }
        }
    }

    private void open(String request, Choice choice) {
        String owner = choice.performer() == null ? call.speaker().author().toString() : choice.performer();
        Task task = tasks.activity(review, request, owner);
        if (choice.note() != null) {
            tasks.note(task, call.speaker(), choice.note());
        }
        switch (choice.decision()) {
            case "decline" -> {
                move(task, TaskMove.RECEIVE, TaskMove.REJECT);
                task.setStatusReason(choice.why());
                call.plan().part(request).ifPresent(this::revoke);
            }
            case "defer" -> move(task, TaskMove.RECEIVE);
            case "already-done" -> {
                move(task, TaskMove.ACCEPT, TaskMove.START, TaskMove.COMPLETE);
                call.plan().part(request).ifPresent(this::done);
            }
            default -> {
                if (choice.performer() == null) {
                    move(task, TaskMove.ACCEPT); // Somebody else is asked first.
                }
            }
        }
    }

    private void move(Task task, TaskMove... moves) {
        for (TaskMove move : moves) {
            tasks.move(task, move, REVIEWER);
        }
    }

    private void done(Resource request) {
        Revocation.done(request);
        call.plan().change(request);
    }

    private void revoke(Resource request) {
        Revocation.of(request);
        call.plan().change(request);
    }
}
