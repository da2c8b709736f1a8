package org.painbridge.server.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.ServerScenarios;

/** What became of decisions. */
abstract class FeedbackScenarios extends ServerScenarios {
    private static final String OPERATION = "GuidanceResponse/$imaging-feedback";

    @Test
    void anOverrideIsATaskAboutTheDecisionAndARowForReports() {
        String id = decide();

        Answer answer = http().post(OPERATION, """
            {"resourceType":"Parameters","parameter":[
             {"name":"decision","valueReference":{"reference":"GuidanceResponse/%s"}},
             {"name":"outcome","valueCode":"overridden"},
             {"name":"reason","valueCodeableConcept":{"coding":[{"system":"urn:reasons","code":"waiting-time"}]}},
             {"name":"comment","valueString":"next week is too late"},
             {"name":"at","valueDateTime":"2026-11-26T10:00:00-05:00"}]}\
            """.formatted(id));

        assertThat(answer).hasStatus(200);
        JsonNode task = http().get(AssessmentCall.parameter(answer, "task")
                        .at("/valueReference/reference")
                        .asText())
                .json();
        assertThat(task.path("status").asText()).isEqualTo("rejected");
        assertThat(task.at("/focus/reference").asText()).isEqualTo("GuidanceResponse/" + id);
        assertThat(task.at("/statusReason/coding/0/code").asText()).isEqualTo("waiting-time");
        assertThat(task.at("/note/0/text").asText()).isEqualTo("next week is too late");
        assertThat(row(id)).isEqualTo("overridden urn:reasons waiting-time true");
    }

    @Test
    void aTaskAsPssSendsItIsTakenToo() {
        String id = decide();

        Answer answer = http().post(OPERATION, """
            {"resourceType":"Task","status":"accepted","intent":"order",
             "focus":{"reference":"GuidanceResponse/%s"},"authoredOn":"2026-11-26T10:00:00-05:00"}\
            """.formatted(id));

        assertThat(answer).hasStatus(200);
        assertThat(row(id)).isEqualTo("accepted null null false");
    }

    @Test
    void feedbackThatMakesNoSenseIsRefused() {
        assertThat(http().post(
                                OPERATION,
                                AssessmentCall.without()
                                        .value("decision", "String", decide())
                                        .value("outcome", "Code", "perhaps")
                                        .json()))
                .isRefused(400, "invalid-parameter")
                .at("Parameters.parameter.where(name='outcome')");
        assertThat(http().post(
                                OPERATION,
                                AssessmentCall.without()
                                        .value("decision", "String", "01arz3ndek0000000000000000")
                                        .value("outcome", "Code", "accepted")
                                        .json()))
                .isRefused(404, "not-found");
        assertThat(http().post(OPERATION, "{\"resourceType\":\"Task\",\"status\":\"draft\",\"intent\":\"order\"}"))
                .isRefused(400, "invalid-parameter")
                .at("Task.status");
    }

    private String decide() {
        Answer answer = http().post(
                        AssessmentCall.PATH, AssessmentCall.lumbarMri(unique()).json());
        return AssessmentCall.resource(answer, "decision").path("id").asText();
    }

    private String row(String id) {
        return database()
                .sql("select outcome, reason_system, reason_code, comment_present from imaging_feedback"
                        + " where decision_id = ?")
                .param(id)
                .query((row, number) ->
                        row.getString(1) + " " + row.getString(2) + " " + row.getString(3) + " " + row.getBoolean(4))
                .single();
    }
}
