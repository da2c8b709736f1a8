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
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.RefusingListener;
import org.painbridge.server.Sample;
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

    /** A code, a date and a type that there are not, and a number that keeps its digits. */
    @Test
    void anEntryThatCannotBeReadLeavesTheOthersAlone() {
        String id = unique();
        String patient =
                "{\"request\": {\"method\": \"POST\", \"url\": \"Patient\"}, \"resource\": {\"resourceType\": \"%s\", %s}}";

        Answer answer = http().post(
                        "",
                        "{\"resourceType\": \"Bundle\", \"type\": \"batch\", \"entry\": ["
                                + String.join(
                                        ", ",
                                        patient.formatted("Patient", "\"gender\": \"zz\""),
                                        patient.formatted("Patient", "\"birthDate\": \"1970-13-01\""),
                                        patient.formatted("Patent", "\"active\": true"),
                                        "{\"request\": {\"method\": \"PUT\", \"url\": \"Observation/" + id
                                                + "\"}, \"resource\": {\"resourceType\": \"Observation\", \"id\": \""
                                                + id
                                                + "\", \"status\": \"final\", \"code\": {\"text\": \"x\"},"
                                                + " \"valueQuantity\": {\"value\": 1.50}}}")
                                + "]}");

        assertThat(answer).hasStatus(200);
        JsonNode entries = answer.json().path("entry");
        assertThat(entries.findValuesAsText("status")).containsExactly("400", "400", "400", "201 Created");
        assertThat(entries.findValuesAsText("code")).contains("malformed-resource");
        assertThat(outcome(entries.path(0)).at("/expression/0").asText()).isEqualTo("Bundle.entry[0].resource.gender");
        assertThat(outcome(entries.path(1)).at("/expression/0").asText())
                .isEqualTo("Bundle.entry[1].resource.birthDate");
        assertThat(outcome(entries.path(2)).at("/expression/0").asText()).isEqualTo("Bundle.entry[2].resource");
        assertThat(http().get("Observation/" + id).text()).contains("1.50");
    }

    @Test
    void aSearchIsAnsweredAsARequestOfItsOwnWouldBe() {
        Sample sample = sample();
        for (String name : List.of("a", "b", "c")) {
            sample.put(name, new Patient().setActive(true));
        }
        String url = sample.url("Patient", "_count", "2", "_total", "accurate");

        JsonNode alone = http().get(url).json();
        JsonNode inBatch = http().post("", json(batch(get(url)))).json().at("/entry/0/resource");
        JsonNode inTransaction =
                http().post("", json(Entries.transaction(get(url)))).json().at("/entry/0/resource");

        for (JsonNode found : List.of(inBatch, inTransaction)) {
            assertThat(found.path("entry")).isEqualTo(alone.path("entry"));
            assertThat(found.path("link")).isEqualTo(alone.path("link"));
            assertThat(found.path("total").asInt()).isEqualTo(3);
            assertThat(found.at("/entry/0/fullUrl").asText()).startsWith(base() + "/Patient/");
        }
        String next = inBatch.at("/link/1/url").asText().substring(base().length() + 1);
        assertThat(http().get(next).json().path("entry")).hasSize(1);
    }

    @Test
    void aReadTellsItsVersionAndTime() {
        String id = unique();
        http().put("Patient/" + id, json(put(id, patient(id)).getResource()));

        JsonNode response =
                http().post("", json(batch(get("Patient/" + id)))).json().at("/entry/0/response");

        assertThat(response.path("etag").asText()).isEqualTo("W/\"1\"");
        String updated =
                http().get("Patient/" + id).json().at("/meta/lastUpdated").asText();
        assertThat(Instant.parse(response.path("lastModified").asText()))
                .isEqualTo(OffsetDateTime.parse(updated).toInstant());
    }

    @Test
    void aReaderWhoHasTheVersionIsSentNothing() {
        String id = unique();
        http().put("Patient/" + id, json(put(id, patient(id)).getResource()));
        var known = get("Patient/" + id);
        known.getRequest().setIfNoneMatch("W/\"1\"");
        var old = get("Patient/" + id);
        old.getRequest().setIfNoneMatch("W/\"7\"");

        JsonNode entries = http().post("", json(batch(known, old))).json().path("entry");

        assertThat(entries.at("/0/response/status").asText()).isEqualTo("304 Not Modified");
        assertThat(entries.at("/0/response/etag").asText()).isEqualTo("W/\"1\"");
        assertThat(entries.get(0).has("resource")).isFalse();
        assertThat(entries.at("/1/resource/id").asText()).isEqualTo(id);
    }

    @Test
    void aTransactionAnswersInNoOtherShape() {
        for (String url : List.of("Patient?_elements=id", "Patient/" + unique() + "?_summary=true")) {
            assertThat(http().post("", json(Entries.transaction(get(url)))))
                    .isRefused(400, "unsupported-parameter")
                    .at("Bundle.entry[0].request.url")
                    .saying("in a batch");
        }
    }

    @Test
    void aBatchIsAnsweredInXmlToo() {
        Answer answer = http().post("", json(batch(get("Patient?_count=1"))), "Accept", "application/fhir+xml");

        assertThat(answer).hasStatus(200);
        assertThat(answer.text()).startsWith("<Bundle").contains("searchset", "200 OK");
    }

    private static JsonNode outcome(JsonNode entry) {
        return entry.at("/response/outcome/issue/0");
    }
}
