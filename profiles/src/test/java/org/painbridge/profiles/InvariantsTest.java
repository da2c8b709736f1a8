package org.painbridge.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ElementDefinition.ElementDefinitionConstraintComponent;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.hl7.fhir.utilities.validation.ValidationMessage.IssueSeverity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every invariant of ours refuses a twin of a valid example that breaks it, and nothing else is wrong with the twin. */
class InvariantsTest {
    private static final Pattern KEY = Pattern.compile("pb-[a-z-]+");
    private static final String OUR_EXTENSION = "https://painbridge.example/fhir/StructureDefinition/";

    static Stream<Arguments> twins() {
        return Stream.of(
                twin("pb-name", "Patient-example-patient", "name/0", "{'use': 'official', 'text': 'Fictitia'}"),
                twin("pb-name", "Practitioner-example-pharmacist", "name/0", "{'prefix': ['Ms.']}"),
                twin("pb-health-number-format", "Patient-example-patient", "identifier/0/value", "'9999-999-015'"),
                twin("pb-health-number-check-digit", "Patient-example-patient", "identifier/0/value", "'9999999016'"),
                twin("pb-version-code", "Patient-example-patient", "identifier/0/extension/0/valueString", "'12'"),
                twin("pb-identified", "MedicationDispense-example-dispense", "subject", "{'display': 'F. Exampleton'}"),
                twin(
                        "pb-identified",
                        "MedicationRequest-example-prescription",
                        "requester",
                        "{'type': 'Practitioner', 'identifier': {'value': '900001'}}"),
                twin("pb-identified", "Task-example-review-task", "owner", "{'display': 'Dr. Sampleworth'}"),
                twin(
                        "pb-identified",
                        "CarePlan-example-care-plan",
                        "extension/1",
                        "{'url': '" + OUR_EXTENSION + "custodian', 'valueReference': {'display': 'Dr. Mockingham'}}"),
                twin(
                        "pb-din",
                        "MedicationDispense-example-dispense",
                        "medicationCodeableConcept/coding/0/code",
                        "'125121'"),
                twin("pb-din", "Medication-example-medication", "code/coding/0/system", "'http://example.org/drug'"),
                twin(
                        "pb-dispense-pharmacy",
                        "MedicationDispense-example-dispense",
                        "performer",
                        "[{'actor': {'reference': 'Practitioner/example-pharmacist'}}]"),
                twin("pb-dispense-product", dispenseOfDisplayOnly()),
                twin(
                        "pb-dhdr-product",
                        "MedicationDispense-example-dhdr-dispense",
                        "medicationReference",
                        "{'display': 'Dilaudid'}"),
                twin("pb-quantity-positive", "MedicationDispense-example-dispense", "quantity/value", "0"),
                twin("pb-quantity-positive", "MedicationDispense-example-dispense", "daysSupply/value", "-30"),
                twin("pb-days", "MedicationDispense-example-dispense", "daysSupply/code", "'wk'"),
                twin(
                        "pb-indicator",
                        "Medication-example-medication",
                        "extension/0",
                        "{'url': 'http://ehealthontario.ca/fhir/StructureDefinition/"
                                + "ca-on-medications-ext-monitored-drug-indicator', 'valueString': 'Y'}"),
                twin(
                        "pb-order-reason",
                        Twin.of("ServiceRequest-example-imaging-order").without("reasonCode")),
                twin("pb-plan-goal", Twin.of("CarePlan-example-care-plan").without("goal")),
                twin("pb-goal-target", Twin.of("Goal-example-goal").without("target")),
                twin("pb-target-value", Twin.of("Goal-example-goal").without("target/0/detailQuantity")),
                twin(
                        "pb-directive-part",
                        "Consent-example-directive",
                        "provision/class",
                        "[{'system': 'http://hl7.org/fhir/resource-types', 'code': 'Observation'}]"),
                twin("pb-audit-requestor", "AuditEvent-example-audit-read", "agent/2/requestor", "false"),
                twin("pb-audit-read", "AuditEvent-example-audit-read", "action", "'E'"),
                twin("pb-audit-query", "AuditEvent-example-audit-query", "action", "'R'"),
                twin("pb-audit-write", "AuditEvent-example-audit-create", "action", "'U'"),
                twin("pb-audit-write", "AuditEvent-example-audit-update", "agent/1/type/coding/0/code", "'110153'"),
                twin("pb-audit-delete", "AuditEvent-example-audit-delete", "action", "'U'"),
                twin(
                        "pb-audit-refused",
                        Twin.of("AuditEvent-example-audit-denial").without("outcomeDesc")),
                twin("pb-override-support", "Consent-example-override", "provision/purpose/0/code", "'SUPNWK'"),
                twin("pb-refusal-reason", Twin.of("Task-example-activity-task").without("statusReason")),
                twin("pb-refusal-reason", "Task-example-review-task", "status", "'rejected'"),
                twin(
                        "pb-versioned-focus",
                        "Task-example-review-task",
                        "focus/reference",
                        "'CarePlan/example-care-plan'"),
                twin(
                        "pb-guidance-asks",
                        Twin.of("GuidanceResponse-example-imaging-guidance-asking")
                                .without("dataRequirement")),
                twin(
                        "pb-guidance-rating",
                        Twin.of("GuidanceResponse-example-imaging-guidance").without("contained/0/parameter/0")),
                twin("pb-guidance-unknown", askingWithRating()),
                twin(
                        "pb-target-mme",
                        "MedicationRequest-example-taper-step",
                        "extension/0/valueQuantity/value",
                        "-60"));
    }

