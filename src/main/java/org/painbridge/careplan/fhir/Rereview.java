package org.painbridge.careplan.fhir;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Task;
import org.painbridge.careplan.Deadlines;
import org.painbridge.careplan.Speaker;
import org.painbridge.careplan.TaskState;

/**
 * Who has to agree again to a plan that was changed in what was agreed to: everybody who was asked, but whoever proposed or
 * accepted the change.
 *
 * @param deadlines time to answer
 */
record Rereview(LivingPlan plan, String proposer, Deadlines deadlines) {
    private static final Set<TaskState> WAITING = Set.of(TaskState.REQUESTED, TaskState.RECEIVED);
    private static final Set<TaskState> ANSWERED = Set.of(TaskState.ACCEPTED, TaskState.REJECTED);

    boolean isNeeded(Speaker speaker) {
        return concerned().anyMatch(review -> !hasAgreed(owner(review), speaker));
    }

    /** Whoever waits or has agreed; where all have declined, they. */
    private Stream<Task> concerned() {
        List<Task> open = plan.reviews().stream()
                .filter(review -> TaskState.isOpen(review.getStatus().toCode()))
                .toList();
        return open.isEmpty()
                ? plan.reviews().stream().filter(review -> isOne(review, Set.of(TaskState.REJECTED)))
                : open.stream();
    }

    void ask(Speaker speaker) {
        List<String> waiting = plan.reviews().stream()
                .filter(review -> isOne(review, WAITING))
                .map(Rereview::owner)
                .toList();
        Map<String, Task> answered = new LinkedHashMap<>();
        concerned()
                .filter(review -> isOne(review, ANSWERED))
                .filter(review -> !hasAgreed(owner(review), speaker) && !waiting.contains(owner(review)))
                .forEach(review -> answered.putIfAbsent(owner(review), review));
        PlanTasks tasks = new PlanTasks(plan);
        answered.values()
                .forEach(review -> tasks.again(review, plan.desk().now().plus(within(review))));
    }

    private Duration within(Task review) {
        return deadlines.of(new Addressees(plan::part).of(owner(review))).respond();
    }

    private boolean hasAgreed(String owner, Speaker speaker) {
        return owner.equals(proposer) || speaker.is(owner);
    }

    private static String owner(Task review) {
        return review.getOwner().getReference();
    }

    private static boolean isOne(Task review, Set<TaskState> states) {
        return TaskState.find(review.getStatus().toCode())
                .filter(states::contains)
                .isPresent();
    }
}
