package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;
import static org.painbridge.server.fhirserver.Entries.batch;
import static org.painbridge.server.fhirserver.Entries.delete;
import static org.painbridge.server.fhirserver.Entries.entry;
import static org.painbridge.server.fhirserver.Entries.post;
import static org.painbridge.server.fhirserver.Entries.put;
import static org.painbridge.server.fhirserver.Entries.transaction;
import static org.painbridge.server.fhirserver.TransactionScenarios.observation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.Answer;
import org.painbridge.server.RowCounts;

/** Entries of transactions and batches that name what they write by criteria. */
abstract class ConditionalEntryScenarios extends BundleScenarios {
    private static final String SYSTEM = "urn:made-up:conditional-entry";
    private static final String UUID = "urn:uuid:00000000-0000-4000-8000-00000000001";

    private final String a = unique();
    private final String b = unique();

    @Test
    void anUpdateCreatesOrUpdatesAndItsFullUrlLeadsToIt() {
        Bundle request =
                transaction(post(observation(UUID + "1")), update(a, patient(a)).setFullUrl(UUID + "1"));

        JsonNode created = sent(request);
        JsonNode updated = sent(request);

        assertThat(statuses(created)).containsExactly("201 Created", "201 Created");
        assertThat(statuses(updated)).containsExactly("201 Created", "200 OK");
        String patient = "Patient/" + idOf(a);
        assertThat(location(created, 1)).isEqualTo(patient + "/_history/1");
        assertThat(location(updated, 1)).isEqualTo(patient + "/_history/2");
        assertThat(subject(created)).isEqualTo(patient);
        assertThat(subject(updated)).isEqualTo(patient);
    }

    @Test
    void aReferenceByTheConditionOfAnEntryLeadsToIt() {
        Patient created = patient(b);
        BundleEntryComponent create = post(created);
        create.getRequest().setIfNoneExist("identifier=" + SYSTEM + "|" + b);

        JsonNode answer = sent(transaction(
                post(observation("Patient?identifier=" + SYSTEM + "|" + a)),
                post(observation("Patient?identifier=" + SYSTEM + "%7C" + b)),
                update(a, patient(a)),
                create));

        assertThat(subject(answer)).isEqualTo("Patient/" + idOf(a));
        assertThat(http().get(location(answer, 1))
                        .json()
                        .at("/subject/reference")
                        .asText())
                .isEqualTo("Patient/" + idOf(b));
    }

    @Test
    void aDeleteDeletesWhatMatchesAndIsContentWithNothing() {
        store(a);
        String id = idOf(a);

        JsonNode answer = sent(transaction(delete(url(a)), delete(url(b))));

        assertThat(statuses(answer)).containsExactly("204 No Content", "204 No Content");
        assertThat(http().get("Patient/" + id)).isRefused(410, "deleted");
    }

    @Test
    void deletesComeFirstSoThatACreateReplacesWhatTheyDelete() {
        store(a);
        String old = idOf(a);
        BundleEntryComponent create = post(patient(a));
        create.getRequest().setIfNoneExist("identifier=" + SYSTEM + "|" + a);

        JsonNode answer = sent(transaction(create, delete(url(a))));

        assertThat(statuses(answer)).containsExactly("201 Created", "204 No Content");
        assertThat(idOf(a)).isNotEqualTo(old);
    }

    @Test
    void theIdOfABodyCountsAsInARequestOfItsOwn() {
        String id = unique();
        assertThat(statuses(sent(transaction(update(a, withId(patient(a), id))))))
                .containsExactly("201 Created");
        assertThat(idOf(a)).isEqualTo(id);

        refused(transaction(update(b, withId(patient(b), id))))
                .isRefused(409, "id-taken")
                .at("Bundle.entry[0].resource.id");
        refused(transaction(update(a, withId(patient(a), unique()))))
                .isRefused(400, "invalid-id")
                .at("Bundle.entry[0].resource.id")
                .saying("Patient/" + id);
        refused(transaction(update(b, withId(patient(b), "under_score")))).isRefused(400, "invalid-id");
    }

    @Test
    void ifMatchHolds() {
        store(a);

        refused(transaction(ifMatch(update(a, patient(a)), 2)))
                .isRefused(412, "stale-version")
                .at("Bundle.entry[0].request.ifMatch");
        refused(transaction(ifMatch(delete(url(b)), 1))).isRefused(412, "stale-version");
        assertThat(statuses(sent(transaction(ifMatch(update(a, patient(a)), 1)))))
                .containsExactly("200 OK");
    }

