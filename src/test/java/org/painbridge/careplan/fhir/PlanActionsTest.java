package org.painbridge.careplan.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.painbridge.careplan.fhir.MemoryPlan.PHYSICIAN;
import static org.painbridge.careplan.fhir.MemoryPlan.SPECIALIST;
import static org.painbridge.careplan.fhir.MemoryPlan.STRANGER;

import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CarePlan.CarePlanStatus;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.CareTeam.CareTeamStatus;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Goal;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.painbridge.careplan.ExchangeReason;
import org.painbridge.careplan.ExchangeRefusal;
import org.painbridge.careplan.PlanMove;

/** The operations on one plan in memory; each resource that they write is valid by the guide ({@link MemoryPlan}). */
class PlanActionsTest {
    private static final String PHYSIO = "ServiceRequest/ServiceRequest-1";
    private static final String TAPER = "MedicationRequest/MedicationRequest-1";
    private static final String VISIT = "Appointment/Appointment-1";

    private final MemoryPlan plan = new MemoryPlan();

    @Test
    void anAcknowledgedReviewIsReceived() {
        plan.act(new Acknowledgement(), PHYSICIAN, sent -> {
            sent.addParameter("task", new Reference(plan.review()));
            sent.addParameter("receivedAt", new DateTimeType("2026-11-26T09:30:00-05:00"));
        });

        assertThat(plan.task("CarePlan/CarePlan-1").getStatus().toCode()).isEqualTo("received");
        assertThat(plan.only(CarePlan.class).getMeta().getVersionId()).isEqualTo("1");
    }

    @Test
    void anAcknowledgementOfTheFutureIsRefused() {
        assertRefused(
                ExchangeReason.PARAMETER_INVALID,
                () -> plan.act(new Acknowledgement(), PHYSICIAN, sent -> {
                    sent.addParameter("task", new Reference(plan.review()));
                    sent.addParameter("receivedAt", new DateTimeType("2027-01-01T09:30:00-05:00"));
                }));
    }

    @Test
    void whoAcceptsGetsATaskForEachActivityAndIsOnTheTeam() {
        plan.act(new Response(), PHYSICIAN, answer("accept"));

        assertPlan("active", "agreed");
        for (String activity : new String[] {PHYSIO, TAPER, VISIT}) {
            assertThat(plan.task(activity).getStatus().toCode()).isEqualTo("accepted");
            assertThat(plan.task(activity).getOwner().getReference())
                    .isEqualTo("PractitionerRole/family-physician-role");
        }
        assertThat(plan.only(CareTeam.class).getParticipant())
                .extracting(each -> each.getMember().getReference())
                .containsOnlyOnce("PractitionerRole/family-physician-role");
    }

    @Test
    void whatIsDeclinedIsRevokedAndItsReasonKept() {
        plan.act(new Response(), PHYSICIAN, some("decline", "defer", "already-done"));

        assertPlan("active", "partly-agreed");
        assertThat(plan.task(PHYSIO).getStatus().toCode()).isEqualTo("rejected");
        assertThat(plan.task(PHYSIO).getStatusReason().getText()).isEqualTo("As we said");
        assertThat(plan.read(PHYSIO)
                        .orElseThrow()
                        .getNamedProperty("status")
                        .getValues()
                        .getFirst()
                        .primitiveValue())
                .isEqualTo("revoked");
        assertThat(plan.task(TAPER).getStatus().toCode()).isEqualTo("received");
        assertThat(plan.only(MedicationRequest.class).getStatus().toCode()).isEqualTo("active");
        assertThat(plan.task(VISIT).getStatus().toCode()).isEqualTo("completed");
        assertThat(plan.provenances.getLast().getTarget())
                .extracting(Reference::getReference)
                .contains("CarePlan/CarePlan-1/_history/2", PHYSIO + "/_history/2");
    }

