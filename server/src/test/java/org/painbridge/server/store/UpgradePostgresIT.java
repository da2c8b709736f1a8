package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.painbridge.server.PostgresServerTest;
import org.springframework.jdbc.core.simple.JdbcClient;

@PostgresServerTest
class UpgradePostgresIT extends UpgradeScenarios {

    @Test
    void tasksOfAnEarlierBuildAreInTheListsOfTheirOwners() throws SQLException {
        OwnStore.flyway(dataSource()).target("47").load().migrate();
        try (OwnStore own = new OwnStore(dataSource())) {
            own.reindexer().run(ExposedTypes.NAMES);
            own.store().write(transaction -> {
                transaction.create(task("Practitioner/a").setRestriction(until("2026-12-01")));
                return transaction.create(task("Organization/b"));
            });
            JdbcClient.create(dataSource())
                    .sql("delete from fhir_range where qualifier <> 0 and param_id in"
                            + " (select id from fhir_name where name like '% by %')")
                    .update();
            assertThat(own.check().run().findings()).hasSize(2);

            OwnStore.flyway(dataSource()).load().migrate();

            assertThat(own.check().run().findings()).isEmpty();
        }
    }

    @Test
    void whatIssuesOfAnEarlierBuildCountIsFoundByIt() throws SQLException {
        OwnStore.flyway(dataSource()).target("54").load().migrate();
        try (OwnStore own = new OwnStore(dataSource())) {
            own.reindexer().run(ExposedTypes.NAMES);
            DetectedIssue issue = new DetectedIssue().setStatus(DetectedIssueStatus.FINAL);
            issue.addImplicated(new Reference("MedicationDispense/a"));
            issue.addEvidence()
                    .addDetail(new Reference("MedicationDispense/b"))
                    .addDetail(new Reference("MedicationDispense/c/_history/2"));
            own.store().write(transaction -> transaction.create(issue));
            JdbcClient.create(dataSource())
                    .sql("delete from fhir_text where param_id in"
                            + " (select id from fhir_name where name = 'DetectedIssue.evidence')")
                    .update();
            assertThat(own.check().run().findings()).hasSize(1);

            OwnStore.flyway(dataSource()).load().migrate();

            assertThat(own.check().run().findings()).isEmpty();
        }
    }

    private static Task task(String owner) {
        return new Task()
                .setStatus(TaskStatus.REQUESTED)
                .setIntent(TaskIntent.ORDER)
                .setOwner(new Reference(owner));
    }

    private static Task.TaskRestrictionComponent until(String end) {
        return new Task.TaskRestrictionComponent().setPeriod(new Period().setEndElement(new DateTimeType(end)));
    }
}