    private static Twin dispenseOfDisplayOnly() {
        return Twin.of("MedicationDispense-example-dispense-of-stored-prescription")
                .with("medicationReference", "{'display': 'Dilaudid'}")
                .without("contained");
    }

    private static Twin askingWithRating() {
        return Twin.of("GuidanceResponse-example-imaging-guidance")
                .with("status", "'data-required'")
                .with("dataRequirement", "[{'type': 'Condition'}]");
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("twins")
    void twinBreaksThisInvariantAndNoOther(String key, JsonNode twin) {
        List<ValidationMessage> refusals = Hl7Validator.problems(twin.toString()).stream()
                .filter(each -> each.getLevel() == IssueSeverity.ERROR
                        || KEY.matcher(each.getMessage()).find())
                .toList();

        assertThat(refusals)
                .isNotEmpty()
                .allSatisfy(each -> assertThat(keyIn(each.getMessage()))
                        .as(each.getMessage())
                        .isEqualTo(key));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("twins")
    void refusalHasTheSeverityOfTheInvariant(String key, JsonNode twin) {
        String expected = constraints()
                .filter(each -> each.getKey().equals(key))
                .map(each -> each.getSeverity().toCode())
                .findFirst()
                .orElseThrow();

        assertThat(Hl7Validator.problems(twin.toString()))
                .filteredOn(each -> keyIn(each.getMessage()).equals(key))
                .extracting(each -> each.getLevel().toCode())
                .containsOnly(expected);
    }

    @Test
    void everyInvariantHasATwin() {
        Set<String> keys = constraints()
                .map(ElementDefinitionConstraintComponent::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> refused =
                twins().map(twin -> (String) twin.get()[0]).collect(Collectors.toCollection(TreeSet::new));

        assertThat(refused).isEqualTo(keys);
    }

    private static Stream<ElementDefinitionConstraintComponent> constraints() {
        return Guide.structures()
                .map(StructureDefinition::getDifferential)
                .flatMap(differential -> differential.getElement().stream())
                .flatMap(element -> element.getConstraint().stream());
    }

    private static String keyIn(String message) {
        Matcher matcher = KEY.matcher(message);
        return matcher.find() ? matcher.group() : "";
    }

    private static Arguments twin(String key, String example, String place, String json) {
        return twin(key, Twin.of(example).with(place, json));
    }

    private static Arguments twin(String key, Twin twin) {
        return arguments(key, twin.json());
    }
}
