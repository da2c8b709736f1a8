package org.painbridge.careplan.fhir;

import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.CommunicationRequest;
import org.hl7.fhir.r4.model.CommunicationRequest.CommunicationRequestStatus;
import org.hl7.fhir.r4.model.Goal;
import org.hl7.fhir.r4.model.Goal.GoalLifecycleStatus;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;

/** How a goal or an activity is called off: nothing of a plan vanishes. */
final class Revocation {
    private Revocation() {}

    static void of(Resource item) {
        switch (item) {
            case Goal goal -> goal.setLifecycleStatus(GoalLifecycleStatus.CANCELLED);
            case ServiceRequest service -> service.setStatus(ServiceRequestStatus.REVOKED);
            case MedicationRequest medicine -> medicine.setStatus(MedicationRequestStatus.CANCELLED);
            case Appointment appointment -> appointment.setStatus(AppointmentStatus.CANCELLED);
            case CommunicationRequest message -> message.setStatus(CommunicationRequestStatus.REVOKED);
            default -> throw new IllegalArgumentException("Neither goal nor activity is a " + item.fhirType());
        }
    }
}
