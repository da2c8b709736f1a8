package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CarePlan.CarePlanIntent;
import org.hl7.fhir.r4.model.CarePlan.CarePlanStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Sample;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.AccessScope.Whose;
import org.springframework.beans.factory.annotation.Autowired;

/** Who is asked to act for a patient takes part in the care for so long, and keeps the sight of what was asked. */
abstract class AskedCareScenarios extends ServerScenarios {
    private static final Set<String> TYPES =
            Set.of("Patient", "Observation", "CarePlan", "Task", "ServiceRequest", "Organization");

    @Autowired
    private FhirStore store;

    private Sample sample;
    private String asked;

    @BeforeEach
    void write() {
        sample = sample();
        asked = "Organization/" + sample.id("asked");
        sample.put("own", new Patient().addGeneralPractitioner(new Reference(asked)));
        sample.put("patient", new Patient().addGeneralPractitioner(new Reference("Organization/" + sample.id("gp"))));
        sample.put("seen", Observations.of("Patient/" + sample.id("patient")));
        sample.put("plan", plan());
    }

    @Test
    void whoIsAskedToReviewAPlanSeesThePatientWhileItIsOpenAndAfterwardsOnlyPlanAndTask() {
        assertThat(sees("Patient", "patient")).isFalse();
        assertThat(sees("CarePlan", "plan")).isFalse();

        put("task", task(TaskStatus.REQUESTED));
        assertThat(List.of(sees("Patient", "patient"), sees("Observation", "seen"), sees("CarePlan", "plan")))
                .containsOnly(true);

        put("task", task(TaskStatus.REJECTED));
        assertThat(List.of(sees("Patient", "patient"), sees("Observation", "seen")))
                .containsOnly(false);
        assertThat(List.of(sees("CarePlan", "plan"), sees("Task", "task"))).containsOnly(true);
        assertThat(view().version("CarePlan", sample.id("plan"), 1)).isPresent();
        assertThat(view().search(SearchQuery.of("Task").where("owner", asked)).matches())
                .hasSize(1);
        assertThatThrownBy(() -> change("plan", plan())).isInstanceOf(StoreProblem.Denied.class);
        assertThatThrownBy(() -> change("task", task(TaskStatus.REQUESTED))).isInstanceOf(StoreProblem.Denied.class);

        put("task", task(TaskStatus.ENTEREDINERROR));
        assertThat(List.of(sees("CarePlan", "plan"), sees("Task", "task"))).containsOnly(false);
    }

    /** As {@code $wrong-patient} leaves it. */
    @Test
    void ofAPlanOfTheWrongPatientWhoWasAskedKeepsTheTaskAndWhoAskedThePlan() {
        Task shut = task(TaskStatus.CANCELLED);
        shut.getStatusReason()
                .addCoding()
                .setSystem("https://painbridge.example/fhir/CodeSystem/plan-action")
                .setCode("wrong-patient");
        put("task", shut);

        assertThat(sees("Task", "task")).isTrue();
        assertThat(sees("CarePlan", "plan")).isFalse();
        assertThat(view().version("CarePlan", sample.id("plan"), 1)).isEmpty();

        put("asking", shut.copy().setRequester(new Reference(asked)).setOwner(null));
        assertThat(sees("CarePlan", "plan")).isTrue();
    }

    @Test
    void theOwnerOfAnOpenTaskMovesItOnUntilItIsClosed() {
        put("task", task(TaskStatus.REQUESTED));

        change("task", task(TaskStatus.ACCEPTED));
        change("task", task(TaskStatus.COMPLETED));

        assertThat(sees("Task", "task")).isTrue();
        assertThat(sees("Patient", "patient")).isFalse();
    }

    @Test
    void nobodyIsAdmittedByATaskOfHisOwnMaking() {
        assertThatThrownBy(() -> create(task(TaskStatus.REQUESTED))).isInstanceOf(StoreProblem.Denied.class);
        Task about = task(TaskStatus.REQUESTED);
        about.setFor(new Reference("Patient/" + sample.id("own")));
        put("task", about);
        assertThatThrownBy(() -> change("task", task(TaskStatus.REQUESTED))).isInstanceOf(StoreProblem.Denied.class);
        assertThatThrownBy(() -> create(referral(ServiceRequestStatus.ACTIVE))).isInstanceOf(StoreProblem.Denied.class);
        assertThat(sees("Patient", "patient")).isFalse();
    }

    @Test
    void aTaskAboutAnythingButAPlanAdmitsNobody() {
        Task other = task(TaskStatus.REQUESTED);
        other.setFocus(new Reference("Observation/" + sample.id("seen")));
        put("task", other);

        assertThat(sees("Patient", "patient")).isFalse();
        assertThat(sees("Task", "task")).isFalse();
    }

