package org.painbridge.server.careplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;
import static org.painbridge.server.careplan.PushedPlan.code;
import static org.painbridge.server.careplan.PushedPlan.to;

import com.fasterxml.jackson.databind.JsonNode;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.notification.Receiver;
import org.painbridge.server.notification.Subscribing;
import org.painbridge.server.store.FhirStore;
import org.springframework.beans.factory.annotation.Autowired;

abstract class OverdueScenarios extends Subscribing {
    @Autowired
    private OverdueReviews overdue;

    @Autowired
    private FhirStore store;

    private PushedPlan plan;

    @BeforeEach
    void aPushedPlan() {
        plan = new PushedPlan(http(), unique());
    }

    @Test
    void aReviewThatNobodyHasAcknowledgedGoesToTheOrganization() {
        asked("2026-01-01T09:00:00Z", "2999-01-01T09:00:00Z");

        overdue.run();

        JsonNode review = http().get(plan.review()).json();
        assertThat(review.at("/businessStatus/coding/0/code").asText()).isEqualTo("overdue-ack");
        assertThat(review.path("status").asText()).isEqualTo("requested");
        JsonNode told = escalations();
        assertThat(told.path("total").asInt()).isEqualTo(1);
        assertThat(told.at("/entry/0/resource/owner/reference").asText()).startsWith("Organization/fp-org-");
        assertThat(told.at("/entry/0/resource/status").asText()).isEqualTo("requested");
    }

    @Test
    void eachIsToldOnce() {
        asked("2026-01-01T09:00:00Z", "2026-01-15T09:00:00Z");

        overdue.run();
        String version = http().get(plan.review()).json().at("/meta/versionId").asText();
        overdue.run();

        JsonNode review = http().get(plan.review()).json();
        assertThat(review.at("/businessStatus/coding/0/code").asText()).isEqualTo("overdue-response");
        assertThat(review.at("/meta/versionId").asText()).isEqualTo(version);
        assertThat(escalations().path("total").asInt()).isEqualTo(1);
    }

    @Test
    void theOrganizationHearsOnceThatNobodyHasAcknowledgedInTime() {
        asked("2026-01-01T09:00:00Z", "2999-01-01T09:00:00Z");
        try (Receiver organization = new Receiver()) {
            String mine = "Task?owner=" + plan.role("fp").replace("PractitionerRole/fp-", "Organization/fp-org-");
            Answer subscribed =
                    http().post("Subscription", subscription("care-plan-overdue", mine, organization.url()));
            assertThat(subscribed).hasStatus(201);
            track("Subscription/" + subscribed.id());
            deliver();

            overdue.run();
            overdue.run();
            deliver();

            assertThat(organization.numbers()).containsExactly(1);
            assertThat(organization.foci().getFirst())
                    .endsWith(escalations().at("/entry/0/resource/id").asText());
        }
    }

    @Test
    void whatIsInTimeIsLeftAlone() {
        overdue.run();

        assertThat(http().get(plan.review()).json().has("businessStatus")).isFalse();
        assertThat(escalations().path("total").asInt()).isZero();
    }

    @Test
    void theAnswerEndsIt() {
        asked("2026-01-01T09:00:00Z", "2026-01-15T09:00:00Z");
        overdue.run();

        assertThat(plan.call("$respond", "fp", to("task", plan.review()), code("decision", "accept")))
                .hasStatus(200);

        assertThat(escalations().at("/entry/0/resource/status").asText()).isEqualTo("cancelled");
        JsonNode told = http().get("Provenance?target=" + plan.review()).json();
        assertThat(told.toString()).contains("\"escalate\"", "Nobody has answered the care plan in time");
    }

    /** As if the push had been then. */
    private void asked(String when, String due) {
        store.write(transaction -> {
            Task task = transaction.require(Task.class, plan.review().substring("Task/".length()));
            task.setAuthoredOnElement(new DateTimeType(when));
            task.getRestriction().getPeriod().setEndElement(new DateTimeType(due));
            return transaction.update(task, null);
        });
    }

    private JsonNode escalations() {
        return http().get("Task?_total=accurate&code=overdue-review&focus=" + plan.review())
                .json();
    }
}
