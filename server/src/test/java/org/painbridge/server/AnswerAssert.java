package org.painbridge.server;

import com.fasterxml.jackson.databind.JsonNode;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/** What tests say about answers. */
public final class AnswerAssert extends AbstractAssert<AnswerAssert, Answer> {
    private AnswerAssert(Answer actual) {
        super(actual, AnswerAssert.class);
    }

    public static AnswerAssert assertThat(Answer answer) {
        return new AnswerAssert(answer);
    }

    public AnswerAssert hasStatus(int status) {
        Assertions.assertThat(actual.status()).as(actual.text()).isEqualTo(status);
        return this;
    }

    public AnswerAssert hasHeader(String name, String value) {
        Assertions.assertThat(actual.header(name)).as(name).contains(value);
        return this;
    }

    /** An OperationOutcome with that code, in words for people, that tells nothing of the inside of the server. */
    public AnswerAssert isRefused(int status, String code) {
        hasStatus(status);
        JsonNode issue = issue();
        Assertions.assertThat(issue.path("severity").asText()).isEqualTo("error");
        Assertions.assertThat(issue.path("code").asText()).isNotBlank();
        JsonNode coding = issue.path("details").path("coding").path(0);
        Assertions.assertThat(coding.path("code").asText()).as(actual.text()).isEqualTo(code);
        Assertions.assertThat(coding.path("system").asText())
                .isEqualTo("https://painbridge.example/fhir/CodeSystem/error-code");
        Assertions.assertThat(actual.text())
                .doesNotContain(
                        "HAPI-", "Exception", "\\tat ", "org.painbridge.server", "ca.uhn", "select ", "insert into ");
        return this;
    }

    /** Where the problem is: FHIRPath, or {@code http.} and the name of a header or parameter. */
    public AnswerAssert at(String expression) {
        Assertions.assertThat(issue().path("expression").path(0).asText())
                .as(actual.text())
                .isEqualTo(expression);
        return this;
    }

    public AnswerAssert saying(String... parts) {
        Assertions.assertThat(issue().path("diagnostics").asText()).contains(parts);
        return this;
    }

    private JsonNode issue() {
        JsonNode outcome = actual.json();
        Assertions.assertThat(outcome.path("resourceType").asText())
                .as(actual.text())
                .isEqualTo("OperationOutcome");
        return outcome.path("issue").path(0);
    }
}
