package org.painbridge.imaging.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.painbridge.imaging.RuleSet;

/** What has to be right before an order and its data are read at all. */
final class OrderChecks {
    private final AnswerReader answers;

    OrderChecks(RuleSet rules) {
        this.answers = new AnswerReader(rules);
    }

    /**
     * What was found.
     *
     * @param order what is wrong with the order itself, or with whom it is for
     * @param refused what is wrong with data that may not be passed over: of another person, or answers without a day
     * @param usable data
     * @param leftOut what else cannot be used, and why
     */
    record Checked(
            List<MissingElement> order,
            List<MissingElement> refused,
            List<Resource> usable,
            List<MissingElement> leftOut) {}

    Checked check(ImagingRequest request) {
        List<MissingElement> order = new ArrayList<>(order(request.order()));
        Person person = new Person(request.order().getSubject(), request.patient());
        if (request.patient() != null && !person.isSubject(request.patient())) {
            order.add(new MissingElement(
                    "ServiceRequest.subject", Problem.OTHER_PATIENT, "The Patient that the order is for"));
        }
        Checked checked = new Checked(order, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        request.evidence().forEach(resource -> sort(resource, person, checked));
        return checked;
    }

    private void sort(Resource resource, Person person, Checked checked) {
        Optional<MissingElement> refused = refused(resource, person);
        Optional<MissingElement> unusable = refused.isPresent() ? Optional.empty() : unusable(resource);
        refused.ifPresent(checked.refused()::add);
        unusable.ifPresent(checked.leftOut()::add);
        if (refused.isEmpty() && unusable.isEmpty()) {
            checked.usable().add(resource);
        }
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

    private Optional<MissingElement> refused(Resource resource, Person person) {
        Reference subject = subject(resource);
        if (subject != null && isStated(subject) && !person.is(subject)) {
            return Optional.of(new MissingElement(
                    expression(resource, "subject"),
                    Problem.OTHER_PATIENT,
                    "Data of the patient that the order is for"));
        }
        if (resource instanceof QuestionnaireResponse response
                && isAbsent(response.getAuthoredElement())
                && !answers.findings(response).isEmpty()) {
            return Optional.of(new MissingElement(
                    expression(resource, "authored"),
                    Problem.ABSENT,
                    "When the answers were given: red flags go stale"));
        }
        return Optional.empty();
    }

    private static boolean isStated(Reference subject) {
        return subject.hasReference() || subject.hasIdentifier();
    }

    /** What a modifier extension changes is not known, and data of nobody may be anybody's. */
    private static Optional<MissingElement> unusable(Resource resource) {
        Reference subject = subject(resource);
        if (subject != null && !isStated(subject)) {
            return Optional.of(new MissingElement(
                    expression(resource, "subject"), Problem.ABSENT, "The patient that it is about"));
        }
        boolean read = subject != null || resource instanceof QuestionnaireResponse || resource instanceof Device;
        return read && resource instanceof DomainResource whole && whole.hasModifierExtension()
                ? Optional.of(modifier(expression(resource, "modifierExtension")))
                : Optional.empty();
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

    static String expression(Resource resource, String element) {
        String id = resource.getIdElement().getIdPart();
        String where = id == null ? "" : ".where(id='" + id + "')";
        return resource.fhirType() + where + "." + element;
    }
}
