package org.painbridge.careplan.fhir;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.painbridge.careplan.BusinessIdentifier;
import org.painbridge.careplan.TaskMove;

/** {@code $acknowledge}: the recipient's system has the plan. Nobody has answered yet. */
public final class Acknowledgement implements PlanAction {
    private static final String CODE = "acknowledge";

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
        in.moment("receivedAt").ifPresent(at -> {
            require(!at.isAfter(plan.desk().now()), "receivedAt is in the future.");
            Instant asked = plan.desk().moments().start(task.getAuthoredOnElement());
            require(asked == null || !at.isBefore(asked), "receivedAt is before the plan was sent: Task.authoredOn.");
            task.getExecutionPeriod().setStartElement(plan.desk().moments().write(at));
        });
        new PlanTasks(plan).move(task, TaskMove.RECEIVE, plan.parties(task, call.speaker()));
        PaperTask.end(plan, task);
        Escalation.acknowledged(plan, task);
        in.reference("system").ifPresent(system -> plan.because("Received by " + system));
        return new Parameters()
                .addParameter(
                        "task", new Reference("Task/" + task.getIdElement().getIdPart()));
    }

    private static void require(boolean holds, String fix) {
        if (!holds) {
            throw ExchangeParameters.invalid("Parameters.parameter.where(name='receivedAt').value", fix);
        }
    }
}
