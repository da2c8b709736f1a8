package org.painbridge.careplan.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.careplan.fhir.MemoryPlan.PHYSICIAN;
import static org.painbridge.careplan.fhir.MemoryPlan.SPECIALIST;
import static org.painbridge.careplan.fhir.MemoryPlan.STRANGER;

import java.util.List;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Goal;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.careplan.ExchangeReason;
import org.painbridge.careplan.PlanMove;

/** Who changes what of a plan at once, and who is asked. */
class ProposalTest extends ProposedChanges {
    @Test
    void whatIsTheCustodiansOwnIsChangedAtOnce() {
        propose(SPECIALIST, replace("CarePlan/CarePlan-1", titled("Walk to the lake")));

        assertThat(plan.only(CarePlan.class).getTitle()).isEqualTo("Walk to the lake");
        assertThat(plan.only(CarePlan.class).getMeta().getVersionId()).isEqualTo("3");
        assertThat(agreement()).isEqualTo("agreed");
        assertThat(proposal().getStatus().toCode()).isEqualTo("completed");
    }

    @Test
    void whatIsMaterialIsAgreedToAgain() {
        propose(SPECIALIST, replace(GOAL, wanted("Walk around the lake")));

        assertThat(agreement()).isEqualTo("re-review");
        List<Task> reviews = reviews();
        assertThat(reviews).hasSize(2);
        assertThat(reviews.getLast().getStatus().toCode()).isEqualTo("requested");
        assertThat(reviews.getLast().getFocus().getReference()).isEqualTo("CarePlan/CarePlan-1/_history/3");
        assertThat(reviews.getLast().getOwner().getReference()).isEqualTo("PractitionerRole/family-physician-role");
    }

    @Test
    void whatIsAnothersWaitsForTheOwnerAndThenIsApplied() {
        propose(PHYSICIAN, replace(GOAL, wanted("Walk to the market")));
        assertThat(plan.only(Goal.class).getMeta().getVersionId()).isEqualTo("1");
        assertThat(proposal().getOwner().getReference()).isEqualTo("PractitionerRole/pain-specialist-role");

        Parameters answer = decide(SPECIALIST, "accept", "");

        assertThat(plan.only(Goal.class).getDescription().getText()).isEqualTo("Walk to the market");
        assertThat(((Reference) answer.getParameter("carePlan").getValue()).getReference())
                .isEqualTo("CarePlan/CarePlan-1/_history/3");
        assertThat(proposal().getStatus().toCode()).isEqualTo("completed");
        assertThat(agreement()).isEqualTo("agreed"); // Both have agreed to it.
    }

    @Test
    void whatIsMergedIsToldAsItsAuthorsAndOfWhoeverDecided() {
        propose(PHYSICIAN, replace(GOAL, wanted("Walk to the market")));
        decide(SPECIALIST, "accept", "");

        Provenance told = plan.provenances.getLast();
        assertThat(told.getAgent())
                .extracting(agent -> agent.getType().getCodingFirstRep().getCode() + " "
                        + agent.getWho().getReference())
                .containsExactly(
                        "author PractitionerRole/family-physician-role",
                        "verifier PractitionerRole/pain-specialist-role");
        assertThat(told.getEntity())
                .filteredOn(entity -> entity.getRole() == Provenance.ProvenanceEntityRole.SOURCE)
                .extracting(entity -> entity.getWhat().getReference())
                .containsExactly("Task/" + proposal().getIdElement().getIdPart() + "/_history/2");
        assertThat(plan.author(GOAL, 2)).contains("PractitionerRole/family-physician-role");
    }

    @Test
    void whoHasAskedTakesItBack() {
        propose(PHYSICIAN, replace(GOAL, wanted("Walk to the market")));

        assertRefused(ExchangeReason.NOT_YOURS, () -> decide(SPECIALIST, "cancel", ""));
        assertRefused(ExchangeReason.REASON_MISSING, () -> decide(PHYSICIAN, "cancel", ""));
        decide(PHYSICIAN, "cancel", "She has changed her mind");

        assertThat(proposal().getStatus().toCode()).isEqualTo("cancelled");
        assertThat(proposal().getStatusReason().getText()).isEqualTo("She has changed her mind");
        assertThat(plan.only(Goal.class).getMeta().getVersionId()).isEqualTo("1");
        assertRefused(ExchangeReason.WRONG_STATE, () -> decide(PHYSICIAN, "cancel", ""));
    }

