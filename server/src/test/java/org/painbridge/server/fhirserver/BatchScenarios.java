package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;
import static org.painbridge.server.fhirserver.Entries.batch;
import static org.painbridge.server.fhirserver.Entries.get;
import static org.painbridge.server.fhirserver.Entries.post;
import static org.painbridge.server.fhirserver.Entries.put;
import static org.painbridge.server.fhirserver.TransactionScenarios.observation;
import static org.painbridge.server.fhirserver.TransactionScenarios.patient;

import com.fasterxml.jackson.databind.JsonNode;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.RefusingListener;
import org.painbridge.server.ServerScenarios;

abstract class BatchScenarios extends ServerScenarios {

    @Test
    void everyEntryStandsForItself() {
        String id = unique();
        var stale = put(id, new Patient().setActive(true));
        stale.getRequest().setIfMatch("W/\"9\"");
        Patient refused = new Patient();
        refused.addName().setFamily(RefusingListener.FAMILY);

        Answer answer = http().post(
                        "",
                        json(batch(
                                put(id, patient(id)),
                                post(observation("urn:uuid:00000000-0000-4000-8000-00000000dead")),
                                stale,
                                post(refused),
                                get("Patient/" + id),
                                get("Patient/" + unique()),
                                get("Patient?famly=x"),
                                get("Patient?_id=" + id),
                                post(patient(unique())))));

        assertThat(answer).hasStatus(200);
        JsonNode entries = answer.json().path("entry");
        assertThat(entries.findValuesAsText("status"))
                .containsExactly("201 Created", "400", "412", "500", "200 OK", "404", "400", "200 OK", "201 Created");
        assertThat(outcome(entries.path(1)).at("/details/coding/0/code").asText())
                .isEqualTo("unresolved-reference");
        assertThat(outcome(entries.path(1)).at("/expression/0").asText()).isEqualTo("Bundle.entry[1].resource.subject");
        assertThat(outcome(entries.path(2)).at("/details/coding/0/code").asText())
                .isEqualTo("stale-version");
        assertThat(outcome(entries.path(3)).at("/details/coding/0/code").asText())
                .isEqualTo("internal");
        assertThat(entries.path(4).at("/resource/id").asText()).isEqualTo(id);
        assertThat(entries.path(7).at("/resource/total").asInt()).isEqualTo(1);
        assertThat(answer.json().path("type").asText()).isEqualTo("batch-response");
        assertThat(http().get("Patient/" + id)).hasStatus(200);
    }

    private static JsonNode outcome(JsonNode entry) {
        return entry.at("/response/outcome/issue/0");
    }
}
