package org.painbridge.server.dispensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.Answer;

abstract class CorrectionScenarios extends MonitoringScenarios {

    @ParameterizedTest
    @CsvSource({"0, z", "z, 0"})
    void aDispenseOfTheWrongPatientMovesInEitherDirection(String from, String to) {
        String wrong = from + patient;
        String right = to + patient;
        storePatient(wrong);
        storePatient(right);
        post("900001", "2026-11-01", wrong);
        post("900002", "2026-11-02", wrong);
        post("900004", "2026-11-01", right);
        post("900005", "2026-11-02", right);
        Answer moved = post("900003", "2026-11-03", wrong);
        assertThat(statuses(wrong)).containsExactly("final");

        Answer answer = http().put(
                        "MedicationDispense/" + moved.id(),
                        moved.text().replace("Patient/" + wrong, "Patient/" + right));

        assertThat(answer).hasStatus(200);
        assertThat(statuses(wrong)).containsExactly("cancelled");
        assertThat(statuses(right)).containsExactly("final");
        assertThat(current(wrong)).isEqualTo(160.0);
        assertThat(current(right)).isEqualTo(240.0);
    }

    @Test
    void aDispenseCanBeCorrectedAfterItsIssueWasDeleted() {
        post("900001", "2026-11-01");
        post("900002", "2026-11-02");
        Answer third = post("900003", "2026-11-03");
        String issue = issues().getFirst().path("id").asText();
        assertThat(http().delete("DetectedIssue/" + issue)).hasStatus(204);

        Answer corrected =
                http().put("MedicationDispense/" + third.id(), third.text().replace("900003", "900002"));

        assertThat(corrected).hasStatus(200);
        assertThat(http().get("DetectedIssue/" + issue)).hasStatus(410);
        assertThat(issues()).isEmpty();
    }

    @Test
    void aDispenseCanBeDeletedAfterItsIssueWasDeleted() {
        post("900001", "2026-11-01");
        post("900002", "2026-11-02");
        Answer third = post("900003", "2026-11-03");
        http().delete("DetectedIssue/" + issues().getFirst().path("id").asText());

        assertThat(http().delete("MedicationDispense/" + third.id())).hasStatus(204);

        assertThat(current(patient)).isEqualTo(160.0);
    }

    private double current(String patientId) {
        return parameter(http().get("Patient/" + patientId + "/$mme?asOf=2026-11-10"), "current")
                .at("/valueQuantity/value")
                .asDouble();
    }
}
