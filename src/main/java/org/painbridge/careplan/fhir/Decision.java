package org.painbridge.careplan.fhir;

import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.painbridge.careplan.Deadlines;
import org.painbridge.careplan.ExchangeReason;
import org.painbridge.careplan.ExchangeRefusal;
import org.painbridge.careplan.Party;
import org.painbridge.careplan.ProposalMove;
import org.painbridge.careplan.TaskState;

/** {@code Task/$decide}: whoever may write what a proposal changes accepts it, rejects it, or proposes something else; who asked takes it back. */
public final class Decision implements PlanAction {
    private static final Set<String> DECISIONS = Set.of("accept", "reject", "amend", "cancel");

    private final Deadlines deadlines;
    private final TaperReader taper;

    /**
     * @param deadlines time to agree again to what was agreed to
     * @param taper looks at the opioid taper as it would be
     */
    public Decision(Deadlines deadlines, TaperReader taper) {
        this.deadlines = deadlines;
        this.taper = taper;
    }

    @Override
    public String code() {
        return "decide";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("decision", "change", "comment");
    }

    @Override
    public boolean needsVersion() {
        return true;
    }

    @Override
    public Parameters run(PlanCall call) {
        call.parties();
        ExchangeParameters in = call.in();
        String decision = in.required("decision", () -> in.code("decision", DECISIONS));
        Task task = call.plan().proposal(call.target());
        Set<Party> by = call.plan().parties(task, call.speaker());
        String words = in.text("comment").orElse("");
        call.plan().because(words);
        Parameters answer = new Parameters();
        switch (decision) {
            case "accept" -> accept(call, task, by, answer);
            case "reject" -> reject(call, task, by, words);
            case "cancel" -> cancel(call, task, by, words);
            default -> amend(call, task, by, words, answer);
        }
        answer.addParameter("task", new Reference("Task/" + task.getIdElement().getIdPart()));
        return answer;
    }

    private void accept(PlanCall call, Task task, Set<Party> by, Parameters answer) {
        LivingPlan plan = call.plan();
        List<PlanChange> changes = ChangeTask.read(task);
        String proposer = task.getRequester().getReference();
        Amendment amendment = Amendment.of(plan, changes, proposer);
        TaskState done = move(ProposalMove.ACCEPT, task, by);
        // A counter-proposal carries the right of whoever made it.
        if (!changes.isEmpty()
                && !amendment.isFor(call.speaker())
                && !amendment.owners().equals(Set.of(proposer))) {
            throw new ExchangeRefusal(
                    ExchangeReason.NOT_YOURS,
                    "",
                    "This is for " + String.join(", ", amendment.owners()) + " to decide.");
        }
        PlanTasks tasks = new PlanTasks(plan);
        List<Conflict> conflicts = amendment.conflicts();
        if (!conflicts.isEmpty()) {
            tasks.set(task, move(ProposalMove.COLLIDE, task, by));
            conflicts.forEach(conflict -> {
                tasks.note(task, call.speaker(), conflict.words());
                conflict.addTo(answer);
            });
            return;
        }
        if (HandOver.isOne(task)) {
            HandOver.take(plan, task, by);
            answer.addParameter("carePlan", plan.versioned(plan.plan()));
        }
        if (!changes.isEmpty()) {
            new AnswerWriter().with(taper.look(amendment, plan.source()), answer);
            amendment.apply(call.speaker(), new Rereview(plan, proposer, deadlines));
            plan.proposed(task);
            task.addOutput()
                    .setType(new CodeableConcept().setText("Applied as"))
                    .setValue(plan.versioned(plan.plan()));
            answer.addParameter("carePlan", plan.versioned(plan.plan()));
        }
        tasks.set(task, done);
    }

    private static void reject(PlanCall call, Task task, Set<Party> by, String words) {
        if (words.isEmpty()) {
            throw new ExchangeRefusal(
                    ExchangeReason.REASON_MISSING, "Parameters.parameter", "Say in comment why it is rejected.");
        }
        new PlanTasks(call.plan()).set(task, move(ProposalMove.REJECT, task, by));
        task.setStatusReason(new CodeableConcept().setText(words));
    }

    /** Whoever has asked takes it back. */
    private static void cancel(PlanCall call, Task task, Set<Party> by, String words) {
        TaskState cancelled = move(ProposalMove.CANCEL, task, by);
        if (words.isEmpty()) {
            throw new ExchangeRefusal(
                    ExchangeReason.REASON_MISSING, "Parameters.parameter", "Say in comment why it is taken back.");
        }
        new PlanTasks(call.plan()).set(task, cancelled);
        task.setStatusReason(new CodeableConcept().setText(words));
    }

    private static void amend(PlanCall call, Task task, Set<Party> by, String words, Parameters answer) {
        LivingPlan plan = call.plan();
        TaskState answered = move(ProposalMove.AMEND, task, by);
        int now = Integer.parseInt(plan.plan().getMeta().getVersionId());
        List<PlanChange> changes = new ChangeReader(plan, now, call.speaker()).read(call.in());
        Proposal.requireMergeable(
                Amendment.of(plan, changes, call.speaker().author().toString()));
        PlanTasks tasks = new PlanTasks(plan);
        Task counter = tasks.proposal(call.speaker(), task.getRequester().getReference(), words);
        counter.addBasedOn(new Reference("Task/" + task.getIdElement().getIdPart()));
        ChangeTask.write(changes, counter);
        tasks.set(task, answered);
        task.setStatusReason(new CodeableConcept().setText("Answered by another proposal"));
        answer.addParameter(
                "counterProposal",
                new Reference("Task/" + counter.getIdElement().getIdPart()));
    }

    private static TaskState move(ProposalMove move, Task task, Set<Party> by) {
        return move.from(TaskState.of(task.getStatus().toCode()), by);
    }
}