    @Test
    void ofEachActivitySomethingIsSaid() {
        assertRefused(
                ExchangeReason.ACTIVITY_UNDECIDED,
                () -> plan.act(new Response(), PHYSICIAN, answer("accept-some").andThen(choice(PHYSIO, "accept"))));
        assertRefused(
                ExchangeReason.PARAMETER_INVALID,
                () -> plan.act(new Response(), PHYSICIAN, some("decline", "decline", "decline")));
        assertRefused(
                ExchangeReason.ACTIVITY_OTHER,
                () -> plan.act(
                        new Response(), PHYSICIAN, answer("accept").andThen(choice("ServiceRequest/other", "accept"))));
        assertPlan("draft", "awaiting-response");
    }

    @Test
    void whoDeclinesSaysWhyAndStaysOutside() {
        assertRefused(ExchangeReason.REASON_MISSING, () -> plan.act(new Response(), PHYSICIAN, answer("decline")));

        plan.act(new Response(), PHYSICIAN, answer("decline").andThen(comment("The surgeon sees her first")));

        assertPlan("draft", "declined");
        assertThat(plan.task("CarePlan/CarePlan-1").getStatusReason().getText())
                .isEqualTo("The surgeon sees her first");
        assertThat(plan.only(CareTeam.class).getMeta().getVersionId()).isEqualTo("1");
        assertThat(plan.only(Communication.class).getRecipientFirstRep().getReference())
                .isEqualTo("PractitionerRole/pain-specialist-role");
    }

    @Test
    void whoAsksForAChangeOpensAProposalToTheCustodian() {
        plan.act(new Response(), PHYSICIAN, answer("request-change").andThen(comment("Later, please")));

        assertPlan("draft", "change-requested");
        Task proposal = plan.all(Task.class).getLast();
        assertThat(proposal.getOwner().getReference()).isEqualTo("PractitionerRole/pain-specialist-role");
        assertThat(proposal.getFocus().getReference()).isEqualTo("CarePlan/CarePlan-1/_history/2");
        assertThat(proposal.getDescription()).isEqualTo("Later, please");
    }

    @Test
    void whoHasNoPartIsRefusedAndNothingChanges() {
        assertRefused(ExchangeReason.NOT_MEMBER, () -> plan.act(new Response(), STRANGER, answer("accept")));
        assertRefused(ExchangeReason.NOT_YOURS, () -> plan.act(new Response(), SPECIALIST, answer("accept")));
        assertRefused(
                ExchangeReason.NOT_YOURS,
                () -> plan.act(new StatusAction(PlanMove.WITHDRAW), PHYSICIAN, because("No")));
        assertPlan("draft", "awaiting-response");
    }

    @Test
    void thereIsOneAnswerAndNoneAfterTheWithdrawal() {
        plan.act(new Response(), PHYSICIAN, answer("accept"));
        assertRefused(ExchangeReason.WRONG_STATE, () -> plan.act(new Response(), PHYSICIAN, answer("accept")));

        plan.act(new StatusAction(PlanMove.WITHDRAW), SPECIALIST, because("She moves away"));

        assertPlan("revoked", "agreed");
        assertThat(plan.all(Task.class))
                .allMatch(task -> task.getStatus().toCode().equals("cancelled"));
        assertRefused(ExchangeReason.WRONG_STATE, () -> plan.act(new Response(), PHYSICIAN, answer("accept")));
    }

