package org.painbridge.server.dispensing.nms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.Answer;

abstract class NmsSubmitScenarios extends NmsScenarios {
    private static final LocalDate TODAY = PharmacyRecord.today();

    @Test
    void aPrescriptionGoesFromSubmissionToFindingToInquiryToReversal() throws Exception {
        Answer first = submit(dispense.of(1).on(TODAY.minusDays(3)));
        Answer second = submit(dispense.of(2).on(TODAY.minusDays(2)));
        Answer third = submit(dispense.of(3));

        assertThat(first).hasStatus(200);
        assertThat(text(first, "status", "valueCode")).isEqualTo("accepted");
        assertThat(rules(first)).doesNotContain("N1");
        assertThat(rules(third)).contains("N1");
        assertThat(third.text()).contains("\"code\":\"MH\"", "\"valueCode\":\"fr\"");
        assertThat(ids(inquire(PharmacyRecord.BORN), "MedicationDispense"))
                .containsExactly(stored(third), stored(second), stored(first));
        assertThat(patients()).isEqualTo(1);

        Answer reversed = reverse(prescription("RX-2"));

        assertThat(reversed).hasStatus(200);
        assertThat(http().get("MedicationDispense/" + stored(second)).text()).contains("\"entered-in-error\"");
        assertThat(http().get("MedicationDispense/" + stored(second) + "/_history/1")
                        .text())
                .contains("\"completed\"");
        assertThat(n1Of(stored(third))).isEqualTo("cancelled");
        assertThat(ids(inquire(PharmacyRecord.BORN), "MedicationDispense"))
                .containsExactly(stored(third), stored(first));

        Answer again = submit(dispense.of(2).on(TODAY.minusDays(2)).numbered("2"));

        assertThat(http().get("MedicationDispense/" + stored(again)).text())
                .contains("resubmission-of", "MedicationDispense/" + stored(second));
        assertThat(n1Of(stored(third))).isEqualTo("final");
    }

    private String n1Of(String dispenseId) {
        JsonNode entries = http().get("DetectedIssue?implicated=MedicationDispense/" + dispenseId)
                .json()
                .path("entry");
        for (JsonNode entry : entries) {
            if (entry.at("/resource/code/coding/0/code").asText().equals("N1")) {
                return entry.at("/resource/status").asText();
            }
        }
        return "none";
    }

    @Test
    void aSubmissionCountsOnceHoweverOftenItIsSent() throws Exception {
        List<Callable<Answer>> repetitions = IntStream.range(0, 6)
                .<Callable<Answer>>mapToObj(i -> () -> submit(dispense))
                .toList();

        Set<String> stored = new HashSet<>();
        int duplicates = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            for (Future<Answer> answer : threads.invokeAll(repetitions)) {
                assertThat(answer.get()).hasStatus(200);
                stored.add(stored(answer.get()));
                duplicates += text(answer.get(), "duplicate", "valueBoolean").equals("true") ? 1 : 0;
            }
        }

