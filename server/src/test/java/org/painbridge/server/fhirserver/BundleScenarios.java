package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.painbridge.server.Answer;
import org.painbridge.server.AnswerAssert;
import org.painbridge.server.RowCounts;
import org.painbridge.server.ServerScenarios;

/** Scenarios that send bundles. */
abstract class BundleScenarios extends ServerScenarios {

    /** The answer of one that is accepted. */
    final JsonNode sent(Bundle bundle) {
        Answer answer = http().post("", json(bundle));
        assertThat(answer).hasStatus(200);
        return answer.json();
    }

    /** The answer of one that leaves nothing behind. */
    final AnswerAssert refused(Bundle bundle) {
        RowCounts before = rows();
        Answer answer = http().post("", json(bundle));
        assertThat(rows()).isEqualTo(before);
        return assertThat(answer);
    }

    static List<String> statuses(JsonNode answer) {
        return answer.path("entry").findValuesAsText("status");
    }
}
