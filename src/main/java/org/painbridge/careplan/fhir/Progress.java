package org.painbridge.careplan.fhir;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.painbridge.careplan.ExchangeReason;
import org.painbridge.careplan.ExchangeRefusal;
import org.painbridge.careplan.Party;
import org.painbridge.careplan.PlanStatus;
import org.painbridge.careplan.StoredRef;
import org.painbridge.careplan.TaskMove;
import org.painbridge.careplan.TaskState;
import org.painbridge.careplan.fhir.ExchangeParameters.Placed;

/** {@code $update-progress}: how far one activity of the plan has come, and what it brought. */
public final class Progress implements PlanAction {
    /** What an output of a Task is called that is stored here. */
    static final String OUTCOME = "Outcome";

    private static final Set<String> STATUSES =
            Set.of("accepted", "rejected", "in-progress", "on-hold", "completed", "failed", "cancelled");
    /** Nobody carries the activity out after them. */
    private static final Set<TaskMove> WITH_REASON =
            Set.of(TaskMove.REJECT, TaskMove.GIVE_BACK, TaskMove.FAIL, TaskMove.CANCEL);

    private static final Set<TaskStatus> BEGUN = Set.of(TaskStatus.INPROGRESS, TaskStatus.ONHOLD);

    private final TaperReader taper;

    /** @param taper looks at the opioid taper where something of the plan is called off */
    public Progress(TaperReader taper) {
        this.taper = taper;
    }

    @Override
    public String code() {
        return "update-progress";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("activity", "status", "reason", "note", "outcome");
    }

    @Override
    public Parameters run(PlanCall call) {
        call.parties();
        LivingPlan plan = call.plan();
        ExchangeParameters in = call.in();
        PlanStatus status = plan.state().status();
        if (status != PlanStatus.ACTIVE) {
            throw new ExchangeRefusal(
                    ExchangeReason.WRONG_STATE,
                    "",
                    "Activities go on while the plan is active, but it is " + status.code() + ".");
        }
        Task task = task(plan, in.requiredReference("activity"));
        Set<Party> by = plan.parties(task, call.speaker());
        Optional<String> wanted = in.code("status", STATUSES);
        Optional<String> note = in.text("note");
        List<Placed<Resource>> outcomes = in.resources("outcome");
        if (wanted.isEmpty() && note.isEmpty() && outcomes.isEmpty()) {
            throw ExchangeParameters.invalid("Parameters.parameter", "Send a status, a note or an outcome.");
        }
        requirePart(by, outcomes);
        boolean calledOff = wanted.isPresent() && move(call, task, TaskState.of(wanted.get()), by);
        note.ifPresent(text -> {
            new PlanTasks(plan).note(task, call.speaker(), text);
            plan.because(text);
        });
        Parameters answer = new Parameters();
        answer.addParameter("task", new Reference("Task/" + task.getIdElement().getIdPart()));
        outcomes.forEach(outcome -> store(call, task, outcome, answer));
        return calledOff ? new AnswerWriter().with(taper.look(plan), answer) : answer;
    }

    /** {@code Type/id} of what the task of an activity has brought. */
    public static List<String> outcomes(Task task) {
        return task.getOutput().stream()
                .filter(output -> OUTCOME.equals(output.getType().getText()))
                .map(output -> output.getValue() instanceof Reference stored ? stored.getReference() : null)
                .filter(Objects::nonNull)
                .map(LivingPlan::unversioned)
                .toList();
    }

    private static Task task(LivingPlan plan, String activity) {
        if (!activity.startsWith("Task/") && !plan.requests().contains(activity)) {
            throw other();
        }
        List<Task> found = plan.activities().stream()
                .filter(task -> activity.equals("Task/" + task.getIdElement().getIdPart())
                        || activity.equals(
                                LivingPlan.unversioned(task.getFocus().getReference())))
                .toList();
        if (found.isEmpty() && activity.startsWith("Task/")) {
            throw other();
        }
        if (found.isEmpty()) {
            throw new ExchangeRefusal(
                    ExchangeReason.WRONG_STATE,
                    "",
                    "Nobody has said anything of this activity yet: $respond comes first.");
        }
        return found.getLast();
    }

    private static ExchangeRefusal other() {
        return new ExchangeRefusal(
                ExchangeReason.ACTIVITY_OTHER,
                "Parameters.parameter.where(name='activity').value",
                "This is no activity of the plan: send one of its requests, or the task of one.");
    }

