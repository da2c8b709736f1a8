package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.springframework.beans.factory.annotation.Autowired;

/** What the check finds between content, history and index. */
abstract class ConsistencyScenarios extends CheckedRecords {
    /** So that no damage is left to other tests. Between these, each finds its own damage and no other. */
    @AfterAll
    static void everythingAgreesInTheEnd(@Autowired ConsistencyCheck check) throws SQLException {
        CheckReport report = check.run();

        assertThat(report.findings()).isEmpty();
        assertThat(report.summary()).contains(" resources, ", "all agree");
    }

    @Test
    void whatClientsStoredUpdatedAndDeletedAgrees() throws SQLException {
        assertThat(newest().findings()).isEmpty();
    }

    @Test
    void aRowThatAnEarlierBuildDidNotWriteIsFoundAndReindexAddsIt() throws SQLException {
        database()
                .sql("delete from fhir_text where res_id = ?"
                        + " and param_id = (select id from fhir_name where name = 'Observation.subject:identifier')")
                .params(resId("observation"))
                .update();
        assertThat(sample.search("Observation", "subject:identifier", SUBJECT + "|1"))
                .isEmpty();

        assertThat(newest().findings())
                .singleElement()
                .asString()
                .contains(
                        sample.id("observation") + "/_history/2",
                        "missing: 1 of Observation.subject:identifier",
                        "surplus: none");
        Answer answer = reindex("Observation");

        assertThat(count(answer, "rewritten")).isEqualTo(1);
        assertThat(count(answer, "failed")).isZero();
        assertThat(sample.search("Observation", "subject:identifier", SUBJECT + "|1"))
                .containsExactly("observation");
    }

    @Test
    void rowsThatDoNotBelongAreFoundAndReindexTakesThemAway() throws SQLException {
        String copy = "insert into fhir_text (param_id, res_id, qualifier, term, exact)"
                + " select param_id, cast(? as bigint), qualifier, term, exact from fhir_text where res_id = ?";
        database().sql(copy).params(resId("observation"), resId("observation")).update();
        database().sql(copy).params(resId("deleted"), resId("observation")).update();

        assertThat(newest().findings())
                .hasSize(2)
                .allSatisfy(finding -> assertThat(finding).contains("missing: none", "of Observation.code"));
        reindex("Observation");
    }

    @Test
    void rangesAreComparedAsTextsAre() throws SQLException {
        database()
                .sql("update fhir_range set high = high + 1 where res_id = ? and param_id = ?")
                .params(resId("observation"), NameIds.of("Observation.value-quantity"))
                .update();

        assertThat(newest().findings())
                .singleElement()
                .asString()
                .contains("of Observation.value-quantity; surplus: 1 of Observation.value-quantity");
        reindex("Observation");
    }

    @Test
    void rowsOfNoResourceAreFound() throws SQLException {
        long nobody = -4711;
        database()
                .sql("insert into fhir_range (param_id, res_id, qualifier, low, high) values (1, ?, 0, 0, 0)")
                .params(nobody)
                .update();

        assertThat(newest().findings()).containsExactly("Rows of fhir_range belong to no resource, number -4711");
        database().sql("delete from fhir_range where res_id = ?").params(nobody).update();
    }

    @Test
    void rowsByWhichAccessIsDecidedAreComparedToo() throws SQLException {
        String patient = "Patient/" + sample.id("patient");
        String doctor = "Practitioner/" + sample.id("doctor");
        sample.put("doctor", new Practitioner());
        sample.put("directive", Directives.against(patient, doctor));
        sample.put("patient-in-care", new Patient().addGeneralPractitioner(new Reference(doctor)));
        for (String table : List.of("consent_directive set actor", "care_relation set member")) {
            database()
                    .sql("update " + table + " = 'Practitioner/2' where source in (?, ?)")
                    .params("Consent/" + sample.id("directive"), "Patient/" + sample.id("patient-in-care"))
                    .update();

            assertThat(newest().findings())
                    .singleElement()
                    .asString()
                    .contains(table.split(" ")[0] + " missing: 1; surplus: 1");
            reindex("Consent");
            reindex("Patient");
        }
    }

    @Test
    void rowsByWhichAccessIsDecidedAndThatNobodySaidAreFound() throws SQLException {
        String source = "Consent/" + unique();
        database()
                .sql("insert into consent_directive (source, patient_id, opens, actor, target, starts, ends)"
                        + " values (?, 'x', true, 'Practitioner/1', '', 0, 1)")
                .param(source)
                .update();

        assertThat(newest().findings())
                .containsExactly("Rows of consent_directive belong to " + source + ", which is not here");
        database()
                .sql("delete from consent_directive where source = ?")
                .param(source)
                .update();
    }

    @Test
    void aGapInTheHistoryIsFound() throws SQLException {
        String shift = "update fhir_history set version = version + ? where res_id = ?";
        database().sql(shift).params(1, resId("observation")).update();

        assertThat(newest().findings())
                .singleElement()
                .asString()
                .contains(sample.id("observation"), "the versions before it are not 1 to 1");
        database().sql(shift).params(-1, resId("observation")).update();
    }

    @Test
    void contentOfAnotherVersionOrOfNoneIsFoundAndReindexSaysWhatItCouldNotRead() throws SQLException {
        byte[] content = body();
        body(new String(content, StandardCharsets.UTF_8)
                .replace("\"versionId\":\"2\"", "\"versionId\":\"7\"")
                .getBytes(StandardCharsets.UTF_8));
        assertThat(newest().findings()).singleElement().asString().contains("is not that of its row");

        body(new byte[] {'{'});
        assertThat(newest().findings()).singleElement().asString().contains("cannot be read (DataFormatException)");
        Answer answer = reindex("Observation");

        assertThat(count(answer, "failed")).isEqualTo(1);
        assertThat(answer.text()).contains("\"failure\"", "Observation/" + sample.id("observation"));
        body(content);
    }
}