    /** Whatever versions the resources name that are sent. */
    @ParameterizedTest
    @ValueSource(ints = {0, 3, 999})
    void aVersionOfThePlanThatThereIsNotIsRefused(int base) {
        Goal sent = wanted("Walk to the market");
        sent.getMeta().setVersionId("1");

        assertRefused(
                ExchangeReason.CHANGE_INVALID,
                () -> plan.act(new Proposal(WITHIN, PushWriting.TAPER), SPECIALIST, in -> {
                    in.addParameter("baseVersion", new IntegerType(base));
                    replace(GOAL, sent).accept(in);
                }));
    }

    @Test
    void onlyTheOwnerDecides() {
        propose(PHYSICIAN, replace(GOAL, wanted("Walk to the market")));

        assertRefused(ExchangeReason.NOT_YOURS, () -> decide(PHYSICIAN, "accept", ""));
        assertRefused(ExchangeReason.NOT_MEMBER, () -> decide(STRANGER, "accept", ""));
        assertRefused(ExchangeReason.REASON_MISSING, () -> decide(SPECIALIST, "reject", ""));
        decide(SPECIALIST, "reject", "Too far");
        assertThat(proposal().getStatusReason().getText()).isEqualTo("Too far");
        assertRefused(ExchangeReason.WRONG_STATE, () -> decide(SPECIALIST, "accept", ""));
    }

    @Test
    void anActivityThatIsAddedByAgreementIsBegun() {
        ServiceRequest added = new ServiceRequest()
                .setStatus(ServiceRequestStatus.ACTIVE)
                .setIntent(ServiceRequestIntent.PROPOSAL)
                .setSubject(new Reference("Patient/p1"))
                .setCode(new CodeableConcept().setText("Warm pool"));
        propose(PHYSICIAN, change("add").andThen(with(added)));

        decide(SPECIALIST, "accept", "");

        String request =
                plan.only(CarePlan.class).getActivity().getLast().getReference().getReference();
        assertThat(plan.task(request).getStatus().toCode()).isEqualTo("accepted");
        assertThat(plan.task(request).getOwner().getReference()).isEqualTo("PractitionerRole/family-physician-role");
    }

    @Test
    void whatIsRemovedIsCalledOffWithItsTask() {
        propose(SPECIALIST, change("remove").andThen(target("ServiceRequest/ServiceRequest-1")));

        assertThat(plan.only(ServiceRequest.class).getStatus().toCode()).isEqualTo("revoked");
        assertThat(plan.task("ServiceRequest/ServiceRequest-1").getStatus().toCode())
                .isEqualTo("cancelled");
    }

    @Test
    void whatIsStoppedByItsStatusIsCalledOffWithItsTask() {
        propose(
                SPECIALIST,
                change("set-status")
                        .andThen(target(TAPER))
                        .andThen(sent -> sent.getParameter()
                                .getLast()
                                .addPart()
                                .setName("status")
                                .setValue(new CodeType("stopped"))));

        assertThat(plan.task(TAPER).getStatus().toCode()).isEqualTo("cancelled");
    }

    @Test
    void howFarAGoalIsReachedIsForEachToSay() {
        Goal reached = plan.only(Goal.class).copy();
        reached.getAchievementStatus()
                .addCoding()
                .setSystem("http://terminology.hl7.org/CodeSystem/goal-achievement")
                .setCode("improving");

        propose(PHYSICIAN, replace(GOAL, reached));

        assertThat(plan.only(Goal.class)
                        .getAchievementStatus()
                        .getCodingFirstRep()
                        .getCode())
                .isEqualTo("improving");
        assertThat(plan.only(CarePlan.class).getMeta().getVersionId()).isEqualTo("2");
    }

    @Test
    void aGoalOfThePatientIsForWhoReviewsThePlan() {
        Goal own = plan.only(Goal.class).copy().setExpressedBy(new Reference("Patient/p1"));
        propose(SPECIALIST, replace(GOAL, own));

        propose(SPECIALIST, replace(GOAL, wanted("Swim")));

        assertThat(proposal().getStatus().toCode()).isEqualTo("requested");
        assertThat(proposal().getOwner().getReference()).isEqualTo("PractitionerRole/family-physician-role");
        decide(PHYSICIAN, "accept", "");
        assertThat(plan.only(Goal.class).getDescription().getText()).isEqualTo("Swim");
    }

