package org.painbridge.server.dispensing.nms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;

/** What is known of dispenses beside them, made anew from them. */
abstract class NmsRebuildScenarios extends NmsScenarios {
    /** Nothing is left of what was believed; the resources tell it again. */
    @Test
    void whatWasBelievedIsMadeAnewFromTheHistoryOfResources() {
        submit(dispense.of(1));
        Answer second = submit(dispense.of(2));
        submit(dispense.of(3).on(PharmacyRecord.today().minusDays(1)));
        String corrected =
                http().get("MedicationDispense/" + stored(second)).text().replace("\"value\":30,", "\"value\":15,");
        assertThat(http().put("MedicationDispense/" + stored(second), corrected))
                .hasStatus(200);
        assertThat(reverse(prescription("RX-1"))).hasStatus(200);
        submit(dispense.of(4));
        assertThat(http().put(
                                "MedicationDispense/" + stored(second),
                                corrected.replace("\"value\":15,", "\"value\":20,")))
                .hasStatus(200);
        String patient = ids(inquire(PharmacyRecord.BORN), "Patient").getFirst();
        List<String> before = believed(patient);
        database()
                .sql("delete from dispense_version where patient_id = ?")
                .param(patient)
                .update();
        database()
                .sql("update dispense set recorded_at = 0 where patient_id = ?")
                .param(patient)
                .update();

        assertThat(reindex()).hasStatus(200);

        assertThat(before).hasSize(6);
        assertThat(believed(patient)).isEqualTo(before);
        assertThat(reindex()).hasStatus(200);
        assertThat(believed(patient)).isEqualTo(before);
    }

    /** An earlier build read less of a dispense than this one. */
    @Test
    void whatTheRulesLookAtIsMadeAnewAndJudged() {
        submit(dispense.of(1).on(PharmacyRecord.today().minusDays(2)));
        String palliative = dispense.of(2)
                .on(PharmacyRecord.today().minusDays(1))
                .json()
                .replace(
                        "\"status\":\"completed\"",
                        "\"extension\":[{\"url\":\"http://hl7.org/fhir/us/pdmp/StructureDefinition/pdmp-extension-opioid-treatment-code\","
                                + "\"valueCodeableConcept\":{\"coding\":[{\"code\":\"04\"}]}}],\"status\":\"completed\"");
        String second = stored(http().post("MedicationDispense/$nms-submit", PharmacyRecord.body(palliative)));
        String corrected = http().get("MedicationDispense/" + second).text().replace("\"value\":30,", "\"value\":15,");
        assertThat(http().put("MedicationDispense/" + second, corrected)).hasStatus(200);
        String patient = ids(inquire(PharmacyRecord.BORN), "Patient").getFirst();
        setCircumstances(second, "null");
        Answer third = submit(dispense.of(3));
        assertThat(rules(third)).contains("N1");
        setCircumstances(second, "'palliative'");
        List<String> believed = believed(patient);
        setCircumstances(second, "null");

        assertThat(reindex()).hasStatus(200);
        String findings = "DetectedIssue?implicated=MedicationDispense/" + stored(third);
        JsonNode after = http().get(findings).json().path("entry");

        assertThat(database()
                        .sql("select circumstances from dispense where dispense_id = ?")
                        .param(second)
                        .query(String.class)
                        .single())
                .isEqualTo("palliative");
        assertThat(http().get(findings + "&status=final&code=N1").text()).doesNotContain("\"entry\"");
        assertThat(believed).hasSize(4);
        assertThat(believed(patient)).isEqualTo(believed);
        assertThat(reindex()).hasStatus(200);
        assertThat(http().get(findings).json().path("entry")).isEqualTo(after);
    }

    private void setCircumstances(String dispenseId, String value) {
        for (String projection : List.of("dispense", "dispense_version")) {
            int rows = database()
                    .sql("update " + projection + " set circumstances = " + value + " where dispense_id = ?")
                    .param(dispenseId)
                    .update();
            assertThat(rows).isEqualTo(1);
        }
    }

    private Answer reindex() {
        return http().post(
                        "$reindex",
                        "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"type\",\"valueCode\":\"MedicationDispense\"}]}");
    }

    private List<String> believed(String patient) {
        return database()
                .sql("select * from dispense_known where patient_id = ? order by recorded_at, dispense_id, voided_at")
                .param(patient)
                .query((rows, number) -> {
                    List<String> cells = new ArrayList<>();
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        cells.add(rows.getMetaData().getColumnName(i) + "=" + rows.getString(i));
                    }
                    return cells.toString();
                })
                .list();
    }
}
