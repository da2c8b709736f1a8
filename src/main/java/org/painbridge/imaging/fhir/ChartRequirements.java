package org.painbridge.imaging.fhir;

import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.DataRequirement;
import org.painbridge.clinical.CodeSet;
import org.painbridge.imaging.FactEvidence;

/** What of the chart may stand for an answer, as requirements of data. */
final class ChartRequirements {
    private ChartRequirements() {}

    static Stream<DataRequirement> of(FactEvidence evidence) {
        return switch (evidence) {
            case FactEvidence.Reason reason -> Stream.empty();
            case FactEvidence.ReasonCondition onset -> Stream.of(element("Condition", "onset"));
            case FactEvidence.BirthDate birth -> Stream.of(element("Patient", "birthDate"));
            case FactEvidence.Gender gender -> Stream.of(element("Patient", "gender"));
            case FactEvidence.RuledOut ruledOut -> {
                DataRequirement person = element("Patient", "birthDate");
                person.addMustSupport("gender");
                yield Stream.of(person);
            }
            case FactEvidence.Condition condition -> Stream.of(coded("Condition", "code", condition.codes()));
            case FactEvidence.Observation observation -> Stream.of(coded("Observation", "code", observation.codes()));
            case FactEvidence.DueDate due -> Stream.of(coded("Observation", "code", due.codes()));
            case FactEvidence.AgeAt age -> Stream.empty();
            case FactEvidence.Quantity quantity -> Stream.of(coded("Observation", "code", quantity.codes()));
            case FactEvidence.Procedure procedure -> Stream.of(coded("Procedure", "code", procedure.codes()));
            case FactEvidence.Request request -> Stream.of(coded("ServiceRequest", "code", request.codes()));
            case FactEvidence.Allergy allergy -> Stream.of(coded("AllergyIntolerance", "code", allergy.codes()));
            case FactEvidence.Device device -> Stream.of(coded("Device", "type", device.codes()));
            case FactEvidence.OtherDevice other -> Stream.of(element("Device", "type"));
            case FactEvidence.Medication medication ->
                List.of("MedicationStatement", "MedicationRequest", "MedicationDispense").stream()
                        .map(type -> coded(type, "medication", medication.codes()));
            case FactEvidence.Study study ->
                Stream.of(element("ImagingStudy", "started"), element("DiagnosticReport", "effective"));
        };
    }

    private static DataRequirement element(String type, String element) {
        DataRequirement requirement = new DataRequirement();
        requirement.setType(type);
        requirement.addMustSupport(element);
        return requirement;
    }

    private static DataRequirement coded(String type, String element, CodeSet codes) {
        DataRequirement requirement = element(type, element);
        if (!codes.codes().isEmpty()) {
            requirement.addCodeFilter().setPath(element).setValueSet(codes.canonical());
        }
        return requirement;
    }
}
