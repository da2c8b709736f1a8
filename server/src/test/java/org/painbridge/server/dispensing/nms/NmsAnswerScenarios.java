package org.painbridge.server.dispensing.nms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.Answer;

abstract class NmsAnswerScenarios extends NmsScenarios {
    private static final LocalDate TODAY = PharmacyRecord.today();

    /** Starts, late refills and most open questions. */
    @Test
    void whatIsNotPutOnRecordIsToldInTheAnswer() {
        String unlisted = PharmacyRecord.body(dispense.of("RX-3").json().replace("00125121", "99999998"));
        PharmacyRecord second = dispense.of("RX-2").on(TODAY.minusDays(1));
        Answer first = submit(dispense.on(TODAY.minusDays(50)));
        Answer tried = http().post("MedicationDispense/$nms-dur", PharmacyRecord.body(second.json()));
        Answer late = submit(second);
        Answer repeated = submit(second);

        Answer unknown = http().post("MedicationDispense/$nms-submit", unlisted);

        assertThat(rules(first)).contains("G3").doesNotContain("N4");
        assertThat(List.of(tried, late, repeated))
                .allSatisfy(answer -> assertThat(rules(answer)).contains("N4").doesNotContain("G3"));
        assertThat(finding(late, "N4").has("id")).isFalse();
        assertThat(parameters(unknown, "question").toString()).contains("\"N3\"", "\"N5\"");
        assertThat(http().get("DetectedIssue?implicated=MedicationDispense/" + stored(late))
                        .text())
                .doesNotContain("\"N4\"");
    }

    @ParameterizedTest
    @CsvSource({"ON, 1", "ONO, 1", "ONG, 2"})
    void whoIsIdentifiedByAKindOfNumberIsTheSamePersonAgain(String kind, int people) {
        String system = "\"identifier\":[{\"system\":\"" + PharmacyRecord.HCN + "\"";
        String type = "\"identifier\":[{\"type\":{\"coding\":[{"
                + "\"system\":\"https://painbridge.example/fhir/CodeSystem/patient-identity-code\",\"code\":\"" + kind
                + "\"}]}";

        for (PharmacyRecord each :
                List.of(dispense.of(1), dispense.of(2), dispense.of(3).at(pharmacy + "-2"))) {
            assertThat(http().post(
                                    "MedicationDispense/$nms-submit",
                                    PharmacyRecord.body(each.json().replace(system, type))))
                    .hasStatus(200);
        }

        assertThat(http().get("Patient?identifier=" + person + "&_total=accurate")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(people);
    }

    @Test
    void whatWasAnsweredToAFindingStaysWhenItsEvidenceChanges() {
        submit(dispense.of(1).on(TODAY.minusDays(3)));
        submit(dispense.of(2).on(TODAY.minusDays(2)));
        Answer third = submit(dispense.of(3));
        JsonNode found = finding(third, "N1");
        String place = "DetectedIssue/" + found.path("id").asText();
        String answered = found.toString()
                .replaceFirst("\\{", "{\"mitigation\":[{\"action\":{\"text\":\"Prescriber was called\"}}],");
        assertThat(http().put(place, answered)).hasStatus(200);

        submit(dispense.of(4).on(TODAY.minusDays(1)));

        JsonNode now = http().get(place).json();
        assertThat(now.path("evidence")).isNotEqualTo(found.path("evidence"));
        assertThat(now.at("/mitigation/0/action/text").asText()).isEqualTo("Prescriber was called");
    }

    @Test
    void whatWasToldToAnotherPharmacyIsToldAsStanding() {
        submit(dispense.of(1).on(TODAY.minusDays(3)));
        submit(dispense.of(2).on(TODAY.minusDays(2)));
        submit(dispense.of(3).on(TODAY.minusDays(1)));

        Answer here = submit(dispense.of("RX-4").by("900003"));
        Answer elsewhere = submit(dispense.of("RX-5").by("900003").at(pharmacy + "-2"));

        assertThat(rules(here)).doesNotContain("N1");
        assertThat(parameters(here, "standing").toString()).doesNotContain("\"N1\"");
        assertThat(rules(elsewhere)).doesNotContain("N1");
        assertThat(parameters(elsewhere, "standing").toString())
                .contains("\"N1\"")
                .doesNotContain("\"id\"");
    }

    @Test
    void ofWhomNobodyKnowsWhoItIsTheRecordIsNotTakenForWhole() {
        String nobody = dispense.json()
                .replace(
                        "\"value\":\"" + person + "\"",
                        "\"_value\":{\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/data-absent-reason\","
                                + "\"valueCode\":\"unknown\"}]}");

        Answer answer = http().post("MedicationDispense/$nms-submit", PharmacyRecord.body(nobody));

        assertThat(answer).hasStatus(200);
        assertThat(answer.text()).contains("nms-identity-none");
        assertThat(rules(answer)).doesNotContain("G3", "G13");
        assertThat(parameters(answer, "question").toString())
                .contains("\"N1\"", "\"N2\"", "\"N5\"", "\"G3\"", "\"G8\"", "\"G13\"");
    }

    private static JsonNode finding(Answer answer, String rule) {
        return parameters(answer, "finding").stream()
                .map(each -> each.path("resource"))
                .filter(issue -> issue.at("/code/coding/0/code").asText().equals(rule))
                .findFirst()
                .orElseThrow();
    }
}
