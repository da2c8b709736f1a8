package org.painbridge.server.imaging.cdshooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.painbridge.server.Answer;
import org.painbridge.server.AnswerAssert;
import org.painbridge.server.FhirHttp;
import org.painbridge.server.ServerScenarios;
import org.springframework.test.context.TestExecutionListeners;
import org.springframework.test.context.TestExecutionListeners.MergeMode;

/** What the scenarios of CDS Hooks share. */
@TestExecutionListeners(listeners = DecisionsAreKept.class, mergeMode = MergeMode.MERGE_WITH_DEFAULTS)
abstract class HookScenarios extends ServerScenarios {
    static final String SERVICE = "cds-services/imaging-appropriateness";

    final FhirHttp hooks() {
        return new FhirHttp(base().substring(0, base().length() - "/fhir".length()));
    }

    final Answer send(HookCalls call, String... headers) {
        return hooks().post(SERVICE, call.toString(), headers);
    }

    /** The answer to a call that is served. */
    final JsonNode served(HookCalls call, String... headers) {
        Answer answer = send(call, headers);
        AnswerAssert.assertThat(answer).hasStatus(200);
        return answer.json();
    }

    static ObjectNode mri() {
        return HookCalls.order("order-1", HookCalls.LUMBAR_MRI, HookCalls.LOW_BACK_PAIN);
    }

    /** The extension of that name on the order of a system action. */
    static JsonNode extension(JsonNode action, String name) {
        return StreamSupport.stream(action.at("/resource/extension").spliterator(), false)
                .filter(each -> each.path("url").asText().endsWith("/" + name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + name + " in " + action));
    }

    static List<String> notes(JsonNode answer) {
        return StreamSupport.stream(
                        answer.path("extension").path(HookAnswer.NOTES).spliterator(), false)
                .map(note ->
                        note.path("about").asText() + ": " + note.path("text").asText())
                .toList();
    }
}
