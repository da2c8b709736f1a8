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

        assertThat(rules(first, "told")).contains("G3").doesNotContain("N4");
        assertThat(first.json().findValuesAsText("identifiedDateTime"))
                .isNotEmpty()
                .allMatch(moment -> moment.compareTo(PharmacyRecord.today().toString()) >= 0);
        assertThat(rules(late)).doesNotContain("N4", "G3");
        assertThat(List.of(tried, late, repeated))
                .allSatisfy(answer ->
                        assertThat(rules(answer, "told")).contains("N4").doesNotContain("G3"));
        assertThat(parameters(late, "told").toString()).doesNotContain("\"id\"");
        assertThat(parameters(unknown, "question").toString()).contains("\"N3\"", "\"N5\"");
        assertThat(parameters(unknown, "response").toString()).doesNotContain("\"N3\"", "\"N5\"");
        assertThat(http().get("DetectedIssue?implicated=MedicationDispense/" + stored(late))
                        .text())
                .doesNotContain("\"N4\"");
    }

    @ParameterizedTest
    @CsvSource({
        "ON, 1960-02-03, 1",
        "ONO, 1960-02-03, 2",
        "ONX, 1960-02, 3",
        "ONG, 1960-02-03, 2",
        "FNIAH, 1960-02-03, 3"
    })
    void whoIsIdentifiedByAKindOfNumberIsTheSamePersonAgain(String kind, String born, int people) {
        for (PharmacyRecord each :
                List.of(dispense.of(1), dispense.of(2), dispense.of(3).at(pharmacy + "-2"))) {
            Answer answer = byNumber(kind, "", each.born(born));

            assertThat(answer).hasStatus(200);
            assertThat(answer.text().contains("nms-identity-system")).isEqualTo(kind.equals("FNIAH"));
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

        PharmacyRecord fourth = dispense.of(4).on(TODAY.minusDays(1)).at(pharmacy + "-2");
        Answer tried = http().post("MedicationDispense/$nms-dur", PharmacyRecord.body(fourth.json()));
        Answer late = submit(fourth);

        assertThat(List.of(tried, late)).allSatisfy(answer -> {
            assertThat(rules(answer, "standing")).contains("N1");
            assertThat(answer.text()).doesNotContain("Prescriber was called", "foundLate");
        });
        JsonNode now = http().get(place).json();
        assertThat(now.path("evidence")).isNotEqualTo(found.path("evidence"));
        assertThat(now.at("/mitigation/0/action/text").asText()).isEqualTo("Prescriber was called");
    }

    @Test
    void whatACorrectionBringsToLightIsNoLateEntry() {
        String first = stored(submit(dispense.of(1).on(TODAY.minusDays(3))));
        submit(dispense.of(2).on(TODAY.minusDays(2)));
        Answer third = submit(dispense.of("RX-3"));
        String place = "MedicationDispense/" + first;

        assertThat(http().put(place, http().get(place).text().replace("\"900001\"", "\"900003\"")))
                .hasStatus(200);

        assertThat(rules(third)).doesNotContain("N1");
        assertThat(http().get("DetectedIssue?implicated=MedicationDispense/" + stored(third))
                        .text())
                .contains("\"N1\"")
                .doesNotContain("foundLate");
    }

    @Test
    void theNextFillIsForThePatientToWhomASubmissionWasCorrected() {
        PharmacyRecord other = PharmacyRecord.of(PharmacyRecord.anyHealthNumber(), pharmacy, "RX-9");
        Answer mistaken = submit(dispense.on(TODAY.minusDays(3)));
        String right = recordOf(submit(other.on(TODAY.minusDays(3))));
        String place = "MedicationDispense/" + stored(mistaken);
        String stored = http().get(place).text();
        assertThat(http().put(place, stored.replace(recordOf(mistaken), right))).hasStatus(200);

        assertThat(submit(other.of("RX-1").numbered("2"))).hasStatus(200);
        assertThat(submit(dispense.numbered("3"))).isRefused(422, "nms-prescription-other-patient");
    }

    @Test
    void whatWasToldToAnotherPharmacyIsToldAsStanding() {
        submit(dispense.of(1).on(TODAY.minusDays(3)));
        submit(dispense.of(2).on(TODAY.minusDays(2)));
        Answer third = submit(dispense.of(3).on(TODAY.minusDays(1)));

        Answer tried = http().post(
                        "MedicationDispense/$nms-dur",
                        PharmacyRecord.body(dispense.of("RX-4").by("900003").json()));
        Answer here = submit(dispense.of("RX-4").by("900003"));
        Answer elsewhere = submit(dispense.of("RX-5").by("900003").at(pharmacy + "-2"));

        assertThat(parameters(tried, "notRaised").toString())
                .contains("\"valueCode\":\"N1\"", "told-before", stored(third));
        assertThat(rules(here)).doesNotContain("N1");
        assertThat(parameters(here, "standing").toString()).doesNotContain("\"N1\"");
        assertThat(rules(elsewhere)).doesNotContain("N1");
        assertThat(parameters(elsewhere, "standing").toString())
                .contains("\"N1\"")
                .doesNotContain("\"id\"");
        assertThat(parameters(elsewhere, "response").toString()).doesNotContain("\"N1\"");
    }

    @Test
    void whoCompletesAnAlertByALateEntryIsToldAndTheAlertSaysSo() {
        submit(dispense.of(1).on(TODAY.minusDays(20)));
        String last = stored(submit(dispense.of(3)));
        PharmacyRecord second = dispense.of(2).on(TODAY.minusDays(10)).at(pharmacy + "-2");
        Answer tried = http().post("MedicationDispense/$nms-dur", PharmacyRecord.body(second.json()));

        Answer late = submit(second);

        assertThat(List.of(tried, late)).allSatisfy(answer -> {
            assertThat(rules(answer)).doesNotContain("N1");
            assertThat(rules(answer, "standing")).contains("N1");
            assertThat(parameters(answer, "standing").toString()).contains("\"foundLate\"", last);
        });
        assertThat(http().get("DetectedIssue?implicated=MedicationDispense/" + last)
                        .text())
                .contains("\"foundLate\"");
        Answer repeated = submit(second);
        assertThat(rules(repeated, "standing")).contains("N1");
        assertThat(parameters(repeated, "standing").toString()).contains("\"foundLate\"", last);
        assertThat(submit(dispense.of(1).on(TODAY.minusDays(20))).text()).doesNotContain("foundLate");
        assertThat(submit(dispense.of(4).on(TODAY)).text()).doesNotContain("foundLate");
    }

    /** Of one pharmacy, one number: whose birth date is another is somebody else, and who has none may be either. */
    @Test
    void aNumberThatNobodyChecksTakesNoRecordOfAnother() {
        PharmacyRecord other = dispense.of("RX-2").by("900002").born("1971-05-06");

        String first = recordOf(byUncheckedNumber(dispense));
        String second = recordOf(byUncheckedNumber(other));
        Answer undated = byUncheckedNumber(dispense.born("1960").numbered("2"));

        assertThat(second).isNotEqualTo(first);
        assertThat(recordOf(undated)).isNotIn(first, second);
        assertThat(recordOf(byUncheckedNumber(dispense.of("RX-4")))).isEqualTo(first);
        assertThat(parameters(undated, "question").toString()).contains("\"G3\"");
        for (String born : List.of(other.born(), "1972-07-08")) {
            Answer otherwise = byUncheckedNumber(dispense.born(born).numbered("3"));

            assertThat(otherwise).hasStatus(422);
            assertThat(otherwise.text()).contains("\"nms-prescription-other-patient\"");
        }
    }

    /** Whatever system its sender gives it; and nobody knows what was dispensed to the same person elsewhere. */
    @Test
    void aNumberThatNobodyChecksStandsWithinOnePharmacy() {
        String vendor = "https://vendor.example/" + pharmacy;
        PharmacyRecord other = dispense.of("RX-3").born("1971-05-06");

        Answer first = byNumber("ONO", vendor, dispense);
        Answer again = byNumber("ONO", vendor, dispense.of(2));
        Answer elsewhere = byNumber("ONO", vendor, dispense.of(3).at(pharmacy + "-2"));
        Answer referred = http().post(
                        "MedicationDispense/$nms-submit", PharmacyRecord.body(about(recordOf(first), dispense.of(4))));
        Answer born = byNumber("ONO", vendor, other);

        assertThat(List.of(recordOf(again), recordOf(referred))).containsOnly(recordOf(first));
        assertThat(recordOf(elsewhere)).isNotEqualTo(recordOf(first));
        assertThat(List.of(first, again, elsewhere, referred, born))
                .allSatisfy(answer ->
                        assertThat(parameters(answer, "question").toString()).contains("\"N2\"", "\"G8\""));
        assertThat(ids(asked(vendor, other.born()), "MedicationDispense")).containsExactly(stored(born));
        assertThat(asked(vendor, PharmacyRecord.BORN)).isRefused(422, "nms-patient-ambiguous");
        assertThat(asked(vendor, "1972-07-08")).isRefused(422, "nms-birth-date-differs");
    }

    private Answer asked(String system, String born) {
        return http().post("MedicationDispense/$nms-inquiry", question(born).replace(PharmacyRecord.HCN, system));
    }

    /** The same of a patient who is on record. */
    private static String about(String patient, PharmacyRecord record) {
        return record.json()
                .replaceFirst("(?s)\\{\"resourceType\":\"Patient\".*?(\\{\"resourceType\":\"MedicationRequest\")", "$1")
                .replace("#pat", patient);
    }

    private Answer byUncheckedNumber(PharmacyRecord record) {
        return byNumber("ONO", "", record);
    }

    /** @param system empty where only the kind is sent */
    private Answer byNumber(String kind, String system, PharmacyRecord record) {
        String typed = "\"identifier\":[{" + (system.isEmpty() ? "" : "\"system\":\"" + system + "\",")
                + "\"type\":{\"coding\":[{\"system\":\"https://painbridge.example/fhir/CodeSystem/patient-identity-code\","
                + "\"code\":\"" + kind + "\"}]}";
        String sent = "\"identifier\":[{\"system\":\"" + PharmacyRecord.HCN + "\"";
        return http().post(
                        "MedicationDispense/$nms-submit",
                        PharmacyRecord.body(record.json().replace(sent, typed)));
    }

    private String recordOf(Answer answer) {
        return http().get("MedicationDispense/" + stored(answer))
                .json()
                .at("/subject/reference")
                .asText();
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
        assertThat(rules(answer)).doesNotContain("G13");
        assertThat(rules(answer, "told")).doesNotContain("G3");
        assertThat(http().get("DetectedIssue?status=preliminary&implicated=MedicationDispense/" + stored(answer))
                        .json()
                        .path("entry"))
                .isEmpty();
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
