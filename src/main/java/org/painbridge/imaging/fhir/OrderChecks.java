package org.painbridge.imaging.fhir;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DeviceUseStatement;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;
import org.painbridge.imaging.MissingElement;
import org.painbridge.imaging.MissingElement.Problem;

/** What has to be right before an order and its data are read at all. */
final class OrderChecks {

    List<MissingElement> problems(ImagingRequest request) {
        List<MissingElement> problems = new ArrayList<>(order(request.order()));
        Person person = new Person(request.order().getSubject(), request.patient());
        if (request.patient() != null && !person.isSubject(request.patient())) {
            problems.add(new MissingElement(
                    "ServiceRequest.subject", Problem.OTHER_PATIENT, "The Patient that the order is for"));
        }
        request.evidence().forEach(resource -> problems.addAll(data(resource, person)));
        return problems;
    }

    private static List<MissingElement> order(ServiceRequest order) {
        List<MissingElement> problems = new ArrayList<>();
        if (!new Person(order.getSubject(), null).isKnown()) {
            problems.add(new MissingElement(
                    "ServiceRequest.subject", Problem.ABSENT, "A reference to, or an identifier of, the patient"));
        }
        if (order.getDoNotPerform()) {
            problems.add(new MissingElement(
                    "ServiceRequest.doNotPerform", Problem.NOT_UNDERSTOOD, "An order to perform an examination"));
        }
        if (order.hasModifierExtension()) {
            problems.add(modifier("ServiceRequest.modifierExtension"));
        }
        return problems;
    }

    private static MissingElement modifier(String expression) {
        return new MissingElement(
                expression, Problem.NOT_UNDERSTOOD, "The resource without the modifier extension, if it is true so");
    }

    private static List<MissingElement> data(Resource resource, Person person) {
        List<MissingElement> problems = new ArrayList<>();
        Reference subject = subject(resource);
        if (subject != null && !person.is(subject)) {
            problems.add(new MissingElement(
                    expression(resource, "subject"),
                    Problem.OTHER_PATIENT,
                    "Data of the patient that the order is for"));
        }
        if (subject != null && resource instanceof DomainResource whole && whole.hasModifierExtension()) {
            problems.add(modifier(expression(resource, "modifierExtension")));
        }
        if (resource instanceof QuestionnaireResponse response
                && AnswerReader.isGiven(response)
                && isAbsent(response.getAuthoredElement())) {
            problems.add(new MissingElement(
                    expression(resource, "authored"),
                    Problem.ABSENT,
                    "When the answers were given: red flags go stale"));
        }
        return problems;
    }

    /** Whom data is about; null for types that are not read, and for answers sent along with the order. */
    private static @Nullable Reference subject(Resource resource) {
        return switch (resource) {
            case Condition condition -> condition.getSubject();
            case Observation observation -> observation.getSubject();
            case Device device when device.hasPatient() -> device.getPatient();
            case DeviceUseStatement use -> use.getSubject();
            case Procedure procedure -> procedure.getSubject();
            case ServiceRequest request -> request.getSubject();
            case MedicationStatement taken -> taken.getSubject();
            case MedicationRequest ordered -> ordered.getSubject();
            case MedicationDispense given -> given.getSubject();
            case AllergyIntolerance allergy -> allergy.getPatient();
            case ImagingStudy study -> study.getSubject();
            case DiagnosticReport report -> report.getSubject();
            case QuestionnaireResponse response when response.hasSubject() -> response.getSubject();
            default -> null;
        };
    }

    private static boolean isAbsent(@Nullable BaseDateTimeType date) {
        return date == null || !date.hasValue();
    }

    private static String expression(Resource resource, String element) {
        String id = resource.getIdElement().getIdPart();
        String where = id == null ? "" : ".where(id='" + id + "')";
        return resource.fhirType() + where + "." + element;
    }
}
