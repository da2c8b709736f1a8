package org.painbridge.careplan.fhir;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CarePlan.CarePlanActivityComponent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;

/**
 * What a sheet of a plan is written from: as much of it as whoever asks may see.
 *
 * @param parts what the plan names: goals, activities, teams, conditions, findings; and what its activities have brought
 * @param around tasks and comments about it
 * @param changes who changed what, the oldest first
 * @param read any other resource by {@code Type/id}
 */
public record SheetSource(
        CarePlan plan,
        List<Resource> parts,
        List<Resource> around,
        List<Provenance> changes,
        Function<String, Optional<Resource>> read) {
    private static final String HERE = "[A-Za-z]+/[A-Za-z0-9.-]+";

    public SheetSource {
        parts = List.copyOf(parts);
        around = List.copyOf(around);
        changes = List.copyOf(changes);
    }

    <T extends Resource> List<T> parts(Class<T> type) {
        return Stream.concat(parts.stream(), around.stream())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** What the plan does, in its order, and what was ordered when that was done. */
    List<Resource> activities() {
        List<String> own = plan.getActivity().stream()
                .map(activity -> LivingPlan.unversioned(activity.getReference().getReference()))
                .toList();
        Stream<String> brought = tasks("plan-activity")
                .flatMap(task -> Progress.outcomes(task).stream())
                .filter(reference ->
                        reference.startsWith("MedicationRequest/") || reference.startsWith("ServiceRequest/"));
        return Stream.concat(own.stream(), brought)
                .distinct()
                .flatMap(reference ->
                        parts.stream().filter(part -> reference(part).equals(reference)))
                .toList();
    }

    /** How many of these, which the plan names, the reader may not see, or are not here any more. */
    long hidden(Stream<Reference> named) {
        return named.map(reference -> LivingPlan.unversioned(reference.getReference()))
                .filter(reference -> reference.matches(HERE))
                .distinct()
                .filter(reference ->
                        parts.stream().noneMatch(part -> reference(part).equals(reference)))
                .count();
    }

    /** Of the plan's activities. */
    Stream<Reference> activities(boolean medicines) {
        return plan.getActivity().stream()
                .map(CarePlanActivityComponent::getReference)
                .filter(reference ->
                        medicines == String.valueOf(reference.getReference()).startsWith("MedicationRequest/"));
    }

    /** Of such a plan somebody was asked for a review, and there is something to tell. */
    boolean isPushed() {
        return plan.hasExtension(Definitions.PLAN_AGREEMENT.url());
    }

    /** The task of a code about a resource that was opened last. */
    Optional<Task> task(String code, Resource about) {
        return tasks(code)
                .filter(task ->
                        LivingPlan.unversioned(task.getFocus().getReference()).equals(reference(about)))
                .reduce((earlier, later) -> later);
    }

    Stream<Task> tasks(String code) {
        return parts(Task.class).stream().filter(task -> task.getCode().hasCoding(Definitions.TASK_CODE.url(), code));
    }

    /** Empty where the reader may not see the record. */
    public Optional<Patient> patient() {
        return read(plan.getSubject()).filter(Patient.class::isInstance).map(Patient.class::cast);
    }

    /** Where it leads, as far as the reader may see it. */
    Optional<Resource> read(Reference reference) {
        String address = LivingPlan.unversioned(reference.getReference());
        return parts.stream()
                .filter(part -> reference(part).equals(address))
                .findFirst()
                .or(() -> address.matches(HERE) ? read.apply(address) : Optional.empty());
    }

    static String reference(Resource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }
}
