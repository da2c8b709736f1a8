package org.painbridge.server.dispensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.Answer;

/** What is believed of dispenses, and what was. */
abstract class BelievedScenarios extends MonitoringScenarios {
    @Test
    void aDispenseThatNeverChangesIsKeptOnce() {
        Answer first = post("900001", "2026-11-01");
        post("900002", "2026-11-02");
        Answer third = post("900003", "2026-11-03");
        assertThat(issues()).hasSize(1);

        assertThat(http().put("MedicationDispense/" + first.id(), first.text())).hasStatus(200);

        assertThat(ended(patient)).isEmpty();
        assertThat(standing(first)).isEqualTo(moment(first));
        assertThat(standing(third)).isEqualTo(moment(third));
    }

    @Test
    void whatWasBelievedBeforeACorrectionAndAfterItIsAnswered() {
        Answer first = post("900001", "2026-11-01");
        Answer other = post("900002", "2026-11-02");

        Answer corrected = put(first, "\"value\":120,", "\"value\":60,");

        assertThat(dose(patient, first)).isEqualTo(80.0);
        assertThat(dose(patient, other)).isEqualTo(160.0);
        assertThat(dose(patient, corrected)).isEqualTo(120.0);
        assertThat(ended(patient)).containsExactly(Map.entry(moment(first), moment(corrected)));
        assertThat(standing(first)).isEqualTo(moment(corrected));
        assertThat(standing(other)).isEqualTo(moment(other));
    }

    @Test
    void whatWasBelievedOfADispenseThatIsTakenBackAndComesAgainIsAnswered() {
        Answer first = post("900001", "2026-11-01");
        assertThat(http().delete("MedicationDispense/" + first.id())).hasStatus(204);
        Answer meanwhile = post("900002", "2026-11-02");

        Answer again = put(first, "\"value\":120,", "\"value\":60,");

        assertThat(dose(patient, first)).isEqualTo(80.0);
        assertThat(dose(patient, meanwhile)).isEqualTo(80.0);
        assertThat(dose(patient, again)).isEqualTo(120.0);
        assertThat(ended(patient)).hasSize(1);
        assertThat(standing(first)).isEqualTo(moment(again));
    }

    /** Each record of a person sees the dispenses of the others. */
    @Test
    void aDispenseThatMovesToAnotherRecordOfThePersonWasBelievedOfTheFirstAlone() {
        String other = linked();
        Answer first = post("900001", "2026-11-01");

        Answer moved = put(first, "Patient/" + patient, "Patient/" + other);

        assertThat(ended(patient)).containsExactly(Map.entry(moment(first), moment(moved)));
        assertThat(ended(other)).isEmpty();
        assertThat(standing(first)).isEqualTo(moment(moved));
    }

    @Test
    void ofADispenseThatAnotherBeganLaterToCorrectOneThingIsBelievedAtAMoment() {
        Answer first = post("900001", "2026-11-01");
        Answer second = put(first, "\"value\":120,", "\"value\":60,");
        long later = changedByAnotherThatBeganLater();

        Answer third = put(second, "\"value\":60,", "\"value\":30,");

        assertThat(dose(patient, third)).isEqualTo(80.0);
        assertThat(ended(patient)).containsExactlyInAnyOrder(Map.entry(moment(first), later), Map.entry(later, later));
        assertThat(standing(first)).isEqualTo(later);
    }

    @Test
    void ofADispenseThatAnotherBeganLaterToTakeBackOneThingIsBelievedAtAMoment() {
        Answer first = post("900001", "2026-11-01");
        assertThat(http().delete("MedicationDispense/" + first.id())).hasStatus(204);
        long later = changedByAnotherThatBeganLater();

        Answer again = put(first, "\"value\":120,", "\"value\":60,");

        assertThat(dose(patient, again)).isEqualTo(80.0);
        assertThat(standing(first)).isEqualTo(later);
    }

