package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.jspecify.annotations.Nullable;
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
    void theInboxOfAnOwnerIsReadPageByPageInTheOrderOfWhatIsDue() {
        Sample sample = sample();
        sample.put("third", asked(TaskStatus.RECEIVED, "2026-12-03"));
        sample.put("undated", asked(TaskStatus.REQUESTED, null));
        sample.put("first", asked(TaskStatus.REQUESTED, "2026-12-01"));
        sample.put("done", asked(TaskStatus.COMPLETED, "2026-12-02"));
        sample.put("second", asked(TaskStatus.REQUESTED, "2026-12-02"));
        sample.put("neither", asked(TaskStatus.RECEIVED, null));
        sample.put("of-another", asked(TaskStatus.REQUESTED, "2026-12-01").setOwner(new Reference("Practitioner/b")));
        sample.put("of-nobody", due("2026-12-01"));

        List<String> found = new ArrayList<>();
        String url = sample.url(
                "Task", "owner", "Practitioner/a", "status", "requested,received", "_sort", "due", "_count", "2");
        while (!url.isEmpty()) {
            JsonNode page = http().get(url).json();
            found.addAll(sample.names(page, "match"));
            url = next(page);
        }

        assertThat(found).containsExactly("first", "second", "third", "undated", "neither");
        assertThat(sample.search("Task", "owner", "Practitioner/a", "status:not", "completed", "_sort", "due"))
                .isEqualTo(found);
        assertThat(sample.search(
                        "Task", "owner", "Practitioner/a", "status", "requested", "_sort", "restriction-period"))
                .containsExactly("first", "second", "undated");
        assertThat(sample.search(
                        "Task", "owner", "Practitioner/a", "status", "completed", "due", "lt2026", "_sort", "due"))
                .isEmpty();
    }

    private static Task asked(TaskStatus status, @Nullable String end) {
        return due(end).setStatus(status).setOwner(new Reference("Practitioner/a"));
    }

    /** Empty behind the last page. */
    private static String next(JsonNode page) {
        for (JsonNode link : page.path("link")) {
            if (link.path("relation").asText().equals("next")) {
                return link.path("url").asText().replaceFirst("^.*/fhir/", "");
            }
        }
        return "";
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

    private static Task due(@Nullable String end) {
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
