package org.painbridge.careplan.fhir;

import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.painbridge.careplan.Deadlines;
import org.painbridge.careplan.ExchangeReason;
import org.painbridge.careplan.ExchangeRefusal;
import org.painbridge.careplan.Party;
import org.painbridge.careplan.PlanMove;
import org.painbridge.careplan.ProposalMove;
import org.painbridge.careplan.TaskState;

/** {@code $propose-change}: what is the author's own changes at once, everything else waits for whose it is. */
public final class Proposal implements PlanAction {
    private static final Set<Party> OWNER = Set.of(Party.OWNER);

    private final Deadlines deadlines;
    private final TaperReader taper;

    /**
     * @param deadlines time to agree again to what was agreed to
     * @param taper looks at the opioid taper as it would be
     */
    public Proposal(Deadlines deadlines, TaperReader taper) {
        this.deadlines = deadlines;
        this.taper = taper;
    }

    @Override
    public String code() {
        return "propose-change";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("baseVersion", "change", "comment");
    }

    @Override
    public Parameters run(PlanCall call) {
        call.parties();
        LivingPlan plan = call.plan();
        ExchangeParameters in = call.in();
        plan.state().after(PlanMove.AMEND, OWNER); // Refused where a plan is not changed any more.
        int base = base(in, plan);
        String proposer = call.speaker().author().toString();
        List<PlanChange> changes = new ChangeReader(plan, base, call.speaker()).read(in);
        Amendment amendment = Amendment.of(plan, changes, proposer);
        requireMergeable(amendment);
        String words = in.text("comment").orElse("");
        plan.because(words);
        boolean own = amendment.isFor(call.speaker());
        if (!own && amendment.owners().size() > 1) {
            throw new ExchangeRefusal(
                    ExchangeReason.OWNERS_DIFFER,
                    "Parameters.parameter",
                    "These changes are for different people to decide: " + String.join(", ", amendment.owners())
                            + ". Send one proposal for each.");
        }
        String owner = own ? proposer : amendment.owners().iterator().next();
        Task task = new PlanTasks(plan).proposal(call.speaker(), owner, words);
        ChangeTask.write(changes, task);
        Parameters answer = new AnswerWriter().with(taper.look(amendment, plan.source()), new Parameters());
        if (own) {
            amendment.apply(call.speaker(), new Rereview(plan, proposer, deadlines));
            new PlanTasks(plan).set(task, ProposalMove.ACCEPT.from(TaskState.REQUESTED, OWNER));
            answer.addParameter("carePlan", plan.versioned(plan.plan()));
        }
        answer.addParameter("task", new Reference("Task/" + task.getIdElement().getIdPart()));
        return answer;
    }

    /** It is of the plan, whatever versions the resources that are sent name. */
    private static int base(ExchangeParameters in, LivingPlan plan) {
        int base = in.required("baseVersion", () -> in.number("baseVersion"));
        int now = Integer.parseInt(plan.plan().getMeta().getVersionId());
        if (base < 1 || base > now) {
            throw new ExchangeRefusal(
                    ExchangeReason.CHANGE_INVALID,
                    "Parameters.parameter.where(name='baseVersion').value",
                    "There is no version " + base + " of the plan: it is at version " + now
                            + ". Send the version that you have read.");
        }
        return base;
    }

    static void requireMergeable(Amendment amendment) {
        if (amendment.isNothing()) {
            throw new ExchangeRefusal(
                    ExchangeReason.CHANGE_INVALID, "Parameters.parameter", "The proposal changes nothing.");
        }
        List<Conflict> conflicts = amendment.conflicts();
        if (!conflicts.isEmpty()) {
            throw new ExchangeRefusal(
                    ExchangeReason.CHANGE_CONFLICT,
                    conflicts.stream()
                            .map(conflict -> new ExchangeRefusal.Place(conflict.path(), conflict.words()))
                            .toList());
        }
    }
}
