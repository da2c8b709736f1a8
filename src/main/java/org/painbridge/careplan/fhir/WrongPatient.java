package org.painbridge.careplan.fhir;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.CommunicationRequest;
import org.hl7.fhir.r4.model.CommunicationRequest.CommunicationRequestStatus;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.Goal;
import org.hl7.fhir.r4.model.Goal.GoalLifecycleStatus;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Procedure.ProcedureStatus;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.Task;

/**
 * Marks as entered in error what a plan has brought into the record of the wrong patient: its goals and activities, and what
 * came with it or by operations on it besides. What was in the record before stays.
 */
record WrongPatient(LivingPlan living) {
    private static final String VERIFICATION = "http://terminology.hl7.org/CodeSystem/condition-ver-status";

    /** What says of itself that it was entered in error. Team, tasks and what was said of the plan end otherwise, or stay. */
    static final Set<String> MARKED = Set.of(
            "Goal",
            "ServiceRequest",
            "MedicationRequest",
            "Appointment",
            "CommunicationRequest",
            "Observation",
            "QuestionnaireResponse",
            "DocumentReference",
            "DiagnosticReport",
            "Procedure",
            "Condition");

    void mark() {
        Stream.of(living.source().brought(living.reference()), living.goals(), living.requests(), outcomes())
                .flatMap(Collection::stream)
                .filter(reference -> MARKED.contains(reference.substring(0, Math.max(0, reference.indexOf('/')))))
                .distinct()
                .forEach(this::mark);
    }

    /** Of its activities, as {@link Progress} has stored them; not what somebody else has named there. */
    private List<String> outcomes() {
        return living.activities().stream().flatMap(this::outcomes).toList();
    }

    private Stream<String> outcomes(Task activity) {
        Set<String> brought =
                living.source().brought("Task/" + activity.getIdElement().getIdPart());
        return Progress.outcomes(activity).stream().filter(brought::contains);
    }

    private void mark(String reference) {
        Optional<Resource> part = living.part(reference).filter(new SamePatient(living)::isAbout);
        part.ifPresent(resource -> {
            mark(resource);
            living.change(resource);
        });
    }

    /** R4, app-3: one without a time is proposed or cancelled, nothing else. */
    private static AppointmentStatus status(Appointment appointment) {
        return appointment.hasStart() && appointment.hasEnd()
                ? AppointmentStatus.ENTEREDINERROR
                : AppointmentStatus.CANCELLED;
    }

    private static void mark(Resource resource) {
        switch (resource) {
            case Goal goal -> goal.setLifecycleStatus(GoalLifecycleStatus.ENTEREDINERROR);
            case ServiceRequest request -> request.setStatus(ServiceRequestStatus.ENTEREDINERROR);
            case MedicationRequest request -> request.setStatus(MedicationRequestStatus.ENTEREDINERROR);
            case Appointment appointment -> appointment.setStatus(status(appointment));
            case CommunicationRequest request -> request.setStatus(CommunicationRequestStatus.ENTEREDINERROR);
            case Observation observation -> observation.setStatus(ObservationStatus.ENTEREDINERROR);
            case QuestionnaireResponse answers -> answers.setStatus(QuestionnaireResponseStatus.ENTEREDINERROR);
            case DiagnosticReport report -> report.setStatus(DiagnosticReportStatus.ENTEREDINERROR);
            case Procedure procedure -> procedure.setStatus(ProcedureStatus.ENTEREDINERROR);
            case DocumentReference document -> document.setStatus(DocumentReferenceStatus.ENTEREDINERROR);
            case Condition condition -> {
                condition.setClinicalStatus(null); // R4, con-5: none where it was entered in error.
                condition.setVerificationStatus(
                        new CodeableConcept(new Coding(VERIFICATION, "entered-in-error", "Entered in Error")));
            }
            default -> {} // Nothing else comes with a push.
        }
    }
}
