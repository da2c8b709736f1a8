package org.painbridge.careplan.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.careplan.fhir.MemoryPlan.PHYSICIAN;

import java.util.Date;
import java.util.List;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.painbridge.careplan.ExchangeReason;
import org.painbridge.careplan.Speaker;

/** What one has answered is not lost when another answers. */
class SeveralReviewsTest extends PlanActs {
    private static final String SECOND = "Task/Task-2";
    private static final Speaker THERAPIST = MemoryPlan.speaker("PractitionerRole/physiotherapist");
    /** Signs as a person, and was asked as a role. */
    private static final Speaker PERSON =
            MemoryPlan.speaker("Practitioner/therapist", "PractitionerRole/physiotherapist");

    @BeforeEach
    void twoAreAsked() {
        Task second = plan.task("CarePlan/CarePlan-1").copy();
        second.setId(SECOND);
        plan.keep(second.setOwner(new Reference("PractitionerRole/physiotherapist")), 1);
    }

    @Test
    void nothingIsAgreedBeforeAllHaveDecided() {
        plan.act(new Response(), THERAPIST, answer(SECOND, "accept"));
        assertPlan("active", "awaiting-response");

        plan.act(new Response(), PHYSICIAN, answer("accept"));

        assertPlan("active", "agreed");
    }

    @Test
    void whatOneHasAcceptedAndTheLastDeclinesIsPartlyAgreed() {
        plan.act(new Response(), THERAPIST, answer(SECOND, "accept"));

        plan.act(new Response(), PHYSICIAN, answer("decline").andThen(comment("Not with me")));

        assertPlan("active", "partly-agreed");
    }

    @Test
    void whatIsReviewedAgainIsAgreedWhenAllHaveDecidedAgain() {
        plan.act(new Response(), THERAPIST, answer(SECOND, "accept"));
        plan.act(new Response(), PHYSICIAN, answer("accept"));
        theyAreAskedAgain();

        plan.act(new Response(), THERAPIST, answer("Task/again-1", "accept"));
        assertPlan("active", "re-review");
        plan.act(new Response(), PHYSICIAN, answer("Task/again-2", "accept"));

        assertPlan("active", "agreed");
    }

    @Test
    void whoHasDeclinedWhatTheyAgreedToBeforeAgreesToNoPart() {
        plan.act(new Response(), THERAPIST, answer(SECOND, "accept"));
        plan.act(new Response(), PHYSICIAN, answer("accept"));
        theyAreAskedAgain();

        plan.act(new Response(), THERAPIST, answer("Task/again-1", "decline").andThen(comment("Too fast")));
        assertPlan("active", "declined");
        plan.act(new Response(), PHYSICIAN, answer("Task/again-2", "decline").andThen(comment("Too fast")));

        assertPlan("active", "declined");
    }

    @Test
    void whatOneAgreesToAgainAndTheOtherDeclinesIsPartlyAgreed() {
        plan.act(new Response(), THERAPIST, answer(SECOND, "accept"));
        plan.act(new Response(), PHYSICIAN, answer("accept"));
        theyAreAskedAgain();

        plan.act(new Response(), THERAPIST, answer("Task/again-1", "accept"));
        plan.act(new Response(), PHYSICIAN, answer("Task/again-2", "decline").andThen(comment("Too fast")));

        assertPlan("active", "partly-agreed");
    }

    private void theyAreAskedAgain() {
        for (String again : List.of("Task/again-1", "Task/again-2")) {
            Task review = ((Task) plan.read(again.endsWith("1") ? SECOND : plan.review())
                            .orElseThrow())
                    .copy();
            review.setStatus(Task.TaskStatus.REQUESTED).setAuthoredOn(Date.from(MemoryPlan.NOW));
            review.setId(again);
            plan.keep(review, 1);
        }
        CarePlan changed = plan.only(CarePlan.class);
        changed.getExtensionByUrl("https://painbridge.example/fhir/StructureDefinition/plan-agreement")
                .setValue(new CodeType("re-review"));
    }

    @Test
    void theChangeThatOneAskedForStillWaits() {
        plan.act(new Response(), THERAPIST, answer(SECOND, "request-change").andThen(comment("Later, please")));

        plan.act(new Response(), PHYSICIAN, answer("accept"));

        assertPlan("active", "change-requested");
    }

    @Test
    void whoAsksAsAPersonForAChangeIsWhoWasAskedAsARole() {
        plan.act(new Response(), PERSON, answer(SECOND, "request-change").andThen(comment("Later, please")));

        plan.act(new Response(), PHYSICIAN, answer("accept"));

        assertPlan("active", "change-requested");
        assertThat(plan.all(Task.class))
                .filteredOn(Task::hasPartOf)
                .extracting(task -> task.getPartOfFirstRep().getReference())
                .contains(SECOND);
    }

    @Test
    void whatOneHasDeclinedStaysDeclined() {
        plan.act(new Response(), THERAPIST, answer(SECOND, "decline").andThen(comment("Not here")));
        plan.act(new Response(), PHYSICIAN, answer("request-change").andThen(comment("Later, please")));
        assertPlan("draft", "change-requested");

        plan.act(new Response(), PHYSICIAN, answer("accept"));

        assertPlan("active", "partly-agreed");
    }

    @Test
    void anActivityThatOneHasDeclinedStaysDeclined() {
        plan.act(
                new Response(),
                THERAPIST,
                answer(SECOND, "accept-some")
                        .andThen(choice(PHYSIO, "decline"))
                        .andThen(choice(TAPER, "accept"))
                        .andThen(choice(VISIT, "accept")));
        plan.act(new Response(), PHYSICIAN, answer("request-change").andThen(comment("Later, please")));

        plan.act(new Response(), PHYSICIAN, answer("accept"));

        assertPlan("active", "partly-agreed");
    }

    @Test
    void whatWasDoneBeforeTheAnswerMayBeSaidToBeDone() {
        end(PHYSIO);
        assertRefused(
                ExchangeReason.ACTIVITY_OTHER,
                () -> plan.act(new Response(), PHYSICIAN, some("accept", "accept", "accept")));

        plan.act(new Response(), PHYSICIAN, some("already-done", "accept", "accept"));

        assertPlan("active", "partly-agreed");
        assertThat(plan.tasks(List.of(PHYSIO))).isEmpty();
    }

    @Test
    void whereNothingIsLeftToDoThePlanIsStillAccepted() {
        plan.act(new Response(), THERAPIST, answer(SECOND, "accept"));

        plan.act(new Response(), PHYSICIAN, answer("accept-some"));

        assertPlan("active", "partly-agreed");
    }

    private void end(String request) {
        Resource done = plan.read(request).orElseThrow();
        ((ServiceRequest) done).setStatus(ServiceRequest.ServiceRequestStatus.COMPLETED);
        plan.keep(done, 2);
    }
}
