package org.painbridge.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the guide fixes by code, unit, cardinality or target, and not by an invariant, is refused too. */
class RefusalsTest {
    private static final String DISPENSE = "MedicationDispense-example-dispense";
    private static final String PLAN = "CarePlan-example-care-plan";
    private static final String RATING = "extension/0/extension/0/valueCoding/code";

    static Stream<Arguments> twins() {
        return Stream.of(
                twin(
                        "an unknown rating",
                        "ServiceRequest-example-rated-imaging-order",
                        RATING,
                        "'fine'",
                        "imaging-category"),
                twin("an unknown agreement", PLAN, "extension/0/valueCode", "'maybe'", "plan-agreement"),
                twin("another intent of a plan", PLAN, "intent", "'order'", "fixed"),
                twin(
                        "an activity as detail",
                        PLAN,
                        "activity/0",
                        "{'detail': {'status': 'scheduled'}}",
                        "CarePlan.activity.detail: max allowed = 0"),
                twin(
                        "another task code",
                        "Task-example-review-task",
                        "code/coding/0/code",
                        "'plan-activity'",
                        "review-care-plan"),
                twin(
                        "a task of the wrong code",
                        "Task-example-activity-task",
                        "code/coding/0/code",
                        "'follow-up'",
                        "plan-activity"),
                twin(
                        "an unknown finding",
                        "DetectedIssue-example-detected-issue",
                        "code/coding/0/code",
                        "'N99'",
                        "dispensing-finding"),
                twin(
                        "an unknown rule",
                        "DetectedIssue-example-detected-issue",
                        "extension/0/extension/0/valueCode",
                        "'N99'",
                        "dispensing-rule"),
                twin(
                        "a rule without its source",
                        "DetectedIssue-example-detected-issue",
                        "extension/0/extension/2",
                        "{'url': 'status', 'valueCode': 'unverified'}",
                        "Extension.extension:source"),
                twin(
                        "a target dose per hour",
                        "MedicationRequest-example-taper-step",
                        "extension/0/valueQuantity/code",
                        "'mg/h'",
                        "mg/d"),
                twin("a dispense without an amount", DISPENSE, "quantity", "{'unit': 'tablet'}", "quantity.value"),
                twin(
                        "a contained prescription without prescriber",
                        DISPENSE,
                        "contained/0/requester",
                        "{}",
                        "monitored-prescription"),
                twin(
                        "a health number without system",
                        "Patient-example-patient",
                        "identifier/0",
                        "{'value': '9999999015'}",
                        "Patient.identifier.system: minimum required = 1"),
                twin(
                        "a target without date",
                        "Goal-example-goal",
                        "target/0",
                        "{'measure': {'text': 'PEG'}, 'detailString': '4'}",
                        "Goal.target.due[x]: minimum required = 1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("twins")
    void isRefused(String what, JsonNode twin, String because) {
        assertThat(Hl7Validator.errors(twin))
                .as(what)
                .anySatisfy(error -> assertThat(error).contains(because));
    }

    private static Arguments twin(String what, String example, String place, String json, String because) {
        return arguments(what, Twin.of(example).with(place, json).json(), because);
    }
}