    private static void requirePart(Set<Party> by, List<Placed<Resource>> outcomes) {
        if (by.isEmpty() || (!outcomes.isEmpty() && !by.contains(Party.OWNER))) {
            throw new ExchangeRefusal(
                    ExchangeReason.NOT_YOURS,
                    "",
                    "Progress is told by the owner of the activity's task; its requester may pause it or call it off.");
        }
    }

    /** Whether the activity itself is called off by it. */
    private static boolean move(PlanCall call, Task task, TaskState wanted, Set<Party> by) {
        PlanTasks tasks = new PlanTasks(call.plan());
        TaskMove move = TaskMove.to(wanted, TaskState.of(task.getStatus().toCode()))
                .orElseThrow(() -> new IllegalArgumentException("No move leads to " + wanted));
        boolean begun = BEGUN.contains(task.getStatus());
        if (move == TaskMove.REJECT) {
            tasks.receive(task, by);
        }
        tasks.move(task, move, by);
        if (WITH_REASON.contains(move)) {
            task.setStatusReason(reason(call.in()));
            call.plan().because(ExchangeParameters.words(task.getStatusReason()));
        }
        if (!TaskState.isOpen(task.getStatus().toCode())) {
            call.plan().team().leave(task.getOwner().getReference());
        }
        if (move == TaskMove.ACCEPT) {
            call.plan().team().join(task.getOwner().getReference(), PlanTeam.CARRIES_OUT);
        }
        return follow(call, task, move, begun);
    }

    /** The request ends with its task; an order of somebody else, and a visit that is booked, are theirs to end. */
    private static boolean follow(PlanCall call, Task task, TaskMove move, boolean begun) {
        boolean off = WITH_REASON.contains(move);
        Optional<Resource> open = call.plan()
                .part(LivingPlan.unversioned(task.getFocus().getReference()))
                .filter(request -> !Revocation.isEnd(request) && isOfThePlan(request, call));
        if (open.isEmpty() || (off && Revocation.isBooked(open.get())) || !(off || move == TaskMove.COMPLETE)) {
            return false;
        }
        if (!off) {
            Revocation.done(open.get());
        } else if (begun) {
            Revocation.ofBegun(open.get());
        } else {
            Revocation.of(open.get());
        }
        call.plan().change(open.get());
        if (off) {
            call.plan().change(call.plan().plan()); // So that all who take part learn of it.
        }
        return off;
    }

    private static boolean isOfThePlan(Resource request, PlanCall call) {
        Reference requester = Intents.requester(request);
        return !Intents.isOrder(request)
                || !requester.hasReference()
                || call.speaker().is(requester.getReference())
                || isOfThePlan(LivingPlan.unversioned(requester.getReference()), call.plan());
    }

    /** Custodian and author, after a hand-over too, each as a person or in another role. */
    private static boolean isOfThePlan(String requester, LivingPlan plan) {
        Addressees people = new Addressees(plan.source()::look);
        Optional<StoredRef> person = people.person(requester);
        return Stream.of(plan.custodian(), plan.plan().getAuthor().getReference())
                .map(LivingPlan::unversioned)
                .anyMatch(one -> one.equals(requester)
                        || person.isPresent() && people.person(one).equals(person));
    }

    private static CodeableConcept reason(ExchangeParameters in) {
        return in.concept("reason")
                .or(() -> in.text("note").map(text -> new CodeableConcept().setText(text)))
                .orElseThrow(() -> new ExchangeRefusal(
                        ExchangeReason.REASON_MISSING, "Parameters.parameter", "Say in reason or note why."));
    }

    private static void store(PlanCall call, Task task, Placed<Resource> outcome, Parameters answer) {
        LivingPlan plan = call.plan();
        Resource resource = outcome.value().copy();
        Outcomes.require(resource, outcome.path(), plan, call.speaker());
        plan.create(resource);
        Reference stored = new Reference(
                resource.fhirType() + "/" + resource.getIdElement().getIdPart());
        task.addOutput().setValue(stored).setType(new CodeableConcept().setText(OUTCOME));
        new PlanTasks(plan).touch(task);
        answer.addParameter(resource instanceof Observation ? "observation" : "result", stored.copy());
    }
}
