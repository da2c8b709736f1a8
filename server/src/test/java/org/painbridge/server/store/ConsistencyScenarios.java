package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.Sample;
import org.painbridge.server.ServerScenarios;
import org.springframework.beans.factory.annotation.Autowired;

/** Damage of every kind is found, {@code $reindex} mends what is the index's, and what clients store has none. */
abstract class ConsistencyScenarios extends ServerScenarios {
    private static final String SUBJECT = "urn:made-up:subject";

    @Autowired
    private ConsistencyCheck check;

    @Autowired
    private DataSource dataSource;

    private Sample sample;
    private long before;

    @BeforeEach
    void storeSomeVersions() {
        sample = sample();
        sample.put("patient", new Patient().addName(new HumanName().setFamily("Nobody")));
        before = resId("Patient", "patient") - 1;
        sample.put("observation", observation());
        sample.put("deleted", observation());
        http().delete("Observation/" + sample.id("deleted"));
        http().put("Observation/" + sample.id("observation"), json(changed()));
    }

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
        sample.put("directive", Directives.against(patient, "Practitioner/1"));
        sample.put("patient-in-care", new Patient().addGeneralPractitioner(new Reference("Practitioner/1")));
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

    @Test
    void reindexWhileOthersWriteLeavesTheIndexOfTheLastVersion() throws Exception {
        String observations = "update fhir_text set exact = 'damaged' where res_id = ?";
        String body = json(changed());
        try (ExecutorService clients = Executors.newFixedThreadPool(4)) {
            List<Future<Answer>> writes = new ArrayList<>();
            for (int i = 0; i < 15; i++) {
                writes.add(clients.submit(() -> http().put("Observation/" + sample.id("observation"), body)));
                database().sql(observations).params(resId("observation")).update();
                assertThat(reindex("Observation")).hasStatus(200);
            }
            for (Future<Answer> write : writes) {
                assertThat(write.get()).hasStatus(200);
            }
        }
        reindex("Observation");

        assertThat(http().get("Observation/" + sample.id("observation"))).hasHeader("ETag", "W/\"17\"");
    }

    @Test
    void aSecondReindexIsRefusedWhileOneRuns() throws Exception {
        database()
                .sql("delete from fhir_text where res_id = ?")
                .params(resId("observation"))
                .update();
        try (ExecutorService clients = Executors.newFixedThreadPool(2);
                Connection holder = dataSource.getConnection()) {
            holder.setAutoCommit(false);
            lock(holder);
            var one = CompletableFuture.supplyAsync(() -> reindex("Observation"), clients);
            var other = CompletableFuture.supplyAsync(() -> reindex("Observation"), clients);
            Answer refused = (Answer) CompletableFuture.anyOf(one, other).get();
            holder.rollback();

            assertThat(refused).isRefused(409, "conflict").hasHeader("Retry-After", "1");
            assertThat(List.of(one.get().status(), other.get().status())).containsExactlyInAnyOrder(200, 409);
        }
    }

    @Test
    void reindexWithoutATypeLooksAtEverything() {
        Answer answer = http().send("POST", "$reindex", BodyPublishers.noBody());

        assertThat(answer).hasStatus(200);
        assertThat(count(answer, "examined")).isEqualTo((int) rows().resources());
        assertThat(count(answer, "rewritten")).isZero();
        assertThat(count(answer, "overtaken")).isZero();
    }

    @Test
    void reindexRefusesATypeAndAParameterThatItDoesNotKnow() {
        assertThat(reindex("Observatio")).isRefused(400, "invalid-parameter").saying("Did you mean Observation?");
        assertThat(http().post("$reindex?kind=Observation", "{\"resourceType\":\"Parameters\"}"))
                .isRefused(400, "invalid-parameter")
                .saying("only type");
        assertThat(http().get("$reindex")).isRefused(405, "unsupported-interaction");
    }

    /** Of what the test stored: all other tests' data need not be looked at for each kind of damage. */
    private CheckReport newest() throws SQLException {
        return check.run(before);
    }

    private Answer reindex(String type) {
        return http().post(
                        "$reindex",
                        "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"type\",\"valueCode\":\"" + type
                                + "\"}]}");
    }

    private static int count(Answer answer, String name) {
        for (var parameter : answer.json().path("parameter")) {
            if (parameter.path("name").asText().equals(name)) {
                return parameter.path("valueInteger").asInt();
            }
        }
        throw new AssertionError("No " + name + " in " + answer.text());
    }

    private Observation observation() {
        Observation observation = new Observation().setValue(new Quantity(4.2).setUnit("mg"));
        observation.getCode().addCoding().setSystem("urn:made-up:code").setCode("Pain");
        observation.setSubject(new Reference());
        observation.getSubject().getIdentifier().setSystem(SUBJECT).setValue("1");
        return observation.setEffective(new DateTimeType("2026-03"));
    }

    private Observation changed() {
        Observation changed = observation();
        changed.setId(sample.id("observation"));
        changed.getMeta().addTag().setSystem("urn:painbridge:test").setCode(sample.mark());
        return changed;
    }

    private long resId(String observation) {
        return resId("Observation", observation);
    }

    private long resId(String type, String name) {
        return database()
                .sql("select res_id from fhir_resource where type_id = ? and fhir_id = ?")
                .params(NameIds.of(type), sample.id(name))
                .query(Long.class)
                .single();
    }

    private byte[] body() {
        return database()
                .sql("select body from fhir_resource where res_id = ?")
                .params(resId("observation"))
                .query(byte[].class)
                .single();
    }

    private void body(byte[] content) {
        database()
                .sql("update fhir_resource set body = ? where res_id = ?")
                .params(content, resId("observation"))
                .update();
    }

    private void lock(Connection holder) throws SQLException {
        try (PreparedStatement lock =
                holder.prepareStatement("select version from fhir_resource where res_id = ? for update")) {
            lock.setLong(1, resId("observation"));
            lock.executeQuery().close();
        }
    }
}
