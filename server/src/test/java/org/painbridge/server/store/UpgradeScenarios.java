package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.api.FlywayException;
import org.hl7.fhir.r4.model.Goal;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.painbridge.server.ServerScenarios;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database that an earlier build has filled, migrated by this one. */
abstract class UpgradeScenarios extends ServerScenarios {
    @Autowired
    private DataSourceProperties properties;

    private HikariDataSource dataSource;

    HikariDataSource dataSource() {
        return dataSource;
    }

    /** In a schema of its own beside that of the server. */
    @BeforeEach
    void leaveTheTablesAsTheEarlierBuildDid() throws IOException {
        dataSource = OwnSchema.create("upgrade_" + unique(), database(), properties);
        OwnStore.flyway(dataSource).target("9").load().migrate();
        EarlierTables.v9().insert(JdbcClient.create(dataSource));
    }

    @AfterEach
    void close() {
        dataSource.close();
    }

    @Test
    void whatAnEarlierBuildStoredIsReadAndFound() {
        try (OwnStore own = OwnStore.migrated(dataSource)) {
            StoreView store = own.store().within(AccessScope.ALL);

            assertThat(text(store.read("Patient", "pat-a").orElseThrow())).contains("Müller", "1971-04-09");
            assertThat(text(store.version("Patient", "pat-a", 1).orElseThrow())).contains("\"1971-04\"");
            assertThat(store.read("Condition", "cond-a").orElseThrow().deleted())
                    .isTrue();
            assertThat(found(store, "Patient", "family", "muller")).containsExactly("pat-a");
            assertThat(found(store, "MedicationDispense", "patient", "Patient/pat-a"))
                    .containsExactly("disp-a");
            assertThat(found(store, "Observation", "date", "2026-03-04")).containsExactly("obs-b");
        }
    }

    @Test
    void reindexCompletesTheIndexOfAnEarlierBuild() throws SQLException {
        try (OwnStore own = OwnStore.migrated(dataSource)) {
            StoreView store = own.store().within(AccessScope.ALL);
            assertThat(own.check().run().findings()).anyMatch(finding -> finding.contains(":identifier"));
            assertThat(found(store, "Observation", "subject:identifier", "urn:made-up:mrn|A-1"))
                    .isEmpty();

            Reindexer.Counts counts = own.reindexer().run(ExposedTypes.NAMES);

            assertThat(counts.failures()).isEmpty();
            assertThat(counts.examined()).isEqualTo(8);
            assertThat(counts.rewritten()).isPositive();
            assertThat(own.check().run().findings()).isEmpty();
            assertThat(found(store, "Observation", "subject:identifier", "urn:made-up:mrn|A-1"))
                    .containsExactly("obs-a");
            assertThat(found(store, "Observation", "component-code-value-quantity", "http://loinc.org|8480-6$gt100"))
                    .containsExactly("obs-a");
            assertThat(found(store, "Observation", "value-quantity", "70.5|http://unitsofmeasure.org|kg"))
                    .containsExactly("obs-b");
        }
    }

    @Test
    void writesGoOnWhereTheEarlierBuildEnded() throws SQLException {
        try (OwnStore own = OwnStore.migrated(dataSource)) {
            StoreView store = own.store().within(AccessScope.ALL);
            own.reindexer().run(ExposedTypes.NAMES);

            own.store().write(transaction -> {
                Resource observation = transaction.parse(
                        transaction.read("Observation", "obs-b").orElseThrow());
                transaction.update(observation, 1);
                transaction.create(new Goal());
                return transaction.delete("Observation", "obs-a", 1);
            });

            assertThat(store.read("Observation", "obs-b").orElseThrow().version())
                    .isEqualTo(2);
            assertThat(found(store, "Observation", "_id", "obs-a,obs-b")).containsExactly("obs-b");
            assertThat(own.check().run().findings()).isEmpty();
        }
    }

    @Test
    void decisionsAndFeedbackOfHooksMoveToTheTablesOfAllDecisions() {
        OwnStore.flyway(dataSource).target("15").load().migrate();
        JdbcClient tables = JdbcClient.create(dataSource);
        tables.sql(
                        "insert into cds_decision values ('01arz3ndektsv4rrffq69g5fav', 'card-1', 'north', 'order-sign', 'LIVE',"
                                + " 'not-appropriate', 'S01/mr-lumbar-spine-wo', 'warning', 1000)")
                .update();
        tables.sql(
                        "insert into cds_decision values ('01arz3ndektsv4rrffq69g5faw', null, 'north', 'order-select', 'SHADOW',"
                                + " 'no-criteria', null, 'none', 2000)")
                .update();
        tables.sql(
                        "insert into cds_feedback values ('card-1', 3000, 'north', 'overridden', '', 'urn:r', 'wait', 'Waiting',"
                                + " 'as said', 4000)")
                .update();
        tables.sql(
                        "insert into cds_feedback values ('gone', 3000, 'north', 'accepted', 's-1', null, null, null, null, 4000)")
                .update();

        OwnStore.flyway(dataSource).load().migrate();

        assertThat(tables.sql(
                                "select decision_id, issued, result, scenario, procedure_key, mode, token from imaging_decision"
                                        + " order by issued")
                        .query()
                        .listOfRows())
                .extracting(row ->
                        List.copyOf(row.values().stream().map(String::valueOf).toList()))
                .containsExactly(
                        List.of(
                                "01arz3ndektsv4rrffq69g5fav",
                                "1000",
                                "not-appropriate",
                                "S01",
                                "mr-lumbar-spine-wo",
                                "live",
                                "null"),
                        List.of(
                                "01arz3ndektsv4rrffq69g5faw",
                                "2000",
                                "no-criteria-apply",
                                "null",
                                "null",
                                "shadow",
                                "null"));
        assertThat(tables.sql(
                                "select decision_id, card, outcome, reason_code, comment_present, user_comment, accepted, at"
                                        + " from imaging_feedback order by card")
                        .query()
                        .listOfRows())
                .extracting(row ->
                        List.copyOf(row.values().stream().map(String::valueOf).toList()))
                .containsExactly(
                        List.of(
                                "01arz3ndektsv4rrffq69g5fav",
                                "card-1",
                                "overridden",
                                "wait",
                                "true",
                                "as said",
                                "",
                                "3000"),
                        List.of("null", "gone", "accepted", "null", "false", "null", "s-1", "3000"));
    }

