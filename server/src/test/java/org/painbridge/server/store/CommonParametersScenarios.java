package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Questionnaire;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.Sample;
import org.painbridge.server.ServerScenarios;

abstract class CommonParametersScenarios extends ServerScenarios {

    @Test
    void idFindsTheResourcesOfThoseIds() {
        Sample sample = sample();
        sample.put("one", new Patient());
        sample.put("two", new Patient());
        sample.put("three", new Patient());

        assertThat(sample.search("Patient", "_id", sample.id("one"))).containsExactly("one");
        assertThat(sample.search("Patient", "_id", sample.id("two") + "," + sample.id("three")))
                .containsExactly("two", "three");
        assertThat(sample.search("Patient", "_id", unique())).isEmpty();
        assertThat(http().get(sample.url("Patient", "_id:not", sample.id("one"))))
                .isRefused(400, "invalid-search")
                .at("http._id:not");
    }

    @Test
    void lastUpdatedIsTheTimeOfTheCurrentVersion() throws InterruptedException {
        Sample sample = sample();
        sample.put("early", new Patient());
        Thread.sleep(20);
        sample.put("late", new Patient());
        String late = http().get("Patient/" + sample.id("late"))
                .json()
                .at("/meta/lastUpdated")
                .asText();

        assertThat(sample.search("Patient", "_lastUpdated", "lt" + late)).containsExactly("early");
        assertThat(sample.search("Patient", "_lastUpdated", "ge" + late)).containsExactly("late");
        assertThat(sample.search("Patient", "_lastUpdated", "gt2020")).containsExactly("early", "late");
        assertThat(sample.search("Patient", "_lastUpdated", "lt2020")).isEmpty();
    }

    @Test
    void urisCompareWhole() {
        Sample sample = sample();
        String url = "http://fiction.example/Questionnaire/" + sample.mark();
        sample.put("short", new Questionnaire().setUrl(url).setStatus(PublicationStatus.DRAFT));
        String longUrl = url + "x".repeat(400);
        sample.put("long", new Questionnaire().setUrl(longUrl).setStatus(PublicationStatus.DRAFT));

        assertThat(sample.search("Questionnaire", "url", url)).containsExactly("short");
        assertThat(sample.search("Questionnaire", "url", longUrl)).containsExactly("long");
        assertThat(sample.search("Questionnaire", "url", longUrl + "x")).isEmpty();
        assertThat(sample.search("Questionnaire", "url:missing", "true")).isEmpty();
    }

    @Test
    void profileTagAndSecurityLabelsAreSearchable() {
        Sample sample = sample();
        Patient labelled = new Patient();
        labelled.getMeta().addProfile("http://fiction.example/StructureDefinition/p");
        labelled.getMeta().addSecurity().setSystem("urn:label").setCode("R");
        labelled.getMeta().setSource("urn:feed:1");
        sample.put("labelled", labelled);
        sample.put("other", new Patient());

        assertThat(sample.search("Patient", "_profile", "http://fiction.example/StructureDefinition/p"))
                .containsExactly("labelled");
        assertThat(sample.search("Patient", "_security", "urn:label|R")).containsExactly("labelled");
        assertThat(sample.search("Patient", "_source", "urn:feed:1")).containsExactly("labelled");
    }

    @Test
    void updatesAndDeletesChangeWhatIsFound() {
        Sample sample = sample();
        Patient patient = new Patient();
        patient.addName().setFamily("Maidenfiction");
        sample.put("changing", patient);
        patient.getNameFirstRep().setFamily("Marriedfiction");

        http().put("Patient/" + sample.id("changing"), json(patient));

        assertThat(sample.search("Patient", "family", "Maidenfiction")).isEmpty();
        assertThat(sample.search("Patient", "family", "Marriedfiction")).containsExactly("changing");
        http().delete("Patient/" + sample.id("changing"));
        assertThat(sample.search("Patient")).isEmpty();
        assertThat(sample.search("Patient", "_id", sample.id("changing"))).isEmpty();
    }

    @Test
    void anUnknownParameterIsRefusedWithTheClosestOne() {
        Answer answer = http().get("Patient?famly=x");

        assertThat(answer)
                .isRefused(400, "unknown-search-parameter")
                .at("http.famly")
                .saying("famly", "Did you mean family?", "handling=lenient");
        assertThat(http().get("Patient?_sort=birthdat"))
                .isRefused(400, "unknown-search-parameter")
                .saying("Did you mean birthdate?");
        assertThat(http().get("Observation?_include=Observation:subjct"))
                .isRefused(400, "unknown-search-parameter")
                .saying("Did you mean subject?");
    }

    @Test
    void ofAnUnknownParameterThatIsLikeNoneTheCommonOnesAreNamed() {
        Answer answer = http().get("Observation?foo=x");

        assertThat(answer)
                .isRefused(400, "unknown-search-parameter")
                .saying("foo for Observation", "often asked are patient, subject, identifier, code, status, date");
        assertThat(answer.text()).doesNotContain("Did you mean");
    }

    @Test
    void lenientHandlingLeavesUnknownParametersOutAndSaysSo() {
        Sample sample = sample();
        sample.put("here", new Patient());

        Answer answer = http().get(sample.url("Patient", "famly", "x"), "Prefer", "handling=lenient");

        assertThat(answer).hasStatus(200);
        JsonNode bundle = answer.json();
        assertThat(sample.names(bundle, "match")).containsExactly("here");
        assertThat(bundle.at("/link/0/url").asText()).doesNotContain("famly").contains("_tag=");
        JsonNode outcome = bundle.at("/entry/1");
        assertThat(outcome.at("/search/mode").asText()).isEqualTo("outcome");
        assertThat(outcome.at("/resource/issue/0/severity").asText()).isEqualTo("warning");
        assertThat(outcome.at("/resource/issue/0/diagnostics").asText()).contains("famly");
    }

    @Test
    void aParameterThatCannotBeUnderstoodIsRefusedEvenLeniently() {
        String[] lenient = {"Prefer", "handling=lenient"};

        assertThat(http().get("Patient?birthdate=tomorrow", lenient)).isRefused(400, "invalid-search");
        assertThat(http().get("Patient?name=", lenient))
                .isRefused(400, "invalid-search")
                .at("http.name");
        assertThat(http().get("Patient?name:sounds=x", lenient))
                .isRefused(400, "invalid-search")
                .saying(":sounds");
        assertThat(http().get("Patient?name:missing=perhaps", lenient)).isRefused(400, "invalid-search");
        assertThat(http().get("Patient?_count=many", lenient))
                .isRefused(400, "invalid-search")
                .at("http._count");
        assertThat(http().get("Patient?_count=-1", lenient)).isRefused(400, "invalid-search");
        assertThat(http().get("Patient?_total=perhaps", lenient))
                .isRefused(400, "invalid-search")
                .at("http._total");
        assertThat(http().get("Patient?name=a%00b", lenient))
                .isRefused(400, "invalid-search")
                .at("http.name");
    }

    @Test
    void searchByPostIsTheSameSearch() {
        Sample sample = sample();
        sample.put("posted", new Patient());
        String form = sample.url("Patient").substring("Patient?".length());

        Answer answer = http().post("Patient/_search", form, "Content-Type", "application/x-www-form-urlencoded");

        assertThat(answer).hasStatus(200);
        assertThat(sample.names(answer.json(), "match")).containsExactly("posted");
    }
}
