package org.painbridge.careplan.fhir;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.painbridge.careplan.ExchangeReason;
import org.painbridge.careplan.ExchangeRefusal;
import org.painbridge.careplan.Party;
import org.painbridge.careplan.PlanMove;
import org.painbridge.careplan.TaskMove;
import org.painbridge.careplan.TaskState;

/** {@code $hold}, {@code $resume}, {@code $complete}, {@code $withdraw}, {@code $wrong-patient}: the plan as a whole. */
public final class StatusAction implements PlanAction {
    private static final Set<PlanMove> WITH_REASON = Set.of(PlanMove.WITHDRAW, PlanMove.WRONG_PATIENT);

    private static final Set<TaskState> UNANSWERED = Set.of(TaskState.REQUESTED, TaskState.RECEIVED);

    private final PlanMove move;

    public StatusAction(PlanMove move) {
        this.move = move;
    }

    @Override
    public String code() {
        return move.code();
    }

    @Override
    public Set<String> parameters() {
        return Set.of("reason");
    }

    @Override
    public boolean needsVersion() {
        return true;
    }

    @Override
    public Parameters run(PlanCall call) {
        LivingPlan plan = call.plan();
        call.move(move);
        String why = call.in().text("reason").orElse("");
        if (why.isEmpty() && WITH_REASON.contains(move)) {
            throw new ExchangeRefusal(ExchangeReason.REASON_MISSING, "Parameters.parameter", "Say in reason why.");
        }
        plan.because(why);
        switch (move) {
            case COMPLETE -> {
                complete(plan);
                plan.team().close();
            }
            case WITHDRAW -> {
                revoke(plan);
                cancel(plan, why);
                plan.team().close();
            }
            case WRONG_PATIENT -> {
                cancel(plan, why);
                shut(plan);
                new WrongPatient(plan).mark();
                plan.team().end();
            }
            default -> {} // The status says it all.
        }
        Parameters answer = new Parameters();
        answer.addParameter("carePlan", plan.versioned(plan.plan()));
        return answer;
    }

    /** An accepted review goes on as long as the plan; everything else has to be done first. */
    private static void complete(LivingPlan plan) {
        List<Task> open = open(plan)
                .filter(task -> !(plan.reviews().contains(task)
                        && state(task).filter(TaskState.ACCEPTED::equals).isPresent()))
                .toList();
        if (!open.isEmpty()) {
            throw new ExchangeRefusal(
                    ExchangeReason.TASKS_OPEN,
                    open.stream()
                            .map(task -> new ExchangeRefusal.Place(
                                    "",
                                    "Task/" + task.getIdElement().getIdPart() + " is still "
                                            + task.getStatus().toCode() + ": it has to end first."))
                            .toList());
        }
        PlanTasks tasks = new PlanTasks(plan);
        open(plan).forEach(review -> {
            tasks.move(review, TaskMove.START, Set.of(Party.OWNER));
            tasks.move(review, TaskMove.COMPLETE, Set.of(Party.OWNER));
        });
    }

    /** What nobody has taken on is not proposed any more; an order stays whose it is. */
    private static void revoke(LivingPlan plan) {
        Set<String> taken = plan.activities().stream()
                .filter(task ->
                        state(task).filter(state -> !UNANSWERED.contains(state)).isPresent())
                .map(task -> LivingPlan.unversioned(task.getFocus().getReference()))
                .collect(Collectors.toSet());
        plan.requests().stream()
                .filter(request -> !taken.contains(request))
                .flatMap(request -> plan.part(request).stream())
                .filter(request ->
                        !Revocation.isEnd(request) && !Intents.isOrder(request) && !Revocation.isBooked(request))
                .forEach(request -> {
                    Revocation.of(request);
                    plan.change(request);
                });
    }

    /** Those too whose state nobody here gave them. */
    private static void cancel(LivingPlan plan, String why) {
        PlanTasks tasks = new PlanTasks(plan);
        List<Task> cancelled = all(plan)
                .filter(task ->
                        state(task).map(TaskState::isOpen).orElse(task.getStatus() != TaskStatus.ENTEREDINERROR))
                .toList();
        cancelled.forEach(task -> {
            tasks.set(task, TaskState.CANCELLED);
            Escalation.end(plan, task);
            task.setStatusReason(new CodeableConcept().setText(why));
        });
        cancelled.forEach(
                task -> plan.team().leave(String.valueOf(task.getOwner().getReference())));
    }

    /** From now on they open the plan to nobody but its custodian: whoever was asked was asked about somebody else. */
    private static void shut(LivingPlan plan) {
        PlanTasks tasks = new PlanTasks(plan);
        all(plan)
                .filter(task -> !(HandOver.isOne(task)
                        && plan.custodian().equals(task.getOwner().getReference())))
                .forEach(task -> {
                    task.getStatusReason()
                            .addCoding()
                            .setSystem(Definitions.PLAN_ACTION.url())
                            .setCode(PlanMove.WRONG_PATIENT.code());
                    tasks.touch(task);
                });
    }

    private static Stream<Task> open(LivingPlan plan) {
        return all(plan).filter(task -> TaskState.isOpen(task.getStatus().toCode()));
    }

    private static Stream<Task> all(LivingPlan plan) {
        return Stream.of(plan.reviews(), plan.activities(), plan.proposals()).flatMap(List::stream);
    }

    private static Optional<TaskState> state(Task task) {
        return TaskState.find(task.getStatus().toCode());
    }
}