    @Test
    void whoIsAskedToCarryOutAnActivityOfAPlanLearnsOfIt() {
        Task activity = task(TaskStatus.REQUESTED);
        activity.setFocus(new Reference("Observation/" + sample.id("seen")));
        activity.addBasedOn(new Reference("CarePlan/" + sample.id("plan")));
        put("task", activity);
        assertThat(List.of(sees("Patient", "patient"), sees("CarePlan", "plan"), sees("Task", "task")))
                .containsOnly(true);

        put("task", activity.setStatus(TaskStatus.COMPLETED));
        assertThat(sees("Patient", "patient")).isFalse();
        assertThat(List.of(sees("CarePlan", "plan"), sees("Task", "task"))).containsOnly(true);
    }

    @Test
    void aTaskOfOnePatientOpensNoPlanOfAnother() {
        for (TaskStatus status : List.of(TaskStatus.REQUESTED, TaskStatus.CANCELLED)) {
            Task aboutIt = task(status);
            aboutIt.setFor(new Reference("Patient/" + sample.id("own")));
            Task basedOnIt = aboutIt.copy();
            basedOnIt.setFocus(null).addBasedOn(new Reference("CarePlan/" + sample.id("plan")));
            change("focus", aboutIt);
            change("based", basedOnIt);

            assertThat(sees("Task", "focus")).isTrue();
            assertThat(sees("CarePlan", "plan")).isFalse();
            assertThat(view().version("CarePlan", sample.id("plan"), 1)).isEmpty();
            assertThat(view().search(SearchQuery.of("CarePlan").where("_id", sample.id("plan")))
                            .matches())
                    .isEmpty();
        }
    }

    @Test
    void whoOwnsATaskAboutNobodySeesIt() {
        Task own = task(TaskStatus.REQUESTED);
        own.setFor(null).setFocus(null);
        put("task", own);
        Task foreign = own.copy();
        foreign.setOwner(new Reference("Organization/" + sample.id("gp"))).setRequester(null);
        put("foreign", foreign);

        assertThat(sees("Task", "task")).isTrue();
        assertThat(view().version("Task", sample.id("task"), 1)).isPresent();
        assertThat(view().search(SearchQuery.of("Task").where("owner", asked)).matches())
                .hasSize(1);
        assertThat(sees("Task", "foreign")).isFalse();
        assertThat(sees("Patient", "patient")).isFalse();
    }

    @Test
    void whoIsReferredToSeesThePatientAsLongAsTheReferralIsActive() {
        put("referral", referral(ServiceRequestStatus.DRAFT));
        assertThat(sees("Patient", "patient")).isFalse();

        put("referral", referral(ServiceRequestStatus.ACTIVE));
        assertThat(List.of(sees("Patient", "patient"), sees("Observation", "seen")))
                .containsOnly(true);

        put("referral", referral(ServiceRequestStatus.COMPLETED));
        assertThat(sees("Patient", "patient")).isFalse();
    }

    private boolean sees(String type, String name) {
        return view().read(type, sample.id(name)).isPresent();
    }

    private StoreView view() {
        AccessScope scope = AccessScope.of(new Grant(TYPES, new Whose.InCareOf(Set.of(asked)), Set.of()));
        return store.within(new AccessRights(scope, scope, scope, scope));
    }

    private void put(String name, Resource resource) {
        resource.setId(sample.id(name));
        assertThat(http().put(resource.fhirType() + "/" + sample.id(name), json(resource))
                        .status())
                .isBetween(200, 201);
    }

    /** By whom was asked. */
    private void change(String name, Resource resource) {
        resource.setId(sample.id(name));
        view().write(transaction -> transaction.put(resource, null));
    }

    private Optional<StoredResource> create(Resource resource) {
        return Optional.of(view().write(transaction -> transaction.create(resource)));
    }

    private CarePlan plan() {
        CarePlan plan = new CarePlan();
        plan.setStatus(CarePlanStatus.ACTIVE).setIntent(CarePlanIntent.PLAN).setSubject(patient());
        return plan;
    }

    private Task task(TaskStatus status) {
        Task task = new Task();
        task.setStatus(status).setIntent(TaskIntent.ORDER).setFor(patient());
        task.setFocus(new Reference("CarePlan/" + sample.id("plan") + "/_history/1"));
        task.setOwner(new Reference(asked));
        return task;
    }

    private ServiceRequest referral(ServiceRequestStatus status) {
        ServiceRequest referral = new ServiceRequest();
        referral.setStatus(status).setIntent(ServiceRequestIntent.ORDER).setSubject(patient());
        referral.addPerformer(new Reference(asked));
        return referral;
    }

    private Reference patient() {
        return new Reference("Patient/" + sample.id("patient"));
    }
}
