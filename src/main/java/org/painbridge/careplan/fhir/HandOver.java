package org.painbridge.careplan.fhir;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.painbridge.careplan.ExchangeReason;
import org.painbridge.careplan.ExchangeRefusal;
import org.painbridge.careplan.Party;
import org.painbridge.careplan.PlanMove;
import org.painbridge.careplan.StoredRef;
import org.painbridge.careplan.TaskState;

/** {@code $hand-over}: the custodian asks somebody else to take the plan over; who is asked decides by {@code Task/$decide}. */
public final class HandOver implements PlanAction {
    private static final String INPUT = "custodian";
    private static final Set<String> TYPES = Set.of("Practitioner", "PractitionerRole");

    @Override
    public String code() {
        return "hand-over";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("to", "reason");
    }

    @Override
    public boolean needsVersion() {
        return true;
    }

    @Override
    public Parameters run(PlanCall call) {
        LivingPlan plan = call.plan();
        call.move(PlanMove.HAND_OVER);
        String to = call.in().requiredReference("to");
        boolean fits = TYPES.contains(to.substring(0, to.indexOf('/')))
                && plan.part(to).isPresent();
        if (!fits || isSame(plan, to)) {
            throw ExchangeParameters.invalid(
                    "Parameters.parameter.where(name='to').value",
                    "The plan is handed over to another stored Practitioner or PractitionerRole.");
        }
        boolean asked = plan.proposals().stream()
                .anyMatch(
                        task -> isOne(task) && TaskState.isOpen(task.getStatus().toCode()));
        if (asked) {
            throw new ExchangeRefusal(
                    ExchangeReason.WRONG_STATE, "", "Somebody is asked already to take the plan over.");
        }
        String why = call.in().text("reason").orElse("");
        plan.because(why);
        Task task =
                new PlanTasks(plan).proposal(call.speaker(), to, why.isEmpty() ? "Please take the plan over." : why);
        task.addInput().setType(new CodeableConcept().setText(INPUT)).setValue(new Reference(to));
        return new Parameters()
                .addParameter(
                        "task", new Reference("Task/" + task.getIdElement().getIdPart()));
    }

    /** Whoever has the plan already, in whatever role. */
    private static boolean isSame(LivingPlan plan, String to) {
        Addressees people = new Addressees(plan::part);
        Optional<StoredRef> person = people.person(to);
        return to.equals(plan.custodian())
                || person.isPresent() && people.person(plan.custodian()).equals(person);
    }

    static boolean isOne(Task task) {
        // Without getInputFirstRep, which would add an input.
        return task.getInput().stream()
                .findFirst()
                .filter(first -> INPUT.equals(first.getType().getText()))
                .isPresent();
    }

    /** The plan is somebody else's from now on: what the one before was asked to decide as custodian, the new one decides. */
    static void take(LivingPlan plan, Task task, Set<Party> by) {
        String before = plan.custodian();
        plan.become(plan.state().after(PlanMove.TAKE_OVER, by));
        String custodian = ((Reference) task.getInputFirstRep().getValue()).getReference();
        plan.plan().getExtension().removeIf(each -> Definitions.CUSTODIAN.url().equals(each.getUrl()));
        plan.plan().addExtension(new Extension(Definitions.CUSTODIAN.url(), new Reference(custodian)));
        plan.change(plan.plan());
        plan.team().join(custodian, PlanTeam.CUSTODIAN);
        plan.proposals().stream()
                .filter(other -> other != task
                        && !isOne(other)
                        && before.equals(other.getOwner().getReference()))
                .filter(other -> TaskState.isOpen(other.getStatus().toCode()))
                .forEach(other -> pass(plan, other));
        plan.team().leave(before);
    }

    /** Of an activity that the one before asks for, or a goal of theirs, they still decide. */
    private static void pass(LivingPlan plan, Task proposal) {
        List<PlanChange> changes = ChangeTask.read(proposal);
        Set<String> owners = changes.isEmpty()
                ? Set.of(plan.custodian())
                : Amendment.of(plan, changes, proposal.getRequester().getReference())
                        .owners();
        if (owners.equals(Set.of(plan.custodian()))) {
            proposal.setOwner(new Reference(plan.custodian()));
            new PlanTasks(plan).touch(proposal);
        }
    }
}