    @Test
    void ofADispenseThatMovesAndAnotherBeganLaterToCorrectOneThingIsBelievedAtAMoment() {
        String other = linked();
        Answer first = post("900001", "2026-11-01");
        Answer second = put(first, "\"value\":120,", "\"value\":60,");
        long later = changedByAnotherThatBeganLater();

        Answer moved = put(second, "Patient/" + patient, "Patient/" + other);

        assertThat(dose(patient, moved)).isEqualTo(80.0);
        assertThat(standing(first)).isEqualTo(later);
    }

    /** Another build may have given others than this one would. */
    @Test
    void whatIsMadeAnewHasThePlacesThatWereGiven() {
        put(post("900001", "2026-11-01"), "\"value\":120,", "\"value\":60,");
        put(post("900002", "2026-11-01"), "\"value\":120,", "\"value\":30,");
        change("update dispense set arrival = 1 - arrival");
        change("update dispense_version set arrival = 1 - arrival");
        List<Map<String, Object>> believed = believed();
        change("delete from dispense_version");
        change("update dispense set recorded_at = 0");

        assertThat(
                        http().post(
                                        "$reindex",
                                        "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"type\",\"valueCode\":\"MedicationDispense\"}]}"))
                .hasStatus(200);

        assertThat(believed).hasSize(4);
        assertThat(believed()).isEqualTo(believed);
    }

    @ParameterizedTest
    @CsvSource({
        "patient_id, dispense_patient_days, dispense_version_patient",
        "prescriber, dispense_prescriber, dispense_version_prescriber"
    })
    void whatIsAndWasBelievedIsFoundByIndexes(String column, String standing, String ended) throws SQLException {
        String plan = plan("select * from dispense_known where " + column + " = 'nobody'");

        assertThat(plan).contains(standing, ended).doesNotContain("Seq Scan", "tableScan");
    }

    /** How the database would go about the question if its tables were large. */
    abstract String plan(String question) throws SQLException;

    /** Another record of the person. */
    private String linked() {
        String other = unique();
        storePatient(other);
        assertThat(http().put(
                                "Patient/" + patient,
                                "{\"resourceType\":\"Patient\",\"id\":\"" + patient
                                        + "\",\"link\":[{\"type\":\"seealso\",\"other\":{\"reference\":\"Patient/"
                                        + other
                                        + "\"}}]}"))
                .hasStatus(200);
        return other;
    }

    /** As if another transaction that began later, a minute from now, had been the first to write. */
    private long changedByAnotherThatBeganLater() {
        long moment = Instant.now().plusSeconds(60).toEpochMilli();
        change("update dispense_version set voided_at = " + moment);
        change("update dispense set recorded_at = " + moment);
        return moment;
    }

    private void change(String rows) {
        database().sql(rows + " where patient_id = ?").param(patient).update();
    }

    private Answer put(Answer stored, String old, String now) {
        Answer answer =
                http().put("MedicationDispense/" + stored.id(), stored.text().replace(old, now));
        assertThat(answer.status()).isIn(200, 201);
        return answer;
    }

    private static long moment(Answer stored) {
        return Instant.parse(stored.json().at("/meta/lastUpdated").asText()).toEpochMilli();
    }

    /** What was known of the patient's dose when that was stored. */
    private double dose(String patientId, Answer then) {
        String question =
                "Patient/" + patientId + "/$mme?asOf=2026-11-10&knownAt=" + Instant.ofEpochMilli(moment(then));
        return parameter(http().get(question), "current")
                .at("/valueQuantity/value")
                .asDouble();
    }

    private long standing(Answer stored) {
        return database()
                .sql("select recorded_at from dispense where dispense_id = ?")
                .param(stored.id())
                .query(Long.class)
                .single();
    }

    /** From when until when something was believed of the patient's dispenses. */
    private List<Map.Entry<Long, Long>> ended(String patientId) {
        return database()
                .sql("select recorded_at, voided_at from dispense_version where patient_id = ?")
                .param(patientId)
                .query((rows, number) -> Map.entry(rows.getLong(1), rows.getLong(2)))
                .list();
    }

    private List<Map<String, Object>> believed() {
        return database()
                .sql("select * from dispense_known where patient_id = ? order by dispense_id, recorded_at")
                .param(patient)
                .query()
                .listOfRows();
    }
}
