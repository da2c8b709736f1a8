package org.painbridge.careplan.fhir;

import java.util.EnumSet;
import java.util.Set;
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
    private static final Set<String> CALLED_OFF =
            Set.of("cancelled", "revoked", "stopped", "noshow", "entered-in-error");
    private static final Set<AppointmentStatus> OFFERED =
            EnumSet.of(AppointmentStatus.PROPOSED, AppointmentStatus.PENDING);
    private static final Set<String> DONE = Set.of("completed", "fulfilled");

    private Revocation() {}

    /** Whether the activity is not to be done any more. */
    static boolean isOf(Resource activity) {
        return CALLED_OFF.contains(PlainWrite.status(activity));
    }

    /** Whether nothing is left to do of the activity: it was done, or called off. */
    static boolean isEnd(Resource activity) {
        return isOf(activity) || DONE.contains(PlainWrite.status(activity));
    }

    /** As {@link #of}, of what somebody has begun to do: a medicine that was taken is stopped, not as if it had never been. */
    static void ofBegun(Resource item) {
        of(item);
        if (item instanceof MedicationRequest medicine) {
            medicine.setStatus(MedicationRequestStatus.STOPPED);
        }
    }

    /** It was done; R4, app-3: a visit without a time stays proposed. */
    static void done(Resource item) {
        switch (item) {
            case ServiceRequest service -> service.setStatus(ServiceRequestStatus.COMPLETED);
            case MedicationRequest medicine -> medicine.setStatus(MedicationRequestStatus.COMPLETED);
            case Appointment visit
            when visit.hasStart() && visit.hasEnd() -> visit.setStatus(AppointmentStatus.FULFILLED);
            case CommunicationRequest message -> message.setStatus(CommunicationRequestStatus.COMPLETED);
            default -> {} // Nothing else is done.
        }
    }

    /** Whoever gives the appointment calls it off: the room is taken, and the patient was told. */
    static boolean isBooked(Resource request) {
        return request instanceof Appointment appointment && !OFFERED.contains(appointment.getStatus());
    }

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
