package org.painbridge.careplan.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CarePlan.CarePlanStatus;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Communication.CommunicationStatus;
import org.hl7.fhir.r4.model.Goal;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;

class PlainWriteTest {
    private final MemoryPlan plan = new MemoryPlan();

    @Test
    void aPushedPlanIsNotMovedNorTakenNorDeletedByPlainRest() {
        assertThat(plan(each -> each.setStatus(CarePlanStatus.ACTIVE))).contains("CarePlan.status", "$propose-change");
        assertThat(plan(each -> each.setAuthor(new Reference("PractitionerRole/other"))))
                .contains("CarePlan.author");
        assertThat(plan(each -> each.getExtension().clear())).contains("plan-agreement");
        assertThat(plan(each -> each.setTitle("Another"))).contains("CarePlan.title");
        assertThat(PlainWrite.refusal(plan.only(CarePlan.class), null)).isPresent();
    }

    @Test
    void whatIsWrittenAgainAsItWasIsNoChange() {
        assertThat(plan(each -> {})).isEmpty();
        assertThat(plan(each -> each.getMeta().setVersionId("7"))).isEmpty();
    }

    @Test
    void aTaskIsNotReopenedNorGivenAwayButMayBeNotedOn() {
        assertThat(task(each -> each.setStatus(TaskStatus.COMPLETED))).contains("Task.status", "$respond");
        assertThat(task(each -> each.setOwner(new Reference("PractitionerRole/other"))))
                .contains("Task.owner");
        assertThat(task(each -> each.setFocus(new Reference("CarePlan/other")))).contains("Task.focus");
        assertThat(task(each -> each.getMeta().getProfile().clear())).contains("Task.meta.profile");
        assertThat(task(each -> each.setAuthoredOn(null))).contains("Task.authoredOn");
        assertThat(task(each -> each.getRestriction().getPeriod().setEnd(null))).contains("Task.restriction");
        assertThat(task(each -> each.addOutput().setValue(new Reference("Observation/other"))))
                .contains("Task.output");
        assertThat(task(each -> each.addNote().setText("Called the practice"))).isEmpty();
        assertThat(PlainWrite.refusal(review(), null)).isPresent();
    }

    @Test
    void whatWasNotPushedIsFree() {
        CarePlan draft = new CarePlan().setStatus(CarePlanStatus.DRAFT);
        Task own = new Task().setStatus(TaskStatus.COMPLETED);

        assertThat(PlainWrite.refusal(draft, new CarePlan().setStatus(CarePlanStatus.ACTIVE)))
                .isEmpty();
        assertThat(PlainWrite.refusal(own, new Task().setStatus(TaskStatus.REQUESTED)))
                .isEmpty();
        assertThat(PlainWrite.refusal(own, null)).isEmpty();
    }

    @Test
    void aPartOfAPlanKeepsWhatWasAgreedTo() {
        Goal goal = plan.only(Goal.class);
        ServiceRequest request = plan.all(ServiceRequest.class).getFirst();

        assertThat(part(goal, each -> each.getDescription().setText("Run")))
                .contains("Goal.description", "$propose-change");
        assertThat(part(goal, each -> each.setExpressedBy(new Reference("PractitionerRole/other"))))
                .contains("Goal.expressedBy");
        assertThat(part(request, each -> each.setStatus(ServiceRequestStatus.DRAFT)))
                .contains("ServiceRequest.status");
        assertThat(part(request, each -> each.setRequester(new Reference("PractitionerRole/other"))))
                .contains("ServiceRequest.requester");
        assertThat(PlainWrite.ofPart(goal, null)).isPresent();
        assertThat(part(request, each -> each.addNote().setText("Called"))).isEmpty();
        assertThat(part(goal, each -> each.getMeta().setVersionId("7"))).isEmpty();
    }

