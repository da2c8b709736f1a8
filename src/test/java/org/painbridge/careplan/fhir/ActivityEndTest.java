package org.painbridge.careplan.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.careplan.fhir.MemoryPlan.PHYSICIAN;
import static org.painbridge.careplan.fhir.MemoryPlan.SPECIALIST;

import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestIntent;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.careplan.Speaker;

/** What becomes of a request of a plan when its Task ends. */
class ActivityEndTest extends PlanActs {
    private final Progress progress = new Progress(PushWriting.TAPER);

    @ParameterizedTest
    @CsvSource({"rejected, cancelled", "cancelled, cancelled"})
    void aMedicineThatNobodyBeganIsWithdrawnWithItsTask(String task, String medicine) {
        plan.act(new Response(), PHYSICIAN, answer("accept"));

        end(task.equals("cancelled") ? SPECIALIST : PHYSICIAN, TAPER, task);

        assertThat(plan.only(MedicationRequest.class).getStatus().toCode()).isEqualTo(medicine);
        assertThat(plan.only(CarePlan.class).getMeta().getVersionId()).isEqualTo("3");
        assertThat(plan.provenances.getLast().getReasonFirstRep().getText()).isEqualTo("Rash");
    }

    @ParameterizedTest
    @CsvSource({"cancelled, stopped", "failed, stopped", "completed, completed"})
    void aMedicineThatWasBegunIsStoppedOrCompleted(String task, String medicine) {
        plan.act(new Response(), PHYSICIAN, answer("accept"));
        plan.act(progress, PHYSICIAN, progress(TAPER, "in-progress"));

        end(task.equals("cancelled") ? SPECIALIST : PHYSICIAN, TAPER, task);

        assertThat(plan.only(MedicationRequest.class).getStatus().toCode()).isEqualTo(medicine);
    }

    @Test
    void whatWasDoneBeforeItWasAnsweredIsCompleted() {
        plan.act(new Response(), PHYSICIAN, some("already-done", "accept", "accept"));

        assertThat(plan.only(ServiceRequest.class).getStatus()).isEqualTo(ServiceRequestStatus.COMPLETED);
        assertThat(plan.only(MedicationRequest.class).getStatus()).isEqualTo(MedicationRequestStatus.ACTIVE);
    }

    @Test
    void naloxoneThatIsRefusedLaterIsNoneForTheTaper() {
        plan.only(ServiceRequest.class).setCode(new CodeableConcept().setText("Naloxone kit"));
        plan.only(MedicationRequest.class)
                .addExtension(new Extension(
                        "https://painbridge.example/fhir/StructureDefinition/target-mme",
                        new Quantity(90)
                                .setUnit("mg/d")
                                .setSystem("http://unitsofmeasure.org")
                                .setCode("mg/d")));
        plan.act(new Response(), PHYSICIAN, answer("accept"));

        Parameters answer = end(PHYSICIAN, PHYSIO, "rejected");

        assertThat(((OperationOutcome) answer.getParameter("outcome").getResource()).getIssue())
                .singleElement()
                .satisfies(issue -> assertThat(issue.getDiagnostics()).contains("Rule T4"));
    }

    @Test
    void theOrderOfSomebodyElseIsTheirsToEnd() {
        plan.only(MedicationRequest.class)
                .setIntent(MedicationRequestIntent.ORDER)
                .setRequester(new Reference("PractitionerRole/stranger"));
        plan.act(new Response(), PHYSICIAN, answer("accept"));

        end(SPECIALIST, TAPER, "cancelled");

        assertThat(plan.task(TAPER).getStatus().toCode()).isEqualTo("cancelled");
        assertThat(plan.only(MedicationRequest.class).getStatus()).isEqualTo(MedicationRequestStatus.ACTIVE);
    }

    @ParameterizedTest
    @CsvSource({"Practitioner/greta, ", "PractitionerRole/pain-specialist-role, PractitionerRole/other"})
    void theOrderOfTheAuthorEndsWithItsTask(String requester, @Nullable String custodian) {
        keep(new Practitioner(), "Practitioner/greta");
        keep(
                new PractitionerRole().setPractitioner(new Reference("Practitioner/greta")),
                "PractitionerRole/pain-specialist-role");
        plan.only(MedicationRequest.class)
                .setIntent(MedicationRequestIntent.ORDER)
                .setRequester(new Reference(requester));
        if (custodian != null) { // To whom the plan was handed over.
            plan.only(CarePlan.class)
                    .getExtensionByUrl(Definitions.CUSTODIAN.url())
                    .setValue(new Reference(custodian));
        }
        plan.act(new Response(), PHYSICIAN, answer("accept"));

        end(PHYSICIAN, TAPER, "rejected");

        assertThat(plan.only(MedicationRequest.class).getStatus()).isEqualTo(MedicationRequestStatus.CANCELLED);
    }

    private void keep(Resource who, String reference) {
        who.setId(reference);
        plan.keep(who, 1);
    }

    @Test
    void aVisitThatIsBookedIsCalledOffByWhoeverGivesIt() {
        plan.only(Appointment.class).setStatus(AppointmentStatus.BOOKED);
        plan.act(new Response(), PHYSICIAN, answer("accept"));

        end(SPECIALIST, VISIT, "cancelled");

        assertThat(plan.only(Appointment.class).getStatus()).isEqualTo(AppointmentStatus.BOOKED);
    }

    private Parameters end(Speaker speaker, String activity, String status) {
        return plan.act(
                progress,
                speaker,
                progress(activity, status)
                        .andThen(sent -> sent.addParameter("reason", new CodeableConcept().setText("Rash"))));
    }
}