    @Test
    void aCounterProposalIsForTheProposerToAccept() {
        propose(PHYSICIAN, replace(GOAL, wanted("Walk to the market")));
        Task first = proposal();

        decide(SPECIALIST, "amend", "", replace(GOAL, wanted("Walk to the church")));

        Task counter = proposal();
        assertThat(counter.getBasedOnFirstRep().getReference()).isEqualTo(first.getId());
        assertThat(plan.only(Goal.class).getMeta().getVersionId()).isEqualTo("1");
        decide(PHYSICIAN, "accept", "");
        assertThat(plan.only(Goal.class).getDescription().getText()).isEqualTo("Walk to the church");
    }

    @Test
    void aPlanIsTheNewCustodiansFromTheAcceptanceOn() {
        plan.act(
                new HandOver(),
                SPECIALIST,
                sent -> sent.addParameter("to", new Reference("PractitionerRole/family-physician-role")));
        assertRefused(ExchangeReason.NOT_YOURS, () -> plan.act(new StatusAction(PlanMove.HOLD), PHYSICIAN, sent -> {}));

        decide(PHYSICIAN, "accept", "");

        assertThat(plan.only(CarePlan.class)
                        .getExtensionByUrl("https://painbridge.example/fhir/StructureDefinition/custodian")
                        .getValue())
                .extracting(value -> ((Reference) value).getReference())
                .isEqualTo("PractitionerRole/family-physician-role");
        plan.act(new StatusAction(PlanMove.HOLD), PHYSICIAN, sent -> {});
        assertThat(plan.only(CarePlan.class).getStatus().toCode()).isEqualTo("on-hold");
    }

    @Test
    void whatNoProposalChangesIsRefused() {
        CarePlan completed = plan.only(CarePlan.class).copy().setStatus(CarePlan.CarePlanStatus.COMPLETED);
        assertRefused(
                ExchangeReason.CHANGE_INVALID, () -> propose(SPECIALIST, replace("CarePlan/CarePlan-1", completed)));
        assertRefused(
                ExchangeReason.CHANGE_INVALID,
                () -> propose(SPECIALIST, replace(GOAL, plan.only(Goal.class).copy())));
        assertRefused(ExchangeReason.CHANGE_INVALID, () -> propose(SPECIALIST, replace("Goal/other", wanted("x"))));
        Goal ofAnother = wanted("x").setSubject(new Reference("Patient/another"));
        assertRefused(ExchangeReason.SUBJECT_DIFFERS, () -> propose(SPECIALIST, replace(GOAL, ofAnother)));
    }

    @Test
    void theTaperIsLookedAtAsItWouldBe() {
        MedicationRequest high = plain(plan.only(MedicationRequest.class));
        Quantity amount = new Quantity(90);
        amount.setUnit("mg/d").setSystem("http://unitsofmeasure.org").setCode("mg/d");
        high.addExtension("https://painbridge.example/fhir/StructureDefinition/target-mme", amount);

        Parameters asked = propose(PHYSICIAN, replace(TAPER, high));
        Parameters decided = decide(SPECIALIST, "accept", "");
        Parameters titled = propose(SPECIALIST, replace("CarePlan/CarePlan-1", titled("Walk to the lake")));

        for (Parameters answer : List.of(asked, decided, titled)) {
            OperationOutcome told =
                    (OperationOutcome) answer.getParameter("outcome").getResource();
            assertThat(told.getIssueFirstRep().getDiagnostics()).contains("no naloxone", "Rule T4");
        }
    }

    @Test
    void anOrderComesOnlyFromWhoPrescribes() {
        ServiceRequest order = new ServiceRequest()
                .setStatus(ServiceRequestStatus.ACTIVE)
                .setIntent(ServiceRequestIntent.ORDER)
                .setSubject(new Reference("Patient/p1"))
                .setCode(new CodeableConcept().setText("Warm pool"))
                .setRequester(new Reference("PractitionerRole/pain-specialist-role"));
        MedicationRequest ordered =
                plain(plan.only(MedicationRequest.class)).setIntent(MedicationRequest.MedicationRequestIntent.ORDER);
        MedicationRequest anothers = plain(plan.only(MedicationRequest.class))
                .setRequester(new Reference("PractitionerRole/family-physician-role"));

        assertRefused(
                ExchangeReason.CHANGE_INVALID,
                () -> propose(PHYSICIAN, change("add").andThen(with(order))));
        assertRefused(ExchangeReason.CHANGE_INVALID, () -> propose(SPECIALIST, replace(TAPER, ordered)));
        assertRefused(ExchangeReason.CHANGE_INVALID, () -> propose(SPECIALIST, replace(TAPER, anothers)));
        propose(SPECIALIST, change("add").andThen(with(order)));
        assertThat(plan.all(ServiceRequest.class)).hasSize(2);
    }
}