        assertThat(stored).hasSize(1);
        assertThat(duplicates).isEqualTo(5);
        assertThat(patients()).isEqualTo(1);
        assertThat(submit(dispense.amounting("60"))).isRefused(409, "nms-identifier-used");
    }

    @Test
    void pharmaciesAtTheSameMomentSeeEachOther() throws Exception {
        List<Callable<Answer>> pharmacies = IntStream.rangeClosed(1, 6)
                .<Callable<Answer>>mapToObj(i -> () -> submit(dispense.of(i).at(pharmacy + i)))
                .toList();

        int found = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            for (Future<Answer> answer : threads.invokeAll(pharmacies)) {
                assertThat(answer.get()).hasStatus(200);
                found += rules(answer.get()).contains("N1") ? 1 : 0;
            }
        }

        assertThat(found).isEqualTo(4);
        assertThat(patients()).isEqualTo(1);
    }

    @Test
    void aBadLineLeavesTheRestStanding() {
        String tooLong = dispense.of(3).json().replace("\"unit\":\"tablet\"", "\"unit\":\"" + "a".repeat(500) + "\"");
        String batch = PharmacyRecord.body(
                dispense.of(1).json(),
                dispense.of(2).amounting("0").json(),
                tooLong,
                dispense.of(4).json(),
                dispense.of(1).json());

        Answer answer = http().post("MedicationDispense/$nms-submit", batch);

        assertThat(answer).hasStatus(200);
        assertThat(text(answer, "accepted", "valueInteger")).isEqualTo("3");
        assertThat(text(answer, "rejected", "valueInteger")).isEqualTo("2");
        List<JsonNode> lines = parameters(answer, "line");
        assertThat(lines.stream().map(line -> part(line, "status", "valueCode")))
                .containsExactly("accepted", "rejected", "rejected", "accepted", "accepted");
        assertThat(lines.get(1).toString()).contains("nms-quantity");
        assertThat(lines.get(2).toString()).contains("value-too-long");
        assertThat(part(lines.get(4), "duplicate", "valueBoolean")).isEqualTo("true");
        assertThat(ids(inquire(PharmacyRecord.BORN), "MedicationDispense")).hasSize(2);
    }

    private static String part(JsonNode line, String name, String value) {
        return parameters(line.path("part"), name).getFirst().path(value).asText();
    }

    @Test
    void aBatchIsABundleToo() {
        String entry = "{\"resource\":" + dispense.json() + "}";
        String body = "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"batch\",\"resource\":"
                + "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[" + entry + "]}}]}";

        Answer answer = http().post("MedicationDispense/$nms-submit", body);

        assertThat(parameters(answer, "line")).hasSize(1);
        assertThat(text(answer, "accepted", "valueInteger")).isEqualTo("1");
    }

    @Test
    void aDryRunSaysWhatASubmissionWouldAndStoresNothing() {
        submit(dispense.of(1).on(TODAY.minusDays(3)));
        submit(dispense.of(2).on(TODAY.minusDays(2)));
        String third = PharmacyRecord.body(dispense.of(3).json());
        var before = rows();

        Answer tried = http().post("MedicationDispense/$nms-dur", third);

        assertThat(tried).hasStatus(200);
        assertThat(rules(tried)).contains("N1");
        assertThat(parameters(tried, "dispense")).isEmpty();
        assertThat(rows()).isEqualTo(before);
        assertThat(rules(submit(dispense.of(3)))).isEqualTo(rules(tried));
    }

    @Test
    void wrongDataIsRefusedWithTheCodeOfNmsAndWhatToCorrect() {
        String wrong = dispense.json().replace(person, person.substring(1));

        Answer answer = http().post("MedicationDispense/$nms-submit", PharmacyRecord.body(wrong));

        assertThat(answer)
                .isRefused(422, "nms-client-id")
                .at("MedicationDispense.subject.resolve().identifier.value")
                .saying("Correct the number");
        assertThat(answer.text())
                .contains(
                        "{\"system\":\"https://painbridge.example/fhir/CodeSystem/nms-response-code\",\"code\":\"32\"}")
                .contains("Corrigez le numéro");
        assertThat(patients()).isZero();
    }

    @Test
    void theSamePersonHasTheSameBirthDate() {
        submit(dispense);

        assertThat(submit(dispense.of(2).born("1961-02-03"))).isRefused(422, "nms-birth-date-differs");
    }

    @Test
    void aPrescriptionNumberIsOfOnePatient() {
        submit(dispense);
        PharmacyRecord other = PharmacyRecord.of(PharmacyRecord.anyHealthNumber(), pharmacy, "RX-1");

        assertThat(submit(other.numbered("2"))).isRefused(422, "nms-prescription-other-patient");
    }

    @Test
    void theSameSupplyUnderOtherNumbersIsTold() {
        submit(dispense);

        Answer again = submit(dispense.of("RX-2"));

        assertThat(again).hasStatus(200);
        assertThat(again.text()).contains("nms-possible-duplicate");
    }

    @ParameterizedTest
    @CsvSource({
        "{\"resourceType\":\"Parameters\"}, dispense",
        "'{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"dispense\",\"valueString\":\"x\"}]}', dispense",
        "'{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"dispence\",\"valueString\":\"x\"}]}', dispence",
        "'{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"batch\",\"resource\":{\"resourceType\":\"Patient\"}}]}', batch",
    })
    void whatIsNoSubmissionIsRefused(String body, String name) {
        for (String operation : List.of("$nms-submit", "$nms-dur")) {
            assertThat(http().post("MedicationDispense/" + operation, body))
                    .isRefused(400, "invalid-parameter")
                    .at("Parameters.parameter.where(name='" + name + "')");
        }
    }
}
