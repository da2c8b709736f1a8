package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.Answer;
import org.painbridge.server.RowCounts;
import org.painbridge.server.ServerScenarios;

/** Values at the edge of what FHIR allows, and over it. */
abstract class OddValueScenarios extends ServerScenarios {
    private static final String LONG = "a".repeat(1000);

    @Test
    void aReferenceToAnIdLongerThanFhirAllowsIsRefused() {
        refused("Observation", observation("\"subject\":{\"reference\":\"Patient/" + LONG + "\"}"))
                .isRefused(400, "invalid-reference")
                .at("Observation.subject");
        String plan = "{\"resourceType\":\"CarePlan\",\"status\":\"draft\",\"intent\":\"plan\",\"subject\":"
                + "{\"reference\":\"Patient/x\"},\"instantiatesCanonical\":[\"PlanDefinition/" + LONG + "\"]}";
        refused("CarePlan", plan)
                .isRefused(422, "value-too-long")
                .at("CarePlan.instantiatesCanonical")
                .saying("64");
    }

    @Test
    void aSearchForAnIdLongerThanFhirAllowsFindsNothing() {
        for (String query : new String[] {"Observation?subject=Patient/" + LONG, "Patient?_id=" + LONG}) {
            assertThat(http().get(query).json().path("total").asInt()).isZero();
        }
        assertThat(http().get("Patient/" + LONG)).isRefused(404, "not-found");
    }