    @Test
    void entriesThatLeadToOneResourceAreRefused() {
        store(a, b);
        String id = idOf(a);

        for (Bundle twins : List.of(
                transaction(post(patient("x")), update(a, patient(a)), put(id, patient(a))),
                transaction(post(patient("x")), put(id, patient(a)), delete(url(a))),
                transaction(post(patient("x")), update(a, patient(a)), update(b, patient(b))),
                transaction(post(patient("x")), delete(url(a)), delete(url(b))))) {
            refused(twins)
                    .isRefused(422, "twin-entries")
                    .at("Bundle.entry[2].request.url")
                    .saying("Bundle.entry[1] and Bundle.entry[2]", "Patient/" + id);
        }
    }

    @Test
    void entriesWithOneConditionAreRefused() {
        BundleEntryComponent create = post(patient(a));
        create.getRequest().setIfNoneExist("_pretty=true&identifier=" + SYSTEM + "|" + a);

        refused(transaction(update(a, patient(a)), update(a, patient(a))))
                .isRefused(422, "twin-entries")
                .at("Bundle.entry[1].request.url")
                .saying("Bundle.entry[0]", a);
        refused(transaction(update(a, patient(a)), create))
                .isRefused(422, "twin-entries")
                .at("Bundle.entry[1].request.ifNoneExist");
    }

    @Test
    void anEntryThatMakesWhatAnotherLooksForIsRefused() {
        for (Bundle twins : List.of(
                transaction(post(patient(a)), update(a, patient(a))),
                transaction(put(unique(), patient(a)), update(a, patient(a))),
                transaction(update(b, patient(a, b)), update(a, patient(a, b))))) {
            refused(twins).isRefused(422, "twin-entries").saying("Bundle.entry[0]", "Bundle.entry[1]");
        }
    }

    @Test
    void criteriaThatMatchSeveralAreRefused() {
        store(a);
        store(a);

        refused(transaction(post(patient("x")), update(a, patient(a))))
                .isRefused(412, "several-matches")
                .at("Bundle.entry[1].request.url");
        refused(transaction(delete(url(a)))).isRefused(412, "several-matches");
    }

    @ParameterizedTest
    @CsvSource({
        "Patient?, invalid-condition",
        "Patient?_count=1, invalid-condition",
        "Patient?identifier=x&_filter=name%20eq%20x, invalid-condition",
        "Patient?identifer=x, unknown-search-parameter",
        "Patient?identifier=%zz, invalid-url",
    })
    void criteriaThatDoNotSayWhichIsMeantAreRefused(String criteria, String code) {
        refused(transaction(post(patient("x")), delete(criteria)))
                .isRefused(400, code)
                .at("Bundle.entry[1].request.url");
        refused(transaction(post(patient("x")), entry(HTTPVerb.PUT, criteria).setResource(patient("x"))))
                .isRefused(400, code)
                .at("Bundle.entry[1].request.url");
        RowCounts before = rows();
        Answer lenient = http().post("", json(batch(delete(criteria))), "Prefer", "handling=lenient");
        assertThat(statuses(lenient.json())).containsExactly("400");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void everyEntryOfABatchStandsForItself() {
        store(a);

        JsonNode answer = sent(batch(
                update(a, patient(a)),
                update(b, patient(b)),
                delete(url(b)),
                update(b, withId(patient(b), idOf(a))),
                delete("Patient?_count=1")));

        assertThat(statuses(answer)).containsExactly("200 OK", "201 Created", "204 No Content", "409", "400");
    }

    private static BundleEntryComponent update(String identifier, Patient patient) {
        return entry(HTTPVerb.PUT, url(identifier)).setResource(patient);
    }

    private static String url(String identifier) {
        return "Patient?identifier=" + SYSTEM + "%7C" + identifier;
    }

    private static Patient patient(String... identifiers) {
        Patient patient = new Patient();
        for (String identifier : identifiers) {
            patient.addIdentifier().setSystem(SYSTEM).setValue(identifier);
        }
        return patient;
    }

    private static Patient withId(Patient patient, String id) {
        patient.setId(id);
        return patient;
    }

    private static BundleEntryComponent ifMatch(BundleEntryComponent entry, int version) {
        entry.getRequest().setIfMatch("W/\"" + version + "\"");
        return entry;
    }

    private void store(String... identifiers) {
        assertThat(http().post("Patient", json(patient(identifiers)))).hasStatus(201);
    }

    /** Of the one patient with this identifier. */
    private String idOf(String identifier) {
        JsonNode found = http().get(url(identifier)).json();
        assertThat(found.path("total").asInt()).isEqualTo(1);
        return found.at("/entry/0/resource/id").asText();
    }

    private static String location(JsonNode answer, int entry) {
        return answer.at("/entry/" + entry + "/response/location").asText();
    }

    /** Of the observation that the first entry has stored. */
    private String subject(JsonNode answer) {
        return http().get(location(answer, 0)).json().at("/subject/reference").asText();
    }
}
