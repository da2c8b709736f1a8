package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;
import static org.painbridge.server.fhirserver.Entries.batch;
import static org.painbridge.server.fhirserver.Entries.post;
import static org.painbridge.server.fhirserver.Entries.put;
import static org.painbridge.server.fhirserver.Entries.transaction;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CarePlan.CarePlanIntent;
import org.hl7.fhir.r4.model.CarePlan.CarePlanStatus;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.Sample;
import org.painbridge.server.ScopedCallers;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.AccessScope.Lockbox;
import org.painbridge.server.store.AccessScope.Whose;
import org.painbridge.server.store.Directives;
import org.painbridge.server.store.ExposedTypes;
import org.springframework.beans.factory.annotation.Autowired;

/** From whom something is withheld neither changes it nor learns of it by a request of any kind. */
abstract class DirectiveWriteScenarios extends ServerScenarios {
    private static final String OWN = "http://localhost:8080/fhir/";
    private static final String SYSTEM = "urn:made-up:directives";
    private static final String PATCH = "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"amended\"}]";

    @Autowired
    private ScopedCallers callers;

    private Sample sample;
    private String[] caller;
    private String url;

    @BeforeEach
    void store() {
        sample = sample();
        sample.put("anna", new Patient().setActive(true));
        sample.put("locked", observation("locked"));
        sample.put("doctor", new Practitioner());
        String doctor = "Practitioner/" + sample.id("doctor");
        sample.put("directive", Directives.against("Patient/" + sample.id("anna"), doctor));
        Lockbox lockbox = new Lockbox.Against(Set.of(doctor), Set.of(doctor));
        caller = callers.header(
                AccessScope.of(new Grant(Set.copyOf(ExposedTypes.NAMES), new Whose.Everybody(), Set.of(), lockbox)));
        url = "Observation/" + sample.id("locked");
    }

    @Test
    void aReadIsThatOfNothing() {
        Answer locked = http().get(url, caller);
        Answer nothing = http().get("Observation/" + sample.id("never"), caller);

        assertThat(locked).isRefused(404, "not-found");
        assertThat(locked.text().replace("locked", "never")).isEqualTo(nothing.text());
        assertThat(http().get(url + "/_history/1", caller)).isRefused(404, "not-found");
        assertThat(http().get(url + "/_history", caller)).isRefused(404, "not-found");
        assertThat(http().get(url + "/$meta", caller)).isRefused(404, "not-found");
        assertThat(http().get(url)).hasStatus(200);
    }

    @Test
    void aWriteByIdDoesNotReachIt() {
        assertThat(http().patch(url, PATCH, caller)).isRefused(404, "not-found");
        assertThat(http().delete(url, caller)).hasStatus(204);
        assertThat(http().put(url, json(observation("locked").setId(sample.id("locked"))), caller))
                .isRefused(403, "access-denied");
        assertUntouched();
    }

    @Test
    void aWriteByCriteriaDoesNotReachIt() {
        String criteria = "Observation?identifier=" + SYSTEM + "%7C" + sample.id("locked");

        assertThat(http().patch(criteria, PATCH, caller)).isRefused(404, "not-found");
        assertThat(http().delete(criteria, caller)).hasStatus(204);
        assertUntouched();
        String[] ifNoneExist = Stream.concat(
                        Stream.of(caller), Stream.of("If-None-Exist", criteria.substring("Observation?".length())))
                .toArray(String[]::new);
        Answer created = http().post("Observation", json(observation("locked")), ifNoneExist);
        assertThat(created).hasStatus(201);
        assertThat(created.json().path("id").asText()).isNotEqualTo(sample.id("locked"));
    }

    @Test
    void theEntriesOfABundleReachNoMore() {
        BundleEntryComponent read = Entries.get(url);
        BundleEntryComponent search = Entries.get("Observation?_id=" + sample.id("locked"));
        BundleEntryComponent update = put(sample.id("locked"), observation("locked"));

        Answer batch = http().post("", json(batch(read, search, update, Entries.patch(url, PATCH))), caller);

        assertThat(batch.json().at("/entry/0/response/status").asText()).startsWith("404");
        assertThat(batch.json().at("/entry/1/resource/total").asInt()).isZero();
        assertThat(batch.json().at("/entry/2/response/status").asText()).startsWith("403");
        assertThat(batch.json().at("/entry/3/response/status").asText()).startsWith("404");
        assertThat(http().post("", json(transaction(update)), caller)).isRefused(403, "access-denied");
        assertUntouched();
    }

    @Test
    void careThatIsGivenCanBeRecordedAllTheSame() {
        Answer created = http().post("Observation", json(observation("new")), caller);

        assertThat(created).hasStatus(201);
        String id = created.json().path("id").asText();
        assertThat(http().get("Observation/" + id, caller)).isRefused(404, "not-found");
        assertThat(http().get("Observation/" + id)).hasStatus(200);
    }

