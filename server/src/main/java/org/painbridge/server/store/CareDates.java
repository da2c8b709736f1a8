package org.painbridge.server.store;

import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When the care took place that a resource is about, by its date parameters. Types that are not here have no such date
 * (Patient, Coverage), or hold until they end (Condition, AllergyIntolerance, Goal, Consent): no span leaves them out.
 */
final class CareDates {
    private static final Map<String, List<String>> CODES = Map.ofEntries(
            Map.entry("Appointment", List.of("date")),
            Map.entry("CarePlan", List.of("date")),
            Map.entry("CareTeam", List.of("date")),
            Map.entry("Claim", List.of("created")),
            Map.entry("Communication", List.of("sent", "received")),
            Map.entry("CommunicationRequest", List.of("authored", "occurrence")),
            Map.entry("Composition", List.of("date", "period")),
            Map.entry("DetectedIssue", List.of("identified")),
            Map.entry("DiagnosticReport", List.of("date")),
            Map.entry("DocumentReference", List.of("date", "period")),
            Map.entry("Encounter", List.of("date")),
            Map.entry("ExplanationOfBenefit", List.of("created")),
            Map.entry("ImagingStudy", List.of("started")),
            Map.entry("Immunization", List.of("date")),
            Map.entry("Media", List.of("created")),
            Map.entry("MedicationAdministration", List.of("effective-time")),
            Map.entry("MedicationDispense", List.of("whenhandedover", "whenprepared")),
            Map.entry("MedicationRequest", List.of("authoredon", "date")),
            Map.entry("MedicationStatement", List.of("effective")),
            Map.entry("Observation", List.of("date")),
            Map.entry("Procedure", List.of("date")),
            Map.entry("Provenance", List.of("when", "recorded")),
            Map.entry("QuestionnaireResponse", List.of("authored")),
            Map.entry("RequestGroup", List.of("authored")),
            Map.entry("ServiceRequest", List.of("authored", "occurrence")));

    private final Map<String, List<Integer>> indexes = new HashMap<>();

    /** @throws IllegalStateException where a type lacks such a parameter */
    CareDates(SearchParameters parameters) {
        CODES.forEach((type, codes) -> indexes.put(
                type,
                codes.stream()
                        .map(code -> parameters
                                .find(type, code)
                                .filter(found -> found.type() == RestSearchParameterTypeEnum.DATE)
                                .orElseThrow(() -> new IllegalStateException("No date parameter " + type + "." + code)))
                        .map(SearchParameter::indexId)
                        .toList()));
    }

    /**
     * The condition that a resource {@code r} of the type has no such date, or one of them overlaps the span. Begins with
     * {@code and}; empty for types without dates.
     */
    Sql within(String type, double start, double end) {
        List<Integer> dates = indexes.getOrDefault(type, List.of());
        if (dates.isEmpty()) {
            return new Sql();
        }
        String row = " (select 1 from fhir_range d where d.res_id = r.res_id and d.param_id in ";
        return new Sql()
                .add(" and (exists" + row)
                .list(dates)
                .add(" and d.low <= ? and d.high >= ?)", end, start)
                .add(" or not exists" + row)
                .list(dates)
                .add("))");
    }
}