    /** V61 came after V63; V64 makes the table that it is for anew. */
    @Test
    void aDatabaseThatWasMigratedBeforeALowerNumberCameGetsItToo() {
        OwnStore.flyway(dataSource).target("63").load().migrate();
        JdbcClient tables = JdbcClient.create(dataSource);
        tables.sql("drop index dispense_version_prescriber").update();
        tables.sql("delete from \"flyway_schema_history\" where \"version\" = '61'")
                .update();

        OwnStore.flyway(dataSource).load().migrate();

        assertThat(tables.sql("select \"version\" from \"flyway_schema_history\" where \"installed_rank\" >"
                                + " (select \"installed_rank\" from \"flyway_schema_history\" where \"version\" = '63')"
                                + " order by \"installed_rank\"")
                        .query(String.class)
                        .list())
                .startsWith("61", "64");
        assertThat(tables.sql("select count(*) from dispense_known")
                        .query(Long.class)
                        .single())
                .isEqualTo(tables.sql("select count(*) from dispense")
                        .query(Long.class)
                        .single());
        tables.sql("drop index dispense_version_prescriber").update();
        tables.sql("drop index dispense_prescriber").update();
    }

    @Test
    void whatIsStillBelievedOfDispensesMovesToTheDispensesThemselves() {
        OwnStore.flyway(dataSource).target("63").load().migrate();
        JdbcClient tables = JdbcClient.create(dataSource);
        String columns = "(dispense_id, patient_id, prescriber, quantity, handed_on, handed_by, arrival, ";
        String days = "date '2026-03-01', date '2026-03-02', ";
        for (String dispense : List.of(
                "'kept', 'p', 'x|1', '60', " + days + "0",
                "'corrected', 'p', 'x|1', '60', " + days + "1",
                "'earlier', 'p', 'x|1', '60', " + days + "2")) {
            tables.sql("insert into dispense " + columns + "findings) values (" + dispense + ", '')")
                    .update();
        }
        for (String version : List.of(
                "'kept', 'p', 'x|1', '60', " + days + "3, 1000, null",
                "'corrected', 'p', null, '30', " + days + "4, 1000, 2000",
                "'corrected', 'p', 'x|1', '60', " + days + "5, 2000, null",
                "'earlier', 'p', 'x|1', '60', " + days + "6, 0, null",
                "'reversed', 'p', 'x|1', '60', " + days + "7, 1000, 3000")) {
            tables.sql("insert into dispense_version " + columns + "recorded_at, voided_at) values (" + version + ")")
                    .update();
        }
        String known = "dispense_id, patient_id, prescriber, quantity, handed_on, handed_by, recorded_at, voided_at";
        String order = " order by recorded_at, dispense_id";
        List<Map<String, Object>> before = tables.sql("select " + known + " from dispense_version" + order)
                .query()
                .listOfRows();

        OwnStore.flyway(dataSource).load().migrate();

        assertThat(tables.sql("select " + known + " from dispense_known" + order)
                        .query()
                        .listOfRows())
                .isEqualTo(before);
        assertThat(tables.sql("select arrival from dispense_known where patient_id = 'p'" + order)
                        .query(Long.class)
                        .list())
                .as("of what still holds, that of dispense")
                .containsExactly(2L, 4L, 0L, 7L, 1L);
        assertThat(tables.sql("select dispense_id from dispense_version" + order)
                        .query(String.class)
                        .list())
                .containsExactly("corrected", "reversed");
    }

    @Test
    void aDatabaseThatALaterBuildHasMigratedIsRefused() {
        OwnStore.flyway(dataSource).load().migrate();
        JdbcClient.create(dataSource)
                .sql("update \"flyway_schema_history\" set \"version\" = '999' where \"version\" ="
                        + " (select max(\"version\") from \"flyway_schema_history\" where \"version\" < '2')")
                .update();

        assertThatThrownBy(() -> OwnStore.flyway(dataSource).load().migrate())
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("999");
    }

    private static String text(StoredResource stored) {
        return new String(stored.json(), StandardCharsets.UTF_8);
    }

    private static List<String> found(StoreView store, String type, String parameter, String value) {
        return store.search(SearchQuery.of(type).where(parameter, value)).matches().stream()
                .map(StoredResource::id)
                .toList();
    }
}
