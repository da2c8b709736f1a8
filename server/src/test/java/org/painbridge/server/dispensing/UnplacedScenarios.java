package org.painbridge.server.dispensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.Answer;

/** Dispenses that do not say all: none may vanish. */
abstract class UnplacedScenarios extends MonitoringScenarios {

    @Test
    void aSubjectByTheAddressOfThisServerIsThePatientHere() {
        post("900001", "2026-11-01");
        post("900002", "2026-11-02");
        String absolute = dispense("900003", "2026-11-03", HYDROMORPHONE_4_MG)
                .replace("Patient/" + patient, "http://localhost:8080/fhir/Patient/" + patient);

        assertThat(http().post("MedicationDispense", absolute)).hasStatus(201);

        assertThat(statuses(patient)).containsExactly("final");
        assertThat(current("2026-11-10")).isEqualTo(240.0);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"2026-11-01T10:00:00-05:00\"', '\"2026-11\"', day-unknown",
        "'\"status\":\"completed\"', '\"status\":\"stopped\"', quantity-unknown",
        "'\"status\":\"completed\"', '\"status\":\"on-hold\"', quantity-unknown",
    })
    void whatCannotBePlacedOrMeasuredIsNamedAndMakesTheFiguresIncomplete(String from, String to, String reason) {
        String body = dispense("900001", "2026-11-01", HYDROMORPHONE_4_MG).replace(from, to);
        Answer stored = http().post("MedicationDispense", body);
        assertThat(stored).hasStatus(201);

        Answer answer = mme("2026-11-10");

        assertThat(parameter(answer, "complete").path("valueBoolean").asBoolean())
                .isFalse();
        assertThat(answer.text()).doesNotContain("\"current\"").contains("MedicationDispense/" + stored.id(), reason);
    }

    @Test
    void aStoppedDispenseWithoutAnyDateMayHaveBeenHandedOver() {
        String body = dispense("900001", "2026-11-01", HYDROMORPHONE_4_MG)
                .replace("\"completed\"", "\"stopped\"")
                .replace(",\n \"whenHandedOver\":\"2026-11-01T10:00:00-05:00\"", "");
        Answer stored = http().post("MedicationDispense", body);
        assertThat(stored).hasStatus(201);
        assertThat(stored.text()).doesNotContain("whenHandedOver");

        assertThat(mme("2026-11-10").text()).contains("hand-over-unknown");
        assertThat(http().put("MedicationDispense/" + stored.id(), stored.text().replace("stopped", "cancelled")))
                .hasStatus(200);

        assertThat(parameter(mme("2026-11-10"), "complete").path("valueBoolean").asBoolean())
                .isTrue();
    }

    @Test
    void aDayThatBecomesKnownIsJudgedLikeAnyOther() {
        post("900001", "2026-11-01");
        String coarse = dispense("900003", "2026-11-03", HYDROMORPHONE_4_MG)
                .replace("\"2026-11-03T10:00:00-05:00\"", "\"2026-11\"");
        Answer stored = http().post("MedicationDispense", coarse);
        post("900002", "2026-11-05");
        assertThat(statuses(patient)).doesNotContain("final");

        Answer corrected =
                http().put("MedicationDispense/" + stored.id(), stored.text().replace("\"2026-11\"", "\"2026-11-03\""));

        assertThat(corrected).hasStatus(200);
        assertThat(statuses(patient)).contains("final");
        assertThat(current("2026-11-10")).isEqualTo(240.0);
    }

    private Answer mme(String day) {
        return http().get("Patient/" + patient + "/$mme?asOf=" + day);
    }

    private double current(String day) {
        Answer answer = mme(day);
        assertThat(parameter(answer, "complete").path("valueBoolean").asBoolean())
                .isTrue();
        return parameter(answer, "current").at("/valueQuantity/value").asDouble();
    }
}
