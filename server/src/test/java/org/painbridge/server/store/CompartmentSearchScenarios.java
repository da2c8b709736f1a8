package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.Answer;
import org.painbridge.server.Sample;
import org.painbridge.server.ScopedCallers;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.AccessScope.Whose;
import org.springframework.beans.factory.annotation.Autowired;

/** {@code Patient/1/Observation}: searches in compartments, by R4's CompartmentDefinitions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CompartmentSearchScenarios extends ServerScenarios {
    @Autowired
    private ScopedCallers callers;

    private Sample sample;

    @BeforeAll
    void store() {
        sample = sample();
        sample.put("anna", new Patient());
        sample.put("bert", new Patient());
        sample.put("doctor", new Practitioner());
        Encounter visit = new Encounter().setStatus(Encounter.EncounterStatus.FINISHED);
        visit.getClass_().setCode("AMB");
        visit.setSubject(ref("Patient", "anna"));
        sample.put("visit", visit);
        sample.put("about", Observations.of("Patient/" + sample.id("anna")));
        sample.put("both", Observations.of("Patient/" + sample.id("anna")).addPerformer(ref("Patient", "anna")));
        sample.put("told", Observations.of("Patient/" + sample.id("bert")).addPerformer(ref("Patient", "anna")));
        sample.put(
                "other", Observations.of("Patient/" + sample.id("bert")).addPerformer(ref("Practitioner", "doctor")));
        sample.put("seen", Observations.of("Patient/" + sample.id("bert")).setEncounter(ref("Encounter", "visit")));
    }

    private Reference ref(String type, String name) {
        return new Reference(type + "/" + sample.id(name));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Patient/{anna}/Observation; about both told",
                "Patient/{bert}/Observation; told other seen",
                "Patient/{anna}/Encounter; visit",
                "Practitioner/{doctor}/Observation; other",
                "Encounter/{visit}/Observation; seen",
                "Encounter/{visit}/Encounter; visit",
                "Patient/nobody/Observation; ''",
                "Patient/{doctor}/Observation; ''",
                "RelatedPerson/{anna}/Observation; ''",
            })
    void findsWhatBelongsToIt(String path, String expected) {
        Answer answer = http().get(sample.url(filled(path)));

        assertThat(answer).hasStatus(200);
        assertThat(String.join(" ", names(answer.json()))).isEqualTo(expected);
        assertThat(answer.json().at("/link/0/url").asText()).startsWith(base() + "/" + filled(path) + "?");
    }

    @Test
    void isNarrowedByParametersAndGoesOnPageByPage() {
        List<String> found = new ArrayList<>();
        String next = sample.url(filled("Patient/{anna}/Observation"), "_count", "1", "status", "final");
        while (next != null) {
            JsonNode page = http().get(next).json();
            assertThat(page.path("entry")).hasSizeLessThanOrEqualTo(1);
            found.addAll(names(page));
            next = next(page);
        }

        assertThat(found).containsExactly("about", "both", "told");
        Answer amended = http().get(sample.url(filled("Patient/{anna}/Observation"), "status", "amended"));
        assertThat(names(amended.json())).isEmpty();
    }

    @Test
    void isServedByPostAndInBundlesAsWell() {
        String url = sample.url(filled("Patient/{anna}/Observation"));
        String query = url.substring(url.indexOf('?') + 1);
        Answer posted = http().post(
                        filled("Patient/{anna}/Observation/_search"),
                        query,
                        "Content-Type",
                        "application/x-www-form-urlencoded");
        Bundle batch = new Bundle().setType(BundleType.BATCH);
        batch.addEntry().getRequest().setMethod(HTTPVerb.GET).setUrl(url);
        JsonNode entry = http().post("", json(batch)).json().at("/entry/0/resource");

        assertThat(posted).hasStatus(200);
        assertThat(names(posted.json())).containsExactly("about", "both", "told");
        assertThat(names(entry)).containsExactly("about", "both", "told");
    }

    @Test
    void staysWithinWhatTheCallerMaySee() {
        String[] ofBert = callers.header(AccessScope.of(
                new Grant(Set.of("Observation"), new Whose.Patients(Set.of(sample.id("bert"))), Set.of())));

        Answer answer = http().get(sample.url(filled("Patient/{anna}/Observation"), "_total", "accurate"), ofBert);

        assertThat(names(answer.json())).containsExactly("told");
        assertThat(answer.json().path("total").asInt()).isEqualTo(1);
    }

    @Test
    void theTrailTellsInWhoseCompartmentSomebodyLookedThoughNothingWasThere() {
        String nobody = "nobody-" + sample.mark();
        Bundle batch = new Bundle().setType(BundleType.BATCH);
        batch.addEntry().getRequest().setMethod(HTTPVerb.GET).setUrl("Patient/" + nobody + "/Observation?_count=1");

        http().get("Patient/" + nobody + "/Observation");
        http().post("", json(batch));

        JsonNode entries = http().get("AuditEvent?patient=" + nobody).json().path("entry");
        assertThat(entries).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.at("/resource/subtype/0/code").asText()).isEqualTo("search-type");
            assertThat(entry.toString()).doesNotContain(nobody + "/Observation\"");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Patient/{anna}/*;; anna visit about both told",
                "Patient/{anna}/*; Patient,Encounter; anna visit",
                "Patient/{anna}/%2A; Observation; about both told",
                "Practitioner/{doctor}/*;; doctor other",
                "Encounter/{visit}/*;; visit seen",
                "Patient/nobody/*;; ''",
            })
    void findsAllTypesPageByPageEachResourceOnce(String path, String types, String expected) {
        String url = sample.url(filled(path), "_count", "1") + (types == null ? "" : "&_type=" + types);

        List<String> found = new ArrayList<>();
        String next = url;
        while (next != null) {
            JsonNode page = http().get(next).json();
            assertThat(page.path("entry")).hasSizeLessThanOrEqualTo(1);
            found.addAll(names(page));
            next = next(page);
        }

        assertThat(String.join(" ", found)).isEqualTo(expected);
        JsonNode counted = http().get(url + "&_total=accurate").json();
        assertThat(counted.path("total").asInt()).isEqualTo(found.size());
    }

    private String next(JsonNode page) {
        return StreamSupport.stream(page.path("link").spliterator(), false)
                .filter(link -> link.path("relation").asText().equals("next"))
                .map(link -> link.path("url").asText().substring(base().length() + 1))
                .findFirst()
                .orElse(null);
    }

    @Test
    void allTypesStayWithinWhatTheCallerMaySeeAndLeaveATrail() {
        String[] ofAnna = callers.header(AccessScope.of(
                new Grant(Set.of("Encounter"), new Whose.Patients(Set.of(sample.id("anna"))), Set.of())));
        String unseen = "unseen-" + sample.mark();

        Answer answer = http().get(sample.url(filled("Patient/{anna}/*")), ofAnna);
        http().get("Patient/" + unseen + "/*?_type=Observation");

        assertThat(names(answer.json())).containsExactly("visit");
        assertThat(http().get("AuditEvent?patient=" + unseen).json().path("entry"))
                .hasSize(1)
                .allSatisfy(
                        entry -> assertThat(entry.at("/resource/subtype/0/code").asText())
                                .isEqualTo("search-type"));
    }

    @ParameterizedTest
    @CsvSource({
        "_type=Organization, 400, No Organization belongs to the compartment",
        "_type=Nonsense, 400, No Nonsense belongs to the compartment",
        "code=x, 400, Unknown search parameter code for",
        "_sort=_id, 400, for searches of one type",
        "_revinclude:iterate=Task:focus, 400, for searches of one type",
        "_cursor=MQ, 400, start the search again",
    })
    void whatAllTypesCannotHonourIsRefused(String query, int status, String saying) {
        Answer answer = http().get(filled("Patient/{anna}/*?" + query));

        assertThat(answer).hasStatus(status);
        assertThat(answer.text()).contains(saying);
    }

    @Test
    void aTypeThatIsInNoSuchCompartmentIsRefused() {
        Answer answer = http().get(filled("Patient/{anna}/Organization"));

        assertThat(answer)
                .isRefused(400, "invalid-search")
                .saying("No Organization belongs to the compartment Patient/" + sample.id("anna"));
    }

    private List<String> names(JsonNode bundle) {
        return sample.names(bundle, "match");
    }

    private String filled(String text) {
        String filled = text;
        for (String name : List.of("anna", "bert", "doctor", "visit")) {
            filled = filled.replace("{" + name + "}", sample.id(name));
        }
        return filled;
    }
}