    @Test
    void progressMovesTheTaskAndBringsWhatWasFound() {
        plan.act(new Response(), PHYSICIAN, answer("accept"));
        plan.act(new Progress(), PHYSICIAN, progress(PHYSIO, "in-progress"));

        plan.act(new Progress(), PHYSICIAN, progress(PHYSIO, "completed").andThen(sent -> {
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
                ExchangeReason.WRONG_STATE, () -> plan.act(new Progress(), PHYSICIAN, progress(PHYSIO, "completed")));
        plan.act(new Response(), PHYSICIAN, answer("accept"));
        assertRefused(
                ExchangeReason.WRONG_STATE, () -> plan.act(new Progress(), PHYSICIAN, progress(PHYSIO, "completed")));
        assertRefused(
                ExchangeReason.NOT_YOURS, () -> plan.act(new Progress(), SPECIALIST, progress(PHYSIO, "in-progress")));
        assertRefused(
                ExchangeReason.REASON_MISSING,
                () -> plan.act(new Progress(), SPECIALIST, progress(PHYSIO, "cancelled")));
        assertRefused(
                ExchangeReason.SUBJECT_DIFFERS,
                () -> plan.act(
                        new Progress(),
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

        plan.act(new Progress(), MemoryPlan.speaker("PractitionerRole/physiotherapist"), progress(PHYSIO, "accepted"));

        assertThat(plan.task(PHYSIO).getStatus().toCode()).isEqualTo("accepted");
        assertThat(plan.only(CareTeam.class).getParticipant())
                .extracting(each -> each.getMember().getReference())
                .contains("PractitionerRole/physiotherapist");
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
        plan.act(new Progress(), PHYSICIAN, progress(VISIT, "in-progress"));
        plan.act(new Progress(), PHYSICIAN, progress(VISIT, "completed"));

        plan.act(new StatusAction(PlanMove.COMPLETE), SPECIALIST, sent -> {});

        assertPlan("completed", "partly-agreed");
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
    void eachChangeTellsWhoForWhomWhatAndWhy() {
        plan.act(new StatusAction(PlanMove.WITHDRAW), SPECIALIST, because("She moves away"));

        Provenance told = plan.provenances.getLast();
        assertThat(told.getAgentFirstRep().getWho().getReference()).isEqualTo("PractitionerRole/pain-specialist-role");
        assertThat(told.getAgentFirstRep().getOnBehalfOf().getReference()).isEqualTo("Organization/pain-clinic");
        assertThat(told.getActivity().getCodingFirstRep().getCode()).isEqualTo("withdraw");
        assertThat(told.getReasonFirstRep().getText()).isEqualTo("She moves away");
        assertThat(told.getEntityFirstRep().getWhat().getReference()).isEqualTo("CarePlan/CarePlan-1/_history/1");
    }

    private Consumer<Parameters> answer(String decision) {
        return sent -> {
            sent.addParameter("task", new Reference(plan.review()));
            sent.addParameter("decision", new CodeType(decision));
        };
    }

    private Consumer<Parameters> some(String physio, String taper, String visit) {
        return answer("accept-some")
                .andThen(choice(PHYSIO, physio))
                .andThen(choice(TAPER, taper))
                .andThen(choice(VISIT, visit));
    }

    private static Consumer<Parameters> choice(String activity, String decision) {
        return sent -> {
            ParametersParameterComponent choice = sent.addParameter().setName("activity");
            choice.addPart().setName("reference").setValue(new Reference(activity));
            choice.addPart().setName("decision").setValue(new CodeType(decision));
            choice.addPart().setName("reason").setValue(new CodeableConcept().setText("As we said"));
        };
    }

    private static Consumer<Parameters> comment(String text) {
        return sent -> sent.addParameter("comment", text);
    }

    private static Consumer<Parameters> because(String why) {
        return sent -> sent.addParameter("reason", new StringType(why));
    }

    private static Consumer<Parameters> progress(String activity, String status) {
        return sent -> {
            sent.addParameter("activity", new Reference(activity));
            sent.addParameter("status", new CodeType(status));
        };
    }

    private static String lastNumber(Observation observation) {
        return observation.getIdElement().getIdPart().replaceAll(".*-", "");
    }

    private void assertPlan(String status, String agreement) {
        CarePlan now = plan.only(CarePlan.class);
        assertThat(now.getStatus().toCode()).isEqualTo(status);
        assertThat(now.getExtensionByUrl("https://painbridge.example/fhir/StructureDefinition/plan-agreement")
                        .getValue()
                        .primitiveValue())
                .isEqualTo(agreement);
    }

    private static void assertRefused(ExchangeReason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ExchangeRefusal.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }
}
