package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;
import static org.painbridge.server.fhirserver.Entries.batch;
import static org.painbridge.server.fhirserver.Entries.entry;
import static org.painbridge.server.fhirserver.Entries.post;
import static org.painbridge.server.fhirserver.Entries.put;
import static org.painbridge.server.fhirserver.Entries.transaction;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.AnswerAssert;
import org.painbridge.server.RowCounts;
import org.painbridge.server.Sample;
import org.painbridge.server.ScopedCallers;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.store.AccessRights;
import org.painbridge.server.store.AccessRights.Finds;
import org.painbridge.server.store.AccessRights.Origin;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.AccessScope.Label;
import org.painbridge.server.store.AccessScope.Whose;
import org.springframework.beans.factory.annotation.Autowired;

/** Who may not see something neither changes it nor learns of it by a write. The caller may see what is Anna's and not secret. */
abstract class WriteScopeScenarios extends ServerScenarios {
    private static final String SYSTEM = "urn:made-up:write-scope";
    private static final Label SECRET = new Label("http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "R");
    private static final String PATCH = "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"amended\"}]";

    @Autowired
    private ScopedCallers callers;

    private Sample sample;
    private String[] caller;

    @BeforeEach
    void store() {
        sample = sample();
        sample.put("anna", identified("anna"));
        sample.put("bert", identified("bert"));
        sample.put("own", observation("anna", "own"));
        sample.put("foreign", observation("bert", "foreign"));
        Observation secret = observation("anna", "secret");
        secret.getMeta().addSecurity().setSystem(SECRET.system()).setCode(SECRET.code());
        sample.put("secret", secret);
        caller = callers.header(AccessScope.of(new Grant(
                Set.of("Patient", "Observation"), new Whose.Patients(Set.of(sample.id("anna"))), Set.of(SECRET))));
    }

    @Test
    void aConditionalCreateFindsWhatTheCallerMaySeeAndNothingElse() {
        Answer own = create("own");

        assertThat(own).hasStatus(200);
        assertThat(own.json().path("id").asText()).isEqualTo(sample.id("own"));
        for (String hidden : List.of("foreign", "secret")) {
            Answer created = create(hidden);
            assertThat(created).hasStatus(201);
            assertThat(created.json().path("id").asText()).isNotEqualTo(sample.id(hidden));
            assertUntouched(hidden);
        }
    }

    @Test
    void aConditionalUpdateChangesNothingThatTheCallerMayNotSee() {
        Answer own = update("own");

        assertThat(own).hasStatus(200).hasHeader("ETag", "W/\"2\"");
        for (String hidden : List.of("foreign", "secret")) {
            assertThat(update(hidden)).hasStatus(201);
            assertUntouched(hidden);
        }
    }

    @Test
    void aConditionalUpdateDoesNotTakeTheIdOfWhatTheCallerMayNotSee() {
        Observation taking = observation("anna", "foreign");
        taking.setId(sample.id("foreign"));

        for (String criteria : List.of(criteria("foreign"), criteria("other"))) {
            assertThat(http().put("Observation?" + criteria, json(taking), caller))
                    .isRefused(403, "access-denied");
        }
        assertUntouched("foreign");
    }

    @Test
    void aConditionalPatchOrDeleteDoesNotReachWhatTheCallerMayNotSee() {
        for (String hidden : List.of("foreign", "secret")) {
            String url = "Observation?" + criteria(hidden);
            assertThat(http().patch(url, PATCH, caller)).isRefused(404, "not-found");
            assertThat(http().delete(url, caller)).hasStatus(204);
            assertThat(http().delete(url, with("If-Match", "W/\"1\""))).isRefused(412, "stale-version");
            assertUntouched(hidden);
        }
        assertThat(http().patch("Observation?" + criteria("own"), PATCH, caller))
                .hasStatus(200);
        assertThat(http().delete("Observation?" + criteria("own"), caller)).hasStatus(204);
        assertThat(http().get("Observation/" + sample.id("own"))).isRefused(410, "deleted");
    }

    @Test
    void whatTheCallerMayNotSeeIsNotOneOfSeveralMatches() {
        sample.put("own-twin", observation("anna", "foreign"));

        assertThat(http().patch("Observation?" + criteria("foreign"), PATCH, caller))
                .hasStatus(200);

        assertThat(http().get("Observation/" + sample.id("own-twin"))).hasHeader("ETag", "W/\"2\"");
        assertUntouched("foreign");
        assertThat(http().patch("Observation?" + criteria("foreign"), PATCH)).isRefused(412, "several-matches");
    }

    @Test
    void criteriaTellNothingOfWhatTheyLeadTo() {
        Observation pointing = observation("anna", "pointing");
        pointing.addHasMember(new Reference("Observation/" + sample.id("foreign")));
        sample.put("pointing", pointing);
        String chain = "Observation?" + criteria("pointing") + "&has-member:Observation.status=final";

        assertThat(http().patch(chain, PATCH, caller)).isRefused(404, "not-found");
        assertThat(http().patch(chain, PATCH)).hasStatus(200);
    }

    @Test
    void aWriteByIdDoesNotReachWhatTheCallerMayNotSee() {
        Parameters tag = new Parameters();
        tag.addParameter().setName("meta").setValue(new Meta().addTag("urn:x", "x", null));
        for (String hidden : List.of("foreign", "secret")) {
            String url = "Observation/" + sample.id(hidden);
            assertThat(http().patch(url, PATCH, caller)).isRefused(404, "not-found");
            assertThat(http().post(url + "/$meta-add", json(tag), caller)).isRefused(404, "not-found");
            assertThat(http().delete(url, caller)).hasStatus(204);
            Resource taking = observation("anna", hidden).setId(sample.id(hidden));
            assertThat(http().put(url, json(taking), caller)).isRefused(403, "access-denied");
            assertUntouched(hidden);
        }
    }

    @Test
    void aVersionThatIsExpectedIsStaleWhetherTheIdIsHiddenOrUnknown() {
        for (String name : List.of("foreign", "secret", "never")) {
            Resource taking = observation("anna", name).setId(sample.id(name));
            assertThat(http().put("Observation/" + sample.id(name), json(taking), with("If-Match", "W/\"1\"")))
                    .isRefused(412, "stale-version");
        }
    }

    @Test
    void whoMayWriteAndNotReadChangesWhatItMayAndIsNotToldWhatItSays() {
        AccessScope annas = AccessScope.of(
                new Grant(Set.of("Observation"), new Whose.Patients(Set.of(sample.id("anna"))), Set.of(SECRET)));
        AccessRights writing = new AccessRights(
                AccessScope.NOTHING, annas, annas, annas, annas, new Finds(annas, annas), Origin.NOBODY);
        caller = callers.header(writing);
        String url = "Observation/" + sample.id("own");
        BundleEntryComponent entry = Entries.patch(url, PATCH);

        assertThat(http().patch(url, PATCH, caller)).isRefused(404, "not-found");
        assertThat(http().post("", json(transaction(entry)), caller)).isRefused(404, "not-found");
        assertThat(http().get(url, caller)).isRefused(404, "not-found");
        assertThat(http().put(url, json(observation("anna", "own").setId(sample.id("own"))), caller))
                .hasStatus(200);
        for (String hidden : List.of("foreign", "secret")) {
            assertThat(http().patch("Observation/" + sample.id(hidden), PATCH, caller))
                    .isRefused(404, "not-found");
            assertThat(http().delete("Observation/" + sample.id(hidden), caller))
                    .hasStatus(204);
            assertUntouched(hidden);
        }
        assertThat(http().delete(url, caller)).hasStatus(204);
        assertThat(http().get(url)).isRefused(410, "deleted");
    }

    @Test
    void theEntriesOfABundleReachNoMore() {
        BundleEntryComponent create = post(observation("anna", "foreign"));
        create.getRequest().setIfNoneExist(criteria("foreign"));
        BundleEntryComponent patch = Entries.patch("Observation?" + criteria("secret"), PATCH);
        BundleEntryComponent byId = Entries.patch("Observation/" + sample.id("foreign"), PATCH);
        BundleEntryComponent delete = Entries.delete("Observation?" + criteria("secret"));
        BundleEntryComponent update = put(sample.id("foreign"), observation("anna", "foreign"));

        Answer batch = http().post("", json(batch(create, patch, byId, delete, update)), caller);

        assertThat(batch.json().path("entry").findValuesAsText("status"))
                .containsExactly("201 Created", "404", "404", "204 No Content", "403");
        refused(transaction(update)).isRefused(403, "access-denied").at("Bundle.entry[0].request.url");
        refused(transaction(patch)).isRefused(404, "not-found").at("Bundle.entry[0].request.url");
        assertUntouched("foreign");
        assertUntouched("secret");
    }

    @Test
    void aConditionalReferenceLeadsToNothingThatTheCallerMayNotSee() {
        Observation ofBert = observation("anna", "new");
        ofBert.setSubject(new Reference("Patient?" + criteria("bert")));
        Observation ofAnna = observation("anna", "new");
        ofAnna.setSubject(new Reference("Patient?" + criteria("anna")));

        refused(transaction(post(ofBert))).isRefused(400, "unresolved-reference");
        assertThat(http().post("", json(transaction(post(ofAnna))), caller)).hasStatus(200);
    }

    @Test
    void entriesThatComeToOneResourceAreFoundEvenWhereTheCallerMayNotSeeIt() {
        BundleEntryComponent update =
                entry(HTTPVerb.PUT, "Patient?" + criteria("new")).setResource(identified("new"));

        refused(transaction(update, post(identified("new")))).isRefused(422, "twin-entries");
    }

    @Test
    void whatATransactionWritesIsThereForItsReads() {
        String id = unique();

        Answer answer =
                http().post("", json(transaction(put(id, identified("new")), Entries.get("Patient/" + id))), caller);

        assertThat(answer).hasStatus(200);
        assertThat(answer.json().at("/entry/1/resource/id").asText()).isEqualTo(id);
        assertThat(http().get("Patient/" + id, caller)).isRefused(404, "not-found");
    }

    private Answer create(String name) {
        return http().post("Observation", json(observation("anna", name)), with("If-None-Exist", criteria(name)));
    }

    private Answer update(String name) {
        return http().put("Observation?" + criteria(name), json(observation("anna", name)), caller);
    }

    private String[] with(String... headers) {
        return Stream.concat(Stream.of(caller), Stream.of(headers)).toArray(String[]::new);
    }

    private AnswerAssert refused(Bundle bundle) {
        RowCounts before = rows();
        Answer answer = http().post("", json(bundle), caller);
        assertThat(rows()).isEqualTo(before);
        return assertThat(answer);
    }

    private void assertUntouched(String name) {
        assertThat(http().get("Observation/" + sample.id(name))).hasStatus(200).hasHeader("ETag", "W/\"1\"");
    }

    private String criteria(String name) {
        return "identifier=" + SYSTEM + "%7C" + sample.id(name);
    }

    private Patient identified(String name) {
        Patient patient = new Patient();
        patient.addIdentifier().setSystem(SYSTEM).setValue(sample.id(name));
        return patient;
    }

    private Observation observation(String patient, String name) {
        Observation observation = new Observation();
        observation.addIdentifier().setSystem(SYSTEM).setValue(sample.id(name));
        return observation
                .setStatus(ObservationStatus.FINAL)
                .setCode(new CodeableConcept().setText("pain"))
                .setSubject(new Reference("Patient/" + sample.id(patient)));
    }
}
