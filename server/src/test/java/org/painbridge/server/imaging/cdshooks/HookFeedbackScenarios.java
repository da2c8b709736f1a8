package org.painbridge.server.imaging.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;
import static org.painbridge.server.imaging.cdshooks.HookCalls.sign;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.Answer;

/** What clients tell of the cards they have shown. */
abstract class HookFeedbackScenarios extends HookScenarios {

    @Test
    void whatBecameOfACardIsKept() {
        JsonNode card = served(sign(mri()).withoutRedFlags()).at("/cards/0");
        String id = card.path("uuid").asText();
        String taken = card.at("/suggestions/0/uuid").asText();

        Answer answer = feedback("""
                {"card":"%s","outcome":"accepted","acceptedSuggestions":[{"id":"%s"}],
                 "outcomeTimestamp":"2026-11-27T15:00:00Z"}""".formatted(id, taken));

        assertThat(answer).hasStatus(200);
        assertThat(rows(id))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("outcome", "accepted")
                        .containsEntry("accepted", taken)
                        .containsEntry("client", "unnamed"));
    }

    @Test
    void anOverrideIsKeptWithItsReason() {
        String id = UUID.randomUUID().toString();

        Answer answer = feedback("""
                {"card":"%s","outcome":"overridden","outcomeTimestamp":"2026-11-27T15:00:00-05:00","overrideReason":{
                 "reason":{"system":"https://painbridge.example/fhir/CodeSystem/imaging-override-reason","code":"pregnancy",
                 "display":"Pregnancy"},"userComment":"as discussed"}}""".formatted(id));

        assertThat(answer).hasStatus(200);
        assertThat(rows(id))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("reason_code", "pregnancy")
                        .containsEntry("user_comment", "as discussed")
                        .containsEntry("at", 1795809600000L));
    }

    @Test
    void theSameOutcomeCountsOnceAndALaterOneToo() {
        String id = UUID.randomUUID().toString();
        String first =
                "{\"card\":\"" + id + "\",\"outcome\":\"overridden\",\"outcomeTimestamp\":\"2026-11-27T15:00:00Z\"}";

        feedback(first + "," + first);
        feedback(first + "," + first.replace("15:00:00Z", "15:01:00Z"));

        assertThat(rows(id)).hasSize(2);
    }

    @Test
    void oneFaultyOutcomeKeepsAllOut() {
        String id = UUID.randomUUID().toString();
        String good =
                "{\"card\":\"" + id + "\",\"outcome\":\"overridden\",\"outcomeTimestamp\":\"2026-11-27T15:00:00Z\"}";

        assertThat(feedback(good + ",{\"outcome\":\"ignored\"}"))
                .isRefused(400, "invalid-hook-request")
                .at("feedback[1].card");
        assertThat(rows(id)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "feedback[0].card | {'outcome':'overridden','outcomeTimestamp':'2026-11-27T15:00:00Z'}",
                "feedback[0].outcome | {'card':'c','outcome':'ACCEPTED','outcomeTimestamp':'2026-11-27T15:00:00Z'}",
                "feedback[0].outcomeTimestamp | {'card':'c','outcome':'overridden','outcomeTimestamp':'yesterday'}",
                "feedback[0].outcomeTimestamp | {'card':'c','outcome':'overridden'}",
                "feedback[0].acceptedSuggestions | {'card':'c','outcome':'accepted','outcomeTimestamp':'2026-11-27T15:00:00Z'}",
                "feedback[0].acceptedSuggestions | {'card':'c','outcome':'accepted','acceptedSuggestions':[{}],'outcomeTimestamp':'2026-11-27T15:00:00Z'}",
                "feedback[0].overrideReason.reason | {'card':'c','outcome':'overridden','overrideReason':{'reason':'why not'},'outcomeTimestamp':'2026-11-27T15:00:00Z'}",
            })
    void aFaultIsNamedWhereItIs(String where, String item) {
        assertThat(feedback(item.replace('\'', '"')))
                .isRefused(400, "invalid-hook-request")
                .at(where);
    }

    @Test
    void feedbackComesAsAList() {
        assertThat(hooks().post(SERVICE + "/feedback", "{\"card\":\"c\",\"outcome\":\"accepted\"}"))
                .isRefused(400, "invalid-hook-request")
                .at("feedback");
        assertThat(hooks().post(SERVICE + "/feedback", "{\"feedback\":[]}")).isRefused(400, "invalid-hook-request");
        assertThat(hooks().post(SERVICE + "/feedback", "")).isRefused(400, "invalid-hook-request");
    }

    private Answer feedback(String items) {
        return hooks().post(SERVICE + "/feedback", "{\"feedback\":[" + items + "]}");
    }

    private List<Map<String, Object>> rows(String card) {
        return database()
                .sql("select * from imaging_feedback where card = ?")
                .param(card)
                .query()
                .listOfRows();
    }
}
