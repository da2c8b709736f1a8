package org.painbridge.careplan.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.painbridge.careplan.fhir.MemoryPlan.PHYSICIAN;
import static org.painbridge.careplan.fhir.MemoryPlan.SPECIALIST;

import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CarePlan.CarePlanStatus;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.CareTeam.CareTeamStatus;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Goal;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.painbridge.careplan.ExchangeReason;
import org.painbridge.careplan.ExchangeRefusal;
import org.painbridge.careplan.PlanMove;

/** What is done with a plan once it was answered. */
class PlanActionsTest extends PlanActs {
    @Test
    void progressMovesTheTaskAndBringsWhatWasFound() {
        plan.act(new Response(), PHYSICIAN, answer("accept"));
        plan.act(new Progress(PushWriting.TAPER), PHYSICIAN, progress(PHYSIO, "in-progress"));

        plan.act(
                new Progress(PushWriting.TAPER),
                PHYSICIAN,
                progress(PHYSIO, "completed").andThen(sent -> {
                    Observation score = plan.only(Observation.class).copy();
                    sent.addParameter().setName("outcome").setResource(score);
                }));

        Task task = plan.task(PHYSIO);
        assertThat(task.getStatus().toCode()).isEqualTo("completed");
        assertThat(plan.all(Observation.class)).hasSize(2);
        assertThat(task.getOutputFirstRep().getValue())
                .extracting(value -> ((Reference) value).getReference())
                .isEqualTo("Observation/Observation-new-"
                        + lastNumber(plan.all(Observation.class).getLast()));
        assertThat(plan.only(CarePlan.class).getMeta().getVersionId()).isEqualTo("2");
    }

    @Test
    void progressOutOfOrderOrByAnotherIsRefused() {
        assertRefused(
                ExchangeReason.WRONG_STATE,
                () -> plan.act(new Progress(PushWriting.TAPER), PHYSICIAN, progress(PHYSIO, "completed")));
        plan.act(new Response(), PHYSICIAN, answer("accept"));
        assertRefused(
                ExchangeReason.WRONG_STATE,
                () -> plan.act(new Progress(PushWriting.TAPER), PHYSICIAN, progress(PHYSIO, "completed")));
        assertRefused(
                ExchangeReason.NOT_YOURS,
                () -> plan.act(new Progress(PushWriting.TAPER), SPECIALIST, progress(PHYSIO, "in-progress")));
        assertRefused(
                ExchangeReason.REASON_MISSING,
                () -> plan.act(new Progress(PushWriting.TAPER), SPECIALIST, progress(PHYSIO, "cancelled")));
        assertRefused(
                ExchangeReason.SUBJECT_DIFFERS,
                () -> plan.act(
                        new Progress(PushWriting.TAPER),
                        PHYSICIAN,
                        progress(PHYSIO, "in-progress").andThen(sent -> {
                            Observation score = plan.only(Observation.class).copy();
                            score.setSubject(new Reference("Patient/another"));
                            sent.addParameter().setName("outcome").setResource(score);
                        })));
    }

    @Test
    void whoIsAskedToCarryAnActivityOutAcceptsItAndJoins() {
        plan.act(new Response(), PHYSICIAN, answer("accept").andThen(sent -> {
            ParametersParameterComponent choice = sent.addParameter().setName("activity");
            choice.addPart().setName("reference").setValue(new Reference(PHYSIO));
            choice.addPart().setName("decision").setValue(new CodeType("accept"));
            choice.addPart().setName("performer").setValue(new Reference("PractitionerRole/physiotherapist"));
        }));
        assertThat(plan.task(PHYSIO).getStatus().toCode()).isEqualTo("requested");

        plan.act(
                new Progress(PushWriting.TAPER),
                MemoryPlan.speaker("PractitionerRole/physiotherapist"),
                progress(PHYSIO, "accepted"));

        assertThat(plan.task(PHYSIO).getStatus().toCode()).isEqualTo("accepted");
        assertThat(plan.only(CareTeam.class).getParticipant())
                .extracting(each -> each.getMember().getReference())
                .contains("PractitionerRole/physiotherapist");
        assertThat(ended("PractitionerRole/physiotherapist")).isFalse();

        plan.act(
                new Progress(PushWriting.TAPER),
                MemoryPlan.speaker("PractitionerRole/physiotherapist"),
                progress(PHYSIO, "in-progress"));
        plan.act(
                new Progress(PushWriting.TAPER),
                MemoryPlan.speaker("PractitionerRole/physiotherapist"),
                progress(PHYSIO, "completed"));

        assertThat(ended("PractitionerRole/physiotherapist")).isTrue();
        assertThat(ended("PractitionerRole/family-physician-role")).isFalse();
    }

    private boolean ended(String member) {
        return plan.only(CareTeam.class).getParticipant().stream()
                .filter(each -> member.equals(each.getMember().getReference()))
                .allMatch(each -> each.getPeriod().hasEnd());
    }