    @Test
    void aPartIsEndedByItsStatusAloneAndNotTakenUpAgain() {
        MedicationRequest given = new MedicationRequest().setStatus(MedicationRequestStatus.ACTIVE);
        MedicationRequest stopped = given.copy().setStatus(MedicationRequestStatus.STOPPED);
        Appointment booked = new Appointment().setStatus(AppointmentStatus.BOOKED);

        assertThat(part(
                        given,
                        each -> each.setStatus(MedicationRequestStatus.STOPPED)
                                .setStatusReason(new CodeableConcept().setText("Rash"))
                                .addNote()
                                .setText("Seen today")))
                .isEmpty();
        assertThat(part(given, each -> each.setStatus(MedicationRequestStatus.ONHOLD)))
                .isEmpty();
        assertThat(part(
                        given,
                        each -> each.setStatus(MedicationRequestStatus.STOPPED)
                                .setRequester(new Reference("PractitionerRole/other"))))
                .contains("MedicationRequest.requester");
        assertThat(part(given, each -> each.setStatusReason(new CodeableConcept().setText("Rash"))))
                .contains("MedicationRequest.statusReason");
        assertThat(part(stopped, each -> each.setStatus(MedicationRequestStatus.ACTIVE)))
                .contains("MedicationRequest.status");
        assertThat(part(stopped, each -> each.setStatus(MedicationRequestStatus.ONHOLD)))
                .contains("MedicationRequest.status");
        assertThat(part(stopped, each -> each.setStatus(MedicationRequestStatus.ENTEREDINERROR)))
                .isEmpty();
        assertThat(part(booked, each -> each.setStatus(AppointmentStatus.NOSHOW)))
                .isEmpty();
        assertThat(part(booked, each -> each.setStatus(AppointmentStatus.PENDING)))
                .contains("Appointment.status");
    }

    @Test
    void aMedicineIsNotChangedWithinTheRequestForIt() {
        MedicationRequest before = new MedicationRequest();
        before.addContained(new Medication().setCode(new CodeableConcept().setText("One")));

        assertThat(part(
                        before,
                        each -> ((Medication) each.getContained().getFirst())
                                .getCode()
                                .setText("Another")))
                .contains("MedicationRequest.contained");
    }

    @Test
    void onlyAPlanThatWasPushedAndHasNotEndedIsLiving() {
        CarePlan pushed = plan.only(CarePlan.class).copy();

        assertThat(PlainWrite.isLiving(pushed)).isTrue();
        assertThat(PlainWrite.isLiving(pushed.copy().setStatus(CarePlanStatus.COMPLETED)))
                .isFalse();
        assertThat(PlainWrite.isLiving(new CarePlan().setStatus(CarePlanStatus.ACTIVE)))
                .isFalse();
    }

    @Test
    void whatWasSaidStaysAsItWasSaid() {
        Communication said = new Communication().setStatus(CommunicationStatus.COMPLETED);
        said.getMeta().addProfile("https://painbridge.example/fhir/StructureDefinition/plan-comment");
        Communication other = said.copy().setStatus(CommunicationStatus.ENTEREDINERROR);
        Communication unlabelled = said.copy();
        unlabelled.getMeta().getProfile().clear();

        assertThat(PlainWrite.refusal(said, other).map(Throwable::getMessage).orElse(""))
                .contains("Communication.status", "$comment");
        assertThat(PlainWrite.refusal(said, unlabelled)).isPresent();
        assertThat(PlainWrite.refusal(said, null)).isPresent();
        assertThat(PlainWrite.refusal(said, said.copy())).isEmpty();
    }

    @Test
    void aTaskOfTheExchangeIsKnownByItsCodeAndFocus() {
        assertThat(PlainWrite.focusOfExchange(review())).contains("CarePlan/CarePlan-1");
        assertThat(PlainWrite.focusOfExchange(new Task().setFocus(new Reference("CarePlan/CarePlan-1"))))
                .isEmpty();
    }

    @Test
    void whatIsSaidOfAPlanIsKnownByWhatItIsBasedOnOrAbout() {
        Communication said = new Communication();
        said.addBasedOn(new Reference("CarePlan/one/_history/2"));
        said.addAbout(new Reference("CarePlan/two"));
        said.addAbout(new Reference("Goal/one"));

        assertThat(PlainWrite.plansOf(said)).containsExactlyInAnyOrder("CarePlan/one", "CarePlan/two");
        assertThat(PlainWrite.plansOf(review())).isEmpty();
    }

    @Test
    void whyAPartEndsIsToldInItsOwnWords() {
        assertThat(PlainWrite.why(new MedicationRequest().setStatusReason(new CodeableConcept().setText("Rash"))))
                .isEqualTo("Rash");
        assertThat(PlainWrite.why(new Appointment())).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Resource> String part(T before, Consumer<T> change) {
        T after = (T) before.copy();
        change.accept(after);
        return PlainWrite.ofPart(before, after).map(Throwable::getMessage).orElse("");
    }

    private String plan(Consumer<CarePlan> change) {
        CarePlan after = plan.only(CarePlan.class).copy();
        change.accept(after);
        return PlainWrite.refusal(plan.only(CarePlan.class), after)
                .map(Throwable::getMessage)
                .orElse("");
    }

    private String task(Consumer<Task> change) {
        Task after = review().copy();
        change.accept(after);
        return PlainWrite.refusal(review(), after).map(Throwable::getMessage).orElse("");
    }

    private Task review() {
        return plan.task("CarePlan/CarePlan-1");
    }
}
