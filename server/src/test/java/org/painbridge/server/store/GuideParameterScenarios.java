package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Sample;
import org.painbridge.server.ServerScenarios;

/** Search parameters that the guide adds to those of R4. */
abstract class GuideParameterScenarios extends ServerScenarios {
    private static final String RULE = "https://painbridge.example/fhir/StructureDefinition/dispensing-rule";

    @Test
    void reviewsAreFoundAndSortedByWhenTheyAreDue() {
        Sample sample = sample();
        sample.put("later", due("2026-12-24"));
        sample.put("undated", due(null));
        sample.put("soon", due("2026-12-01"));

        assertThat(sample.search("Task", "_sort", "due")).containsExactly("soon", "later", "undated");
        assertThat(sample.search("Task", "due", "lt2026-12-15")).containsExactly("soon");
        assertThat(sample.search("Task", "restriction-period", "eb2026-12-15")).containsExactly("soon");
    }

    @Test
    void issuesAreFoundByTheRuleThatFoundThem() {
        Sample sample = sample();
        DetectedIssue issue = new DetectedIssue().setStatus(DetectedIssueStatus.PRELIMINARY);
        issue.addExtension().setUrl(RULE).addExtension().setUrl("rule").setValue(new CodeType("N1"));
        sample.put("found", issue);
        sample.put("other", new DetectedIssue().setStatus(DetectedIssueStatus.PRELIMINARY));

        assertThat(sample.search("DetectedIssue", "dispensing-rule", "N1")).containsExactly("found");
        assertThat(sample.search("DetectedIssue", "dispensing-rule:missing", "true"))
                .containsExactly("other");
    }

    private static Task due(String end) {
        Task task = new Task().setStatus(TaskStatus.REQUESTED).setIntent(TaskIntent.ORDER);
        if (end != null) {
            task.getRestriction()
                    .setPeriod(new Period()
                            .setStartElement(new DateTimeType("2026-11-20"))
                            .setEndElement(new DateTimeType(end)));
        }
        return task;
    }
}