    @Test
    void longValuesOfOtherKindsAreStoredAndFound() {
        String value = LONG + unique();
        Answer stored = http().post(
                        "Observation",
                        observation("\"subject\":{\"reference\":\"http://elsewhere.example/fhir/Patient/" + value
                                + "\"},\"valueQuantity\":{\"value\":1,\"unit\":\"" + value + "\"}"));

        assertThat(stored).hasStatus(201);
        assertThat(http().get("Observation?value-quantity=1%7C%7C" + value)
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(http().get("Observation?subject=http://elsewhere.example/fhir/Patient/" + value)
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"low\":{\"unit\":\"a\"}}", "{\"low\":{},\"high\":{\"value\":3}}", "{}"})
    void aRangeWithoutNumbersIsNoError(String range) {
        String body = "{\"resourceType\":\"Condition\",\"subject\":{\"reference\":\"Patient/x\"},\"onsetRange\":"
                + range + "}";

        assertThat(http().post("Condition", body)).hasStatus(201);
    }

    /** "Unknown" as FHIR says it, wherever a code can be searched for. */
    @ParameterizedTest
    @CsvSource({
        "Patient, gender",
        "Practitioner, gender",
        "Observation, status",
        "Task, status",
        "ServiceRequest, status",
        "ServiceRequest, intent",
        "CarePlan, status",
        "Goal, lifecycleStatus",
        "MedicationRequest, status",
        "MedicationRequest, intent",
        "MedicationRequest, priority",
        "MedicationDispense, status",
        "Encounter, status",
        "DocumentReference, status",
        "AllergyIntolerance, criticality",
        "Consent, status",
        "Communication, status",
        "DetectedIssue, status",
        "QuestionnaireResponse, status",
        "Appointment, status",
        "Group, type",
        "DiagnosticReport, status",
        "ImagingStudy, status",
        "Procedure, status",
        "Immunization, status",
        "MedicationStatement, status",
        "Location, status",
    })
    void aCodeThatIsUnknownIsStored(String type, String element) {
        String body = """
                {"resourceType":"%s","_%s":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason",
                "valueCode":"unknown"}]}}""".formatted(type, element);

        assertThat(http().post(type, body)).hasStatus(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/fhir+json", "application/fhir+xml", "text/plain", "application/octet-stream"})
    void theTypeOfABodyThatIsNotThereTellsNothing(String type) {
        for (String path : new String[] {"Patient?_count=1", "ValueSet/error-code/$expand", "$meta"}) {
            Answer answer = http().get(path, "Content-Type", type);

            assertThat(answer).hasStatus(200);
            assertThat(answer.header("Content-Type").orElseThrow()).startsWith("application/fhir+json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<div><p></div>", "<div xmlns='urn:x'><b>pain</div>", "<p>pain</p>"})
    void aNarrativeThatIsNoDivIsRefused(String div) {
        refused("Patient", "{\"resourceType\":\"Patient\",\"text\":{\"status\":\"generated\",\"div\":\"" + div + "\"}}")
                .isRefused(400, "malformed-resource");
    }

    @Test
    void aLeapSecondIsAMomentLikeAnyOther() {
        Answer stored = http().post("Observation", observation("\"effectiveDateTime\":\"2016-12-31T23:59:60Z\""));

        assertThat(stored).hasStatus(201);
        assertThat(http().get("Observation?_id=" + stored.id() + "&date=2016-12-31T23:59:60Z")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-01T10:00:00+19:00", "2026-03-01T10:00:00-23:59"})
    void anOffsetThatNoPlaceHasIsRefused(String time) {
        refused("Observation", observation("\"effectiveDateTime\":\"" + time + "\""))
                .isRefused(400, "malformed-resource")
                .at("Observation.effective")
                .saying("+14:00");
        assertThat(http().get("Observation?date=" + time.replace("+", "%2B"))).isRefused(400, "invalid-search");
    }

    @Test
    void aPlusOfAnOffsetNeedsNoEncoding() {
        Answer stored = http().post("Observation", observation("\"effectiveDateTime\":\"2026-03-01T10:00:00+05:00\""));

        Answer found = http().get("Observation?_id=" + stored.id() + "&date=2026-03-01T10:00:00+05:00");

        assertThat(found).hasStatus(200);
        assertThat(found.json().path("total").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/turtle", "application/fhir+turtle", "application/x-turtle", "application/n-triples"})
    void turtleIsRefusedInJson(String media) {
        Answer refused = http().post("Patient", "<x>", "Content-Type", media);

        assertThat(refused).isRefused(415, "unsupported-media-type").at("http.Content-Type");
        assertThat(refused.header("Content-Type").orElseThrow()).startsWith("application/fhir+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/pdf", "text/csv, image/png", "application/fhir+json;fhirVersion=5.0"})
    void anAnswerInAFormThatIsNotWrittenIsRefusedInJson(String accept) {
        assertThat(http().get("Patient", "Accept", accept))
                .isRefused(406, "unsupported-answer-form")
                .at("http.Accept")
                .saying("application/fhir+json", "4.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "*",
                "text/html,application/xhtml+xml,*/*;q=0.8",
                "application/json",
                "Application/FHIR+JSON",
                "application/fhir+json; fhirVersion=4.0",
                "application/fhir+json;fhirVersion=5.0, application/fhir+json;fhirVersion=\"4.0\""
            })
    void whatAlsoTakesJsonIsAnsweredInJson(String accept) {
        Answer answer = http().get("Patient?_count=1", "Accept", accept);

        assertThat(answer).hasStatus(200);
        assertThat(answer.json().path("type").asText()).isEqualTo("searchset");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/pdf", "text/turtle", "application/fhir+json;fhirVersion=3.0"})
    void aFormInTheUrlGoesBeforeTheHeader(String accept) {
        assertThat(http().get("Patient?_count=1&_format=json", "Accept", accept))
                .hasStatus(200);
        assertThat(http().get("Patient?_count=1&_format=application/fhir%2Bjson;fhirVersion=3.0", "Accept", accept))
                .isRefused(406, "unsupported-answer-form")
                .at("http._format");
    }

    @Test
    void aBodyOfAnotherVersionOfFhirIsRefused() {
        String patient = "{\"resourceType\":\"Patient\"}";

        assertThat(http().post("Patient", patient, "Content-Type", "application/fhir+json; fhirVersion=3.0"))
                .isRefused(415, "unsupported-media-type")
                .at("http.Content-Type")
                .saying("4.0");
        assertThat(http().post("Patient", patient, "Content-Type", "application/fhir+json; fhirVersion=4.0"))
                .hasStatus(201);
    }

    @Test
    void anAnswerInTurtleIsRefusedInJson() {
        assertThat(http().get("Patient", "Accept", "application/fhir+turtle"))
                .isRefused(406, "unsupported-answer-form")
                .at("http.Accept")
                .saying("application/fhir+json");
        assertThat(http().get("Patient", "Accept", "application/fhir+turtle;q=0.5, application/fhir+json"))
                .hasStatus(200);
        assertThat(http().send("DELETE", "Patient/x", BodyPublishers.noBody(), "Accept", "text/turtle"))
                .isRefused(406, "unsupported-answer-form");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Patient?identifier=urn:made-up|1; 200",
                "Patient?identifier=urn:made-up|[1]{2}^`3<4>\"5\"\\\\6; 200",
                "Patient?identifier=urn:made-up|1&_count=x|; 400",
            })
    void charactersThatAUrlShouldEncodeAreReadAllTheSame(String path, int status) {
        assertThat(RawRequest.get(base(), path))
                .startsWith("HTTP/1.1 " + status)
                .contains("application/fhir+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Patient?identifier=a\u0007b", "Patient?identifier=%zz", "Patient/%zz", "Patient/a|b"})
    void aUrlThatIsNoneIsRefusedInJson(String path) {
        assertThat(RawRequest.get(base(), path))
                .startsWith("HTTP/1.1 400")
                .contains("application/fhir+json", "OperationOutcome", "invalid-url")
                .doesNotContain("<html");
    }

    private org.painbridge.server.AnswerAssert refused(String type, String body) {
        RowCounts before = rows();
        Answer answer = http().post(type, body);
        assertThat(rows()).isEqualTo(before);
        return assertThat(answer);
    }

    private static String observation(String more) {
        return "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"made up\"}," + more + "}";
    }
}
