package org.painbridge.server.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.ServerScenarios;

/** From words to codes. */
abstract class SuggestScenarios extends ServerScenarios {
    private static final String OPERATION = "ServiceRequest/$suggest-indications";

    @Test
    void frenchWordsLeadToCodesWithFrenchTitles() {
        Answer answer = http().post(
                        OPERATION,
                        AssessmentCall.without()
                                .value("text", "String", "lombalgie depuis trois semaines")
                                .value("procedure", "String", "IRM lombaire")
                                .value("language", "Code", "fr")
                                .json());

        assertThat(answer).hasStatus(200);
        JsonNode suggestion = AssessmentCall.parameter(answer, "suggestion");
        assertThat(part(suggestion, "kind").path("valueCode").asText()).isEqualTo("indication");
        assertThat(part(suggestion, "valueSet").path("valueCanonical").asText()).contains("/ValueSet/indication-");
        assertThat(part(suggestion, "code").at("/valueCodeableConcept/coding").size())
                .isPositive();
        JsonNode candidate = AssessmentCall.parameter(answer, "candidate");
        assertThat(part(candidate, "procedure").toString()).contains("mr-lumbar-spine");
    }

    @Test
    void wordsThatMeanNothingSuggestNothing() {
        Answer answer = http().get(OPERATION + "?text=zzz%20qqq");

        assertThat(answer).hasStatus(200);
        assertThat(AssessmentCall.names(answer)).isEmpty();
    }

    @Test
    void withoutTextThereIsNothingToRead() {
        assertThat(http().get(OPERATION))
                .isRefused(400, "invalid-parameter")
                .at("Parameters.parameter.where(name='text')");
    }

    private static JsonNode part(JsonNode parameter, String name) {
        for (JsonNode part : parameter.path("part")) {
            if (part.path("name").asText().equals(name)) {
                return part;
            }
        }
        throw new AssertionError("No part " + name + " in " + parameter);
    }
}
