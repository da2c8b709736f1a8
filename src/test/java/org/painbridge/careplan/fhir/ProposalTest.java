package org.painbridge.careplan.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.painbridge.careplan.fhir.MemoryPlan.PHYSICIAN;
import static org.painbridge.careplan.fhir.MemoryPlan.SPECIALIST;
import static org.painbridge.careplan.fhir.MemoryPlan.STRANGER;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Goal;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.painbridge.careplan.Deadlines;
import org.painbridge.careplan.ExchangeReason;
import org.painbridge.careplan.ExchangeRefusal;
import org.painbridge.careplan.PlanMove;
import org.painbridge.careplan.Speaker;

/** Changes of one plan in memory: whose they are, how they merge, and what has to be agreed to again. */
class ProposalTest {
    private static final String GOAL = "Goal/Goal-1";
    private static final String TAPER = "MedicationRequest/MedicationRequest-1";
    private static final Deadlines WITHIN = Deadlines.of(Duration.ofHours(24), Duration.ofDays(14));

    private final MemoryPlan plan = new MemoryPlan();

    @BeforeEach
    void anAgreedPlan() {
        plan.act(new Response(), PHYSICIAN, sent -> {
            sent.addParameter("task", new Reference(plan.review()));
            sent.addParameter("decision", new CodeType("accept"));
        });
    }

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
    void differentElementsMerge() {
        Goal mine = wanted("Walk to the market");
        propose(PHYSICIAN, replace(GOAL, mine));
        Goal later = plan.only(Goal.class).copy();
        later.getTargetFirstRep().setDue(new DateType("2027-06-01"));
        propose(SPECIALIST, replace(GOAL, later));

        decide(SPECIALIST, "accept", "");

        Goal goal = plan.only(Goal.class);
        assertThat(goal.getDescription().getText()).isEqualTo("Walk to the market");
        assertThat(goal.getTargetFirstRep().getDueDateType().getValueAsString()).isEqualTo("2027-06-01");
    }

    @Test
    void theSameElementChangedOtherwiseIsAConflictOfBothValuesAndAuthors() {
        propose(PHYSICIAN, replace(GOAL, wanted("Walk to the market")));
        propose(SPECIALIST, replace(GOAL, wanted("Swim")));

        Parameters answer = decide(SPECIALIST, "accept", "");

        ParametersParameterComponent conflict = answer.getParameter("conflict");
        assertThat(part(conflict, "path")).isEqualTo("Goal.description");
        assertThat(part(conflict, "current")).isEqualTo("Swim");
        assertThat(part(conflict, "proposed")).isEqualTo("Walk to the market");
        assertThat(reference(conflict, "currentAuthor")).isEqualTo("PractitionerRole/pain-specialist-role");
        assertThat(reference(conflict, "proposedAuthor")).isEqualTo("PractitionerRole/family-physician-role");
        assertThat(proposals().getFirst().getStatus().toCode()).isEqualTo("on-hold");
        assertThat(plan.only(Goal.class).getDescription().getText()).isEqualTo("Swim");
    }

    @Test
    void aProposalFromWhatIsNoLongerThereIsRefusedWithTheConflict() {
        Goal seen = wanted("Walk to the market");
        propose(SPECIALIST, replace(GOAL, wanted("Swim")));

        assertThatThrownBy(() -> propose(PHYSICIAN, replace(GOAL, seen)))
                .isInstanceOfSatisfying(ExchangeRefusal.class, refusal -> {
                    assertThat(refusal.reason()).isEqualTo(ExchangeReason.CHANGE_CONFLICT);
                    assertThat(refusal.places().getFirst().fix())
                            .contains("Swim", "Walk to the market", "pain-specialist-role", "family-physician-role");
                });
    }

    @Test
    void aMedicineNeverMerges() {
        MedicationRequest seen = plain(plan.only(MedicationRequest.class));
        MedicationRequest noted = seen.copy();
        noted.addNote().setText("With food");
        MedicationRequest dosed = seen.copy();
        dosed.addDosageInstruction().setText("One at night");
        propose(SPECIALIST, replace(TAPER, noted));

        assertRefused(ExchangeReason.CHANGE_CONFLICT, () -> propose(SPECIALIST, replace(TAPER, dosed)));
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

    private void propose(Speaker speaker, Consumer<Parameters> change) {
        plan.act(new Proposal(WITHIN), speaker, sent -> {
            sent.addParameter("baseVersion", new IntegerType(2));
            change.accept(sent);
        });
    }

    private Parameters decide(Speaker speaker, String decision, String comment) {
        return decide(speaker, decision, comment, sent -> {});
    }

    private Parameters decide(Speaker speaker, String decision, String comment, Consumer<Parameters> change) {
        return plan.act(new Decision(WITHIN), "Task/" + open().getIdElement().getIdPart(), speaker, sent -> {
            sent.addParameter("decision", new CodeType(decision));
            if (!comment.isEmpty()) {
                sent.addParameter("comment", comment);
            }
            change.accept(sent);
        });
    }

    private static Consumer<Parameters> replace(String target, Resource resource) {
        return change("replace").andThen(target(target)).andThen(with(resource));
    }

    private static Consumer<Parameters> change(String action) {
        return sent -> sent.addParameter()
                .setName("change")
                .addPart()
                .setName("action")
                .setValue(new CodeType(action));
    }

    private static Consumer<Parameters> target(String target) {
        return sent -> sent.getParameter().getLast().addPart().setName("target").setValue(new Reference(target));
    }

    private static Consumer<Parameters> with(Resource resource) {
        return sent ->
                sent.getParameter().getLast().addPart().setName("resource").setResource(resource);
    }

    private CarePlan titled(String title) {
        return plan.only(CarePlan.class).copy().setTitle(title);
    }

    private Goal wanted(String description) {
        return plan.only(Goal.class).copy().setDescription(new CodeableConcept().setText(description));
    }

    /** A proposed resource contains no other. */
    private static MedicationRequest plain(MedicationRequest medicine) {
        MedicationRequest plain = medicine.copy();
        plain.getContained().clear();
        plain.setMedication(new CodeableConcept().setText("A medicine that is tapered"));
        return plain;
    }

    private Task proposal() {
        return proposals().getLast();
    }

    /** The last one that waits, or else the last one. */
    private Task open() {
        return proposals().stream()
                .filter(task -> List.of("requested", "on-hold")
                        .contains(task.getStatus().toCode()))
                .reduce((first, last) -> last)
                .orElseGet(this::proposal);
    }

    private List<Task> proposals() {
        return plan.all(Task.class).stream()
                .filter(task -> task.getCode().getCodingFirstRep().getCode().equals("change-proposal"))
                .toList();
    }

    private List<Task> reviews() {
        return plan.all(Task.class).stream()
                .filter(task -> task.getCode().getCodingFirstRep().getCode().equals("review-care-plan"))
                .toList();
    }

    private String agreement() {
        return plan.only(CarePlan.class)
                .getExtensionByUrl("https://painbridge.example/fhir/StructureDefinition/plan-agreement")
                .getValue()
                .primitiveValue();
    }

    private static String part(ParametersParameterComponent parameter, String name) {
        return value(parameter, name).primitiveValue();
    }

    private static String reference(ParametersParameterComponent parameter, String name) {
        return ((Reference) value(parameter, name)).getReference();
    }

    private static Type value(ParametersParameterComponent parameter, String name) {
        return parameter.getPart().stream()
                .filter(part -> part.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static void assertRefused(ExchangeReason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ExchangeRefusal.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }
}
