package org.painbridge.server.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;

/**
 * Which resources are a patient's own: those that refer to the patient by one of the parameters that R4's
 * {@code CompartmentDefinition/patient} names, and the patient's record itself. Two members of the definition are left out,
 * since they bring the records or the names of other patients: Patient.link and Group.member.
 */
public final class PatientCompartment {
    static final String PATIENT = "Patient";

    /** Types that describe no patient. What a patient's resources refer to among these helps to read them. */
    static final Set<String> SUPPORTING = Set.of(
            "Device",
            "Endpoint",
            "Location",
            "Medication",
            "Organization",
            "Practitioner",
            "PractitionerRole",
            "Questionnaire");

    /** Types that R4 has in no compartment, but that are about one patient, by this parameter. */
    private static final Map<String, String> ABOUT = Map.of("GuidanceResponse", "patient", "Task", "patient");

    private static final Set<String> OF_SEVERAL_PATIENTS = Set.of(PATIENT, "Group");

    /** Patient first, then in the order of the alphabet. */
    private final Map<String, List<Integer>> indexes = new LinkedHashMap<>();

    private final Map<String, Integer> about;

    PatientCompartment(SearchParameters parameters) {
        about = ABOUT.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        each -> parameters
                                .find(each.getKey(), each.getValue())
                                .orElseThrow()
                                .indexId()));
        indexes.put(PATIENT, List.of());
        for (String type : new TreeSet<>(parameters.types())) {
            List<SearchParameter> own =
                    OF_SEVERAL_PATIENTS.contains(type) ? List.of() : parameters.ofCompartment(PATIENT, type);
            if (!own.isEmpty()) {
                indexes.put(
                        type,
                        own.stream()
                                .map(SearchParameter::indexId)
                                .distinct()
                                .sorted()
                                .toList());
            }
        }
    }

    /** The types of which a patient can have resources, Patient first. */
    public List<String> types() {
        return List.copyOf(indexes.keySet());
    }

    /** By which indexes a resource of the type is a patient's; none for Patient, which is so by its id. */
    List<Integer> indexes(String type) {
        return indexes.getOrDefault(type, List.of());
    }

    /** By which indexes a resource is about a patient, as access has it: those of the compartment, or else a few more. */
    List<Integer> aboutPatient(String type) {
        Integer other = about.get(type);
        return other == null ? indexes(type) : List.of(other);
    }

    /** Whose a resource is, as access has it. */
    Set<String> patients(String type, String id, IndexRows rows) {
        return type.equals(PATIENT)
                ? Set.of(id)
                : rows.texts.stream()
                        .filter(row ->
                                aboutPatient(type).contains(row.indexId()) && row.qualifier() == NameIds.of(PATIENT))
                        .map(IndexRows.Text::value)
                        .collect(Collectors.toSet());
    }

    /** As {@link StoreTransaction#isOfOthers}. */
    boolean isOfOthers(Resource resource, String patientId, IndexRows rows) {
        String type = resource.fhirType();
        boolean ofPatients = type.equals(PATIENT) || !aboutPatient(type).isEmpty();
        String id = String.valueOf(resource.getIdElement().getIdPart());
        return ofPatients
                && !type.equals("Provenance")
                && !patients(type, id, rows).contains(patientId);
    }

    /** The rows of {@code fhir_text}, called {@code i}, by which a resource is about a patient. */
    Sql rowsAboutPatient(String type) {
        return rowsOf(aboutPatient(type));
    }

    /** The same of resources of every type. */
    Sql rowsAboutAnyPatient() {
        return rowsOf(Stream.concat(indexes.values().stream().flatMap(List::stream), about.values().stream())
                .toList());
    }

    /** The rows of {@code fhir_text}, called {@code i}, that make a resource of these types some patient's. */
    Sql rows(List<String> types) {
        List<Integer> all =
                types.stream().flatMap(type -> indexes(type).stream()).toList();
        return rowsOf(all);
    }

    private static Sql rowsOf(List<Integer> indexes) {
        return new Sql().add("i.param_id in ").list(indexes).add(" and i.qualifier = ?", (long) NameIds.of(PATIENT));
    }
}