    @Test
    void aCommentNamesWhatItIsAboutAndReachesTheOthers() {
        plan.act(new CommentAction(), PHYSICIAN, sent -> {
            sent.addParameter("text", "There is a place in November");
            sent.addParameter("about", new Reference(PHYSIO));
        });
        Communication first = plan.only(Communication.class);
        plan.act(new CommentAction(), SPECIALIST, sent -> {
            sent.addParameter("text", "Good");
            sent.addParameter("inResponseTo", new Reference(first.getId()));
        });

        assertThat(first.getAbout()).extracting(Reference::getReference).containsExactly("CarePlan/CarePlan-1", PHYSIO);
        assertThat(plan.all(Communication.class).getLast().getRecipient())
                .extracting(Reference::getReference)
                .containsExactly("PractitionerRole/family-physician-role");
        assertRefused(
                ExchangeReason.ITEM_OTHER,
                () -> plan.act(new CommentAction(), PHYSICIAN, sent -> {
                    sent.addParameter("text", "?");
                    sent.addParameter("about", new Reference("Goal/other"));
                }));
    }

    @Test
    void aPlanIsCompletedWhenEverythingIsDone() {
        plan.act(new Response(), PHYSICIAN, some("decline", "already-done", "accept"));
        assertThatThrownBy(() -> plan.act(new StatusAction(PlanMove.COMPLETE), SPECIALIST, sent -> {}))
                .isInstanceOfSatisfying(ExchangeRefusal.class, refusal -> {
                    assertThat(refusal.reason()).isEqualTo(ExchangeReason.TASKS_OPEN);
                    assertThat(refusal.places()).hasSize(1);
                });
        plan.act(new Progress(PushWriting.TAPER), PHYSICIAN, progress(VISIT, "in-progress"));
        plan.act(new Progress(PushWriting.TAPER), PHYSICIAN, progress(VISIT, "completed"));

        plan.act(new StatusAction(PlanMove.COMPLETE), SPECIALIST, sent -> {});

        assertPlan("completed", "partly-agreed");
        assertThat(plan.only(CareTeam.class).getStatus()).isEqualTo(CareTeamStatus.INACTIVE);
        assertThat(plan.only(CareTeam.class).getPeriod().hasEnd()).isTrue();
        assertThat(plan.task("CarePlan/CarePlan-1").getStatus().toCode()).isEqualTo("completed");
    }

    @Test
    void aPlanOfTheWrongPatientLeavesNothingThatCounts() {
        plan.act(new Response(), PHYSICIAN, answer("accept"));

        plan.act(new StatusAction(PlanMove.WRONG_PATIENT), SPECIALIST, because("Another person of that name"));

        assertThat(plan.only(CarePlan.class).getStatus()).isEqualTo(CarePlanStatus.ENTEREDINERROR);
        assertThat(plan.only(CareTeam.class).getStatus()).isEqualTo(CareTeamStatus.ENTEREDINERROR);
        assertThat(plan.only(Goal.class).getLifecycleStatus().toCode()).isEqualTo("entered-in-error");
        assertThat(plan.only(Observation.class).getStatus().toCode()).isEqualTo("entered-in-error");
        assertThat(plan.only(Condition.class)
                        .getVerificationStatus()
                        .getCodingFirstRep()
                        .getCode())
                .isEqualTo("entered-in-error");
        assertThat(plan.all(Task.class))
                .allMatch(task -> task.getStatus().toCode().equals("cancelled"));
    }

    @Test
    void whatNobodyHasTakenOnIsWithdrawnWithThePlan() {
        plan.act(new Response(), PHYSICIAN, some("accept", "defer", "accept"));

        plan.act(new StatusAction(PlanMove.WITHDRAW), SPECIALIST, because("She moves away"));

        assertThat(plan.only(MedicationRequest.class).getStatus().toCode()).isEqualTo("cancelled");
        assertThat(plan.only(ServiceRequest.class).getStatus().toCode()).isEqualTo("active");
    }

    @Test
    void eachChangeTellsWhoForWhomWhatAndWhy() {
        plan.act(new StatusAction(PlanMove.WITHDRAW), SPECIALIST, because("She moves away"));

        Provenance told = plan.provenances.getLast();
        assertThat(told.getAgentFirstRep().getWho().getReference()).isEqualTo("PractitionerRole/pain-specialist-role");
        assertThat(told.getAgentFirstRep().getOnBehalfOf().getReference()).isEqualTo("Organization/pain-clinic");
        assertThat(told.getActivity().getCodingFirstRep().getCode()).isEqualTo("withdraw");
        assertThat(told.getReasonFirstRep().getText()).isEqualTo("She moves away");
        assertThat(told.getEntityFirstRep().getWhat().getReference()).isEqualTo("CarePlan/CarePlan-1/_history/1");
    }

    private static String lastNumber(Observation observation) {
        return observation.getIdElement().getIdPart().replaceAll(".*-", "");
    }
}
