package org.painbridge.careplan.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.careplan.fhir.MemoryPlan.PHYSICIAN;
import static org.painbridge.careplan.fhir.MemoryPlan.SPECIALIST;

import java.util.List;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.CareTeam.CareTeamParticipantComponent;
import org.hl7.fhir.r4.model.Goal;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.painbridge.careplan.ExchangeReason;
import org.painbridge.careplan.PlanMove;
import org.painbridge.careplan.Speaker;

/** Who may still act when a plan is somebody else's. */
class HandOverTest extends ProposedChanges {
    private static final String THIRD = "PractitionerRole/physiotherapist";
    private static final Speaker NEXT = MemoryPlan.speaker(THIRD);

    @Test
    void whatTheOneBeforeWasAskedAsCustodianIsForTheNewOne() {
        propose(PHYSICIAN, replace("CarePlan/CarePlan-1", titled("Walk to the lake")));
        String asked = "Task/" + open().getIdElement().getIdPart();

        handOver(SPECIALIST, THIRD, NEXT);

        assertThat(((Task) plan.read(asked).orElseThrow()).getOwner().getReference())
                .isEqualTo(THIRD);
        assertRefused(ExchangeReason.NOT_YOURS, () -> decide(SPECIALIST, "accept", ""));
        decide(NEXT, "accept", "");
        assertThat(plan.only(CarePlan.class).getTitle()).isEqualTo("Walk to the lake");
    }

    @Test
    void anImportedDraftOfATaskStandsInNobodysWay() {
        propose(PHYSICIAN, replace("CarePlan/CarePlan-1", titled("Walk to the lake")));
        String waiting = "Task/" + open().getIdElement().getIdPart();
        keepDraft(open());
        keepDraft(plan.task("CarePlan/CarePlan-1"));
        plan.act(new HandOver(), SPECIALIST, sent -> sent.addParameter("to", new Reference(THIRD)));
        decide(NEXT, "accept", "");

        propose(NEXT, replace(GOAL, wanted("Run")));

        assertThat(((Task) plan.read(waiting).orElseThrow()).getOwner().getReference())
                .isEqualTo(THIRD);
        assertThat(plan.only(Goal.class).getDescription().getText()).isEqualTo("Run");
        assertThat(plan.all(Task.class))
                .filteredOn(task -> task.getStatus() == Task.TaskStatus.DRAFT)
                .hasSize(2);
    }

    @Test
    void nobodyIsAskedToTakeOverWhatTheyHaveInAnotherRole() {
        for (String role : List.of("pain-specialist-role", "other-role")) {
            PractitionerRole kept = new PractitionerRole().setPractitioner(new Reference("Practitioner/greta"));
            kept.setId("PractitionerRole/" + role);
            plan.keep(kept, 1);
        }
        Practitioner greta = new Practitioner();
        greta.setId("Practitioner/greta");
        plan.keep(greta, 1);

        for (String to : List.of("Practitioner/greta", "PractitionerRole/other-role")) {
            assertRefused(
                    ExchangeReason.PARAMETER_INVALID,
                    () -> plan.act(new HandOver(), SPECIALIST, sent -> sent.addParameter("to", new Reference(to))));
        }
    }

    private void keepDraft(Task task) {
        Task draft = task.copy().setStatus(Task.TaskStatus.DRAFT);
        draft.setId(task.getIdElement().getIdPart() + "-draft");
        plan.keep(draft, 1);
    }

    @Test
    void aGoalOfTheOneBeforeStaysTheirsToDecide() {
        plan.only(Goal.class).setExpressedBy(new Reference("PractitionerRole/pain-specialist-role"));
        propose(PHYSICIAN, replace(GOAL, wanted("Run")));
        Task asked = open();

        handOver(SPECIALIST, THIRD, NEXT);

        assertThat(asked.getOwner().getReference()).isEqualTo("PractitionerRole/pain-specialist-role");
        decide(SPECIALIST, "accept", "");
        assertThat(plan.only(Goal.class).getDescription().getText()).isEqualTo("Run");
    }

    @Test
    void whoWasCustodianOnlyTakesPartNoMore() {
        handOver(SPECIALIST, THIRD, NEXT);
        assertThat(memberships()).extracting(each -> each.getPeriod().hasEnd()).containsExactly(false);

        handOver(NEXT, "PractitionerRole/family-physician-role", PHYSICIAN);

        assertThat(memberships()).extracting(each -> each.getPeriod().hasEnd()).containsExactly(true);
        assertRefused(ExchangeReason.NOT_YOURS, () -> plan.act(new StatusAction(PlanMove.HOLD), NEXT, sent -> {}));
    }

    @Test
    void theNewCustodianCallsActivitiesOffAndTheOneBeforeDoesNot() {
        handOver(SPECIALIST, THIRD, NEXT);

        assertRefused(
                ExchangeReason.NOT_YOURS, () -> plan.act(new Progress(PushWriting.TAPER), SPECIALIST, cancelled()));
        plan.act(new Progress(PushWriting.TAPER), NEXT, cancelled());

        assertThat(plan.task("ServiceRequest/ServiceRequest-1").getStatus().toCode())
                .isEqualTo("cancelled");
    }

    private static Consumer<Parameters> cancelled() {
        return PlanActs.progress("ServiceRequest/ServiceRequest-1", "cancelled")
                .andThen(sent -> sent.addParameter("note", "She does it by herself"));
    }

    private void handOver(Speaker from, String to, Speaker accepts) {
        plan.act(new HandOver(), from, sent -> sent.addParameter("to", new Reference(to)));
        decide(accepts, "accept", "");
    }

    private List<CareTeamParticipantComponent> memberships() {
        return plan.only(CareTeam.class).getParticipant().stream()
                .filter(each -> THIRD.equals(each.getMember().getReference()))
                .toList();
    }
}
