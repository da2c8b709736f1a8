package org.painbridge.careplan.fhir;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.painbridge.careplan.BusinessIdentifier;
import org.painbridge.careplan.TaskMove;

/** {@code $acknowledge}: the recipient's system has the plan. Nobody has answered yet. */
public final class Acknowledgement implements PlanAction {
    private static final String CODE = "acknowledge";
    /** By which the clocks of two systems may differ. */
    private static final Duration GRACE = Duration.ofMinutes(5);

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public Set<String> parameters() {
        return Set.of("task", "receivedAt", "system");
    }

    @Override
    public Optional<BusinessIdentifier> impliedIdentifier(ExchangeParameters in) {
        return Optional.of(new BusinessIdentifier(CODE, in.requiredReference("task")));
    }

    @Override
    public Parameters run(PlanCall call) {
        call.parties();
        LivingPlan plan = call.plan();
        ExchangeParameters in = call.in();
        Task task = plan.review(in.requiredReference("task"));
        in.dateTime("receivedAt")
                .ifPresent(at -> task.getExecutionPeriod()
                        .setStartElement(plan.desk().moments().write(received(plan, task, at))));
        new PlanTasks(plan).move(task, TaskMove.RECEIVE, plan.parties(task, call.speaker()));
        PaperTask.end(plan, task);
        Escalation.acknowledged(plan, task);
        in.reference("system").ifPresent(system -> plan.because("Received by " + system));
        return new Parameters()
                .addParameter(
                        "task", new Reference("Task/" + task.getIdElement().getIdPart()));
    }

    /** Never before the plan was sent, so that no time of waiting is negative; a date without time is the whole day. */
    private static Instant received(LivingPlan plan, Task task, BaseDateTimeType at) {
        Moments moments = plan.desk().moments();
        Instant earliest = Objects.requireNonNull(moments.start(at));
        Instant latest = Objects.requireNonNull(moments.end(at));
        require(!earliest.isAfter(plan.desk().now()), "receivedAt is in the future.");
        Instant asked = moments.start(task.getAuthoredOnElement());
        require(
                asked == null || !latest.plus(GRACE).isBefore(asked),
                "receivedAt is before the plan was sent: Task.authoredOn.");
        return asked != null && earliest.isBefore(asked) ? asked : earliest;
    }

    private static void require(boolean holds, String fix) {
        if (!holds) {
            throw ExchangeParameters.invalid("Parameters.parameter.where(name='receivedAt').value", fix);
        }
    }
}
