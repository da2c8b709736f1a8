package org.painbridge.careplan.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.careplan.fhir.MemoryPlan.PHYSICIAN;
import static org.painbridge.careplan.fhir.MemoryPlan.SPECIALIST;
import static org.painbridge.careplan.fhir.MemoryPlan.STRANGER;

import java.time.Duration;
import java.util.List;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Goal;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.careplan.Deadlines;
import org.painbridge.careplan.ExchangeReason;
import org.painbridge.careplan.PlanMove;

/** How a review is acknowledged and answered. */
class ReviewAnswerTest extends PlanActs {
    @Test
    void anAcknowledgedReviewIsReceived() {
        plan.act(new Acknowledgement(), PHYSICIAN, sent -> {
            sent.addParameter("task", new Reference(plan.review()));
            sent.addParameter("receivedAt", new DateTimeType("2026-11-26T09:30:00-05:00"));
        });

        assertThat(plan.task("CarePlan/CarePlan-1").getStatus().toCode()).isEqualTo("received");
        assertThat(plan.only(CarePlan.class).getMeta().getVersionId()).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2027-01-01T09:30:00-05:00", "2026-11-25T09:54:59-05:00", "2026-11-24", "2020-01-01"})
    void anAcknowledgementOfTheFutureOrFromBeforeThePlanWasSentIsRefused(String moment) {
        assertRefused(
                ExchangeReason.PARAMETER_INVALID,
                () -> plan.act(new Acknowledgement(), PHYSICIAN, sent -> {
                    sent.addParameter("task", new Reference(plan.review()));
                    sent.addParameter("receivedAt", new DateTimeType(moment));
                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-25T09:55:00-05:00", "2026-11-25", "2026-11"})
    void aClockThatIsSlowAndADayWithoutTimeAreNoTimeBeforeThePlanWasSent(String moment) {
        plan.act(new Acknowledgement(), PHYSICIAN, sent -> {
            sent.addParameter("task", new Reference(plan.review()));
            sent.addParameter("receivedAt", new DateTimeType(moment));
        });

        Task review = plan.task("CarePlan/CarePlan-1");
        assertThat(review.getExecutionPeriod().getStart()).isEqualTo(review.getAuthoredOn());
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
    void whatWasCalledOffBeforeTheAnswerIsNobodysToDo() {
        plan.act(
                new Proposal(Deadlines.of(Duration.ofHours(24), Duration.ofDays(14)), PushWriting.TAPER),
                SPECIALIST,
                sent -> {
                    sent.addParameter("baseVersion", new IntegerType(1));
                    ParametersParameterComponent change = sent.addParameter().setName("change");
                    change.addPart().setName("action").setValue(new CodeType("remove"));
                    change.addPart().setName("target").setValue(new Reference(TAPER));
                });
        assertRefused(
                ExchangeReason.ACTIVITY_OTHER,
                () -> plan.act(new Response(), PHYSICIAN, answer("accept").andThen(choice(TAPER, "accept"))));

        plan.act(new Response(), PHYSICIAN, answer("accept"));

        assertThat(plan.tasks(List.of(TAPER))).isEmpty();
        assertThat(plan.task(PHYSIO).getStatus().toCode()).isEqualTo("accepted");
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
    void theCustodianAgreesToChangeWhatWasAskedFor() {
        plan.act(new Response(), PHYSICIAN, answer("request-change").andThen(comment("Later, please")));
        String proposal =
                "Task/" + plan.all(Task.class).getLast().getIdElement().getIdPart();

        plan.act(
                new Decision(Deadlines.of(Duration.ofHours(24), Duration.ofDays(14)), PushWriting.TAPER),
                proposal,
                SPECIALIST,
                sent -> sent.addParameter("decision", new CodeType("accept")));

        Task decided = (Task) plan.read(proposal).orElseThrow();
        assertThat(decided.getStatus().toCode()).isEqualTo("completed");
        assertThat(decided.getInput()).isEmpty();
        assertPlan("draft", "change-requested");
    }

    @Test
    void whatIsChangedAfterAllHaveDeclinedIsReviewedAgain() {
        plan.act(new Response(), PHYSICIAN, answer("decline").andThen(comment("The surgeon sees her first")));
        Goal goal = plan.only(Goal.class).copy().setDescription(new CodeableConcept().setText("Walk to the market"));

        plan.act(
                new Proposal(Deadlines.of(Duration.ofHours(24), Duration.ofDays(14)), PushWriting.TAPER),
                SPECIALIST,
                sent -> {
                    sent.addParameter("baseVersion", new IntegerType(2));
                    ParametersParameterComponent change = sent.addParameter().setName("change");
                    change.addPart().setName("action").setValue(new CodeType("replace"));
                    change.addPart().setName("target").setValue(new Reference("Goal/Goal-1"));
                    change.addPart().setName("resource").setResource(goal);
                });

        assertPlan("draft", "re-review");
        Task again = plan.all(Task.class).getLast();
        assertThat(again.getStatus().toCode()).isEqualTo("requested");
        assertThat(again.getOwner().getReference()).isEqualTo("PractitionerRole/family-physician-role");

        plan.act(
                new Response(), PHYSICIAN, answer("Task/" + again.getIdElement().getIdPart(), "accept"));

        assertPlan("active", "agreed");
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
}
