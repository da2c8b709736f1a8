package org.painbridge.server.store;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

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

    private static final Set<String> OF_SEVERAL_PATIENTS = Set.of(PATIENT, "Group");

    /** Patient first, then in the order of the alphabet. */
    private final Map<String, List<Integer>> indexes = new LinkedHashMap<>();

    PatientCompartment(FhirContext context, SearchParameters parameters) {
        indexes.put(PATIENT, List.of());
        for (String type : new TreeSet<>(parameters.types())) {
            List<Integer> own = OF_SEVERAL_PATIENTS.contains(type) ? List.of() : indexes(context, parameters, type);
            if (!own.isEmpty()) {
                indexes.put(type, own);
            }
        }
    }

    private static List<Integer> indexes(FhirContext context, SearchParameters parameters, String type) {
        List<Integer> own = new ArrayList<>();
        for (RuntimeSearchParam definition : context.getResourceDefinition(type).getSearchParams()) {
            Set<String> compartments = definition.getProvidesMembershipInCompartments();
            if (compartments != null && compartments.contains(PATIENT)) {
                parameters
                        .find(type, definition.getName())
                        .map(SearchParameter::indexId)
                        .ifPresent(own::add);
            }
        }
        return own.stream().distinct().sorted().toList();
    }

    /** The types of which a patient can have resources, Patient first. */
    public List<String> types() {
        return List.copyOf(indexes.keySet());
    }

    /** By which indexes a resource of the type is a patient's; none for Patient, which is so by its id. */
    List<Integer> indexes(String type) {
        return indexes.getOrDefault(type, List.of());
    }

    /** The rows of {@code fhir_text}, called {@code i}, that make a resource of these types some patient's. */
    Sql rows(List<String> types) {
        List<Integer> all =
                types.stream().flatMap(type -> indexes(type).stream()).toList();
        return new Sql().add("i.param_id in ").list(all).add(" and i.qualifier = ?", (long) NameIds.of(PATIENT));
    }
}
