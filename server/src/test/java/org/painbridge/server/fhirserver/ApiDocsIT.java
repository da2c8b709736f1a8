package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.ServerTest;

@ServerTest
class ApiDocsIT extends ServerScenarios {

    @Test
    void theDescriptionOfATypeHasItsInteractionsAndOperations() throws Exception {
        Answer answer = http().get("api-docs?page=Patient");

        assertThat(answer).hasStatus(200);
        JsonNode paths = new YAMLMapper().readTree(answer.text()).path("paths");
        assertThat(paths.path("/Patient/{id}").has("get")).isTrue();
        assertThat(paths.path("/Patient/{id}").has("patch")).isTrue();
        assertThat(paths.path("/Patient/{id}/$mme").has("get")).isTrue();
        assertThat(paths.has("/Observation/{id}")).isFalse();
    }

    @Test
    void swaggerUiIsServedFromHere() {
        Answer page = http().get("swagger-ui/");

        assertThat(page).hasStatus(200);
        assertThat(page.text()).contains("swagger-ui-bundle.js").doesNotContain("https://unpkg", "//cdn");
        assertThat(http().get("swagger-ui/swagger-ui-bundle.js")).hasStatus(200);
        assertThat(http().get("swagger-ui/no-such-file.js")).isRefused(404, "not-found");
    }

    @Test
    void whatLooksLikeThePagesIsStillAResourceTypeThatIsNotHere() {
        assertThat(http().get("api-docsx")).isRefused(404, "unknown-resource-type");
    }
}
