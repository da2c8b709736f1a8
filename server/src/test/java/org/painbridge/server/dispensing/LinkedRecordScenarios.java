package org.painbridge.server.dispensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.Answer;

/** Records that Patient.link calls one person are not joined, but each knows that the other holds dispenses. */
abstract class LinkedRecordScenarios extends MonitoringScenarios {
    private final String other = "0" + patient;
    private final String third = "z" + patient;

    @BeforeEach
    void moreRecords() {
        storePatient(other);
        storePatient(third);
    }

    @ParameterizedTest
    @ValueSource(strings = {"replaced-by", "replaces", "refer", "seealso"})
    void aLinkMakesBothSidesIncompleteUntilItIsTakenBack(String type) {
        post("900001", "2026-11-01");
        post("900002", "2026-11-02");
        Answer elsewhere = post("900003", "2026-11-02", other);
        assertThat(complete(patient)).isTrue();

        link(other, patient, type);

        assertThat(complete(patient)).isFalse();
        assertThat(mme(patient).text())
                .contains("linked-record", "Patient/" + other, "MedicationDispense/" + elsewhere.id());
        assertThat(mme(other).text()).contains("linked-record", "Patient/" + patient);
        assertThat(statuses(patient)).containsExactly("preliminary");

        assertThat(http().put("Patient/" + other, "{\"resourceType\":\"Patient\",\"id\":\"" + other + "\"}"))
                .hasStatus(200);

        assertThat(complete(patient)).isTrue();
        assertThat(complete(other)).isTrue();
        assertThat(statuses(patient)).containsExactly("cancelled");
    }

    @Test
    void aDispenseIsJudgedInTheLightOfThoseUnderALinkedRecord() {
        link(patient, other, "seealso");
        post("900001", "2026-11-01");
        post("900002", "2026-11-02");
        assertThat(issues()).isEmpty();

        post("900003", "2026-11-03", other);

        assertThat(statuses(other)).containsExactly("preliminary");
        assertThat(issues(other).getFirst().at("/evidence/0/detail")).hasSize(2);
    }

    @Test
    void dispensesOfSeveralPatientsInOneTransactionAreJudgedEachInTheLightOfItsOwnRecords() {
        link(patient, other, "seealso");
        post("900001", "2026-11-01");
        post("900002", "2026-11-02");
        post("900001", "2026-11-01", third);
        String entries = Stream.of(other, third)
                .map(each -> dispense("900003", "2026-11-03", HYDROMORPHONE_4_MG)
                        .replace("Patient/" + patient, "Patient/" + each))
                .map(each ->
                        "{\"resource\":" + each + ",\"request\":{\"method\":\"POST\",\"url\":\"MedicationDispense\"}}")
                .collect(Collectors.joining(","));

        Answer stored =
                http().post("", "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[" + entries + "]}");

        assertThat(stored).hasStatus(200);
        assertThat(statuses(other)).containsExactly("preliminary");
        assertThat(issues(other).getFirst().at("/evidence/0/detail")).hasSize(2);
        assertThat(issues(third)).isEmpty();
        post("900002", "2026-11-04", third);
        assertThat(statuses(third)).containsExactly("final");
    }

    @Test
    void linksOfLinksAreFollowed() {
        link(patient, other, "replaced-by");
        link(other, third, "replaced-by");
        post("900001", "2026-11-01");

        assertThat(complete(third)).isFalse();
        assertThat(mme(third).text()).contains("Patient/" + patient);

        assertThat(http().put("Patient/" + other, "{\"resourceType\":\"Patient\",\"id\":\"" + other + "\"}"))
                .hasStatus(200);
        assertThat(complete(third)).isTrue();
        assertThat(complete(other)).isFalse();
    }

    @Test
    void aLinkedRecordWithoutDispensesChangesNothing() {
        post("900001", "2026-11-01");

        link(patient, other, "replaces");

        assertThat(complete(patient)).isTrue();
    }

    private void link(String from, String to, String type) {
        String body = "{\"resourceType\":\"Patient\",\"id\":\"" + from
                + "\",\"link\":[{\"other\":{\"reference\":\"Patient/" + to + "\"},\"type\":\"" + type + "\"}]}";
        assertThat(http().put("Patient/" + from, body)).hasStatus(200);
    }

    private Answer mme(String patientId) {
        return http().get("Patient/" + patientId + "/$mme?asOf=2026-11-10");
    }

    private boolean complete(String patientId) {
        return parameter(mme(patientId), "complete").path("valueBoolean").asBoolean();
    }
}