    @Test
    void whoTakesPartInAPlanDoesNothingWithItWhereItIsWithheld() {
        CarePlan plan = new CarePlan();
        plan.setStatus(CarePlanStatus.ACTIVE)
                .setIntent(CarePlanIntent.PLAN)
                .setSubject(new Reference("Patient/" + sample.id("anna")));
        sample.put("plan", plan);
        sample.put("author", new Practitioner());
        String comment = """
                {"resourceType":"Parameters","parameter":[{"name":"text","valueString":"x"},
                {"name":"author","valueReference":{"reference":"Practitioner/%s"}},
                {"name":"identifier","valueIdentifier":{"system":"urn:made-up:calls","value":"%s"}}]}""".formatted(sample.id("author"), unique());

        Answer withheld = http().post("CarePlan/" + sample.id("plan") + "/$comment", comment, caller);
        Answer nothing = http().post("CarePlan/" + sample.id("none") + "/$comment", comment, caller);

        assertThat(withheld).isRefused(404, "not-found");
        assertThat(withheld.text().replace(sample.id("plan"), sample.id("none")))
                .isEqualTo(nothing.text());
        assertThat(http().post("CarePlan/" + sample.id("plan") + "/$comment", comment))
                .isRefused(403, "careplan-not-member");
        assertThat(http().get("CarePlan/" + sample.id("plan") + "/$living-view", caller))
                .isRefused(404, "not-found");
    }

    @Test
    void theDirectiveIsWithheldFromWhomItIsAgainst() {
        String directive = "Consent/" + sample.id("directive");
        Consent lifted = Directives.of("Patient/" + sample.id("anna")).setStatus(ConsentState.INACTIVE);
        lifted.setId(sample.id("directive"));

        assertThat(http().get(directive, caller)).isRefused(404, "not-found");
        assertThat(http().put(directive, json(lifted), caller)).isRefused(403, "access-denied");
        assertThat(http().delete(directive, caller)).hasStatus(204);
        assertThat(http().get(url, caller)).isRefused(404, "not-found");
    }

    @Test
    void aDirectiveMayNameWhatComesWithItAndThisServerItself() {
        Practitioner late = new Practitioner();
        Consent consent =
                Directives.against(OWN + "Patient/" + sample.id("anna"), OWN + "Practitioner/" + sample.id("late"));

        assertThat(http().post("Consent", json(consent))).isRefused(422, "directive-not-understood");
        Answer stored = http().post("", json(transaction(post(consent), put(sample.id("late"), late))));

        assertThat(stored).hasStatus(200);
        assertThat(http().get("Consent?actor=Practitioner/" + sample.id("late"))
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void nobodyBreaksTheGlassByAPlainWrite() {
        Consent override = override();
        Consent proposed = override().setStatus(ConsentState.PROPOSED);
        sample.put("proposed", proposed);
        String status = "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"active\"}]";

        for (String[] headers : List.of(new String[0], caller)) {
            assertThat(http().post("Consent", json(override), headers)).isRefused(403, "override-refused");
            String id = unique();
            assertThat(http().put("Consent/" + id, json(override.copy().setId(id)), headers))
                    .isRefused(403, "override-refused");
            assertThat(http().post("", json(transaction(post(override.copy()))), headers))
                    .isRefused(403, "override-refused");
        }
        assertThat(http().patch("Consent/" + sample.id("proposed"), status)).isRefused(403, "override-refused");
        assertThat(http().get(url, caller)).isRefused(404, "not-found");
    }

    @Test
    void aDirectiveIsToldToThePatientAndWhoLooksAfterPrivacy() {
        Patient managed = new Patient().setManagingOrganization(new Reference("Organization/" + sample.id("clinic")));
        sample.put("bert", managed);
        String patient = "Patient/" + sample.id("bert");
        sample.put("of-bert", Directives.of(patient));
        Consent ended = Directives.of(patient).setStatus(ConsentState.INACTIVE);
        ended.setId(sample.id("of-bert"));
        assertThat(http().put("Consent/" + sample.id("of-bert"), json(ended))).hasStatus(200);

        Answer notices = http().get("Communication?subject=" + patient + "&based-on=Consent/" + sample.id("of-bert")
                + "&recipient=Organization/" + sample.id("clinic"));

        assertThat(notices.json().path("total").asInt()).isEqualTo(2);
        assertThat(notices.json().at("/entry/0/resource/status").asText()).isEqualTo("preparation");
        assertThat(notices.text()).contains("withholds something", "was taken back");
        assertThat(http().get("Communication?recipient=" + patient)
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(2);
    }

    private Consent override() {
        Instant now = Instant.now();
        return Directives.override(
                "Patient/" + sample.id("anna"), "Practitioner/" + sample.id("doctor"), now, now.plusSeconds(600));
    }

    private void assertUntouched() {
        assertThat(http().get(url)).hasStatus(200).hasHeader("ETag", "W/\"1\"");
    }

    private Observation observation(String name) {
        Observation observation = new Observation();
        observation.addIdentifier().setSystem(SYSTEM).setValue(sample.id(name));
        return observation
                .setStatus(ObservationStatus.FINAL)
                .setCode(new CodeableConcept().setText("pain"))
                .setSubject(new Reference("Patient/" + sample.id("anna")));
    }
}
