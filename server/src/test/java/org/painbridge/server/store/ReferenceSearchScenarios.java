package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.Answer;
import org.painbridge.server.Sample;
import org.painbridge.server.ServerScenarios;
import org.springframework.beans.factory.annotation.Autowired;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReferenceSearchScenarios extends ServerScenarios {
    @Autowired
    private StoreSettings settings;

    private Sample sample;

    @BeforeAll
    void store() {
        sample = sample();
        Patient anna = new Patient();
        anna.addName().setFamily("Annafiction");
        anna.addIdentifier().setSystem("urn:made-up:chart").setValue("anna");
        sample.put("anna", anna);
        sample.put("group", new Group().setActual(true).setType(Group.GroupType.PERSON));
        Encounter visit = new Encounter().setStatus(Encounter.EncounterStatus.FINISHED);
        visit.getClass_().setCode("AMB");
        visit.setSubject(new Reference("Patient/" + sample.id("anna")));
        sample.put("visit", visit);
        sample.put("relative", Observations.of("Patient/" + sample.id("anna")));
        sample.put("versioned", Observations.of("Patient/" + sample.id("anna") + "/_history/1"));
        sample.put("absolute", Observations.of(settings.baseUrl() + "/Patient/" + sample.id("anna")));
        sample.put("elsewhere", Observations.of("http://elsewhere.example/fhir/Patient/" + sample.id("anna")));
        sample.put("grouped", Observations.of("Group/" + sample.id("group")));
        sample.put("visited", Observations.any().setEncounter(new Reference("Encounter/" + sample.id("visit"))));
        Observation contained = Observations.of("#inside");
        contained.addContained(new Patient().setId("inside"));
        sample.put("contained", contained);
        Identifier card = new Identifier().setSystem("urn:made-up:card").setValue("C-77");
        sample.put("logical", Observations.any().setSubject(new Reference().setIdentifier(card)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "subject; Patient/{anna}; relative versioned absolute",
                "subject; {anna}; relative versioned absolute",
                "subject:Patient; {anna}; relative versioned absolute",
                "subject; {base}/Patient/{anna}; relative versioned absolute",
                "subject; http://elsewhere.example/fhir/Patient/{anna}; elsewhere",
                "subject; Group/{group}; grouped",
                "subject; Group/{anna}; ''",
                "subject; Group/{group},Patient/{anna}; relative versioned absolute grouped",
                "patient; {anna}; relative versioned absolute",
                "patient; Patient/{anna}; relative versioned absolute",
                "subject:missing; true; visited",
                "patient:missing; false; relative versioned absolute elsewhere contained logical",
                "patient.family; annafiction; relative versioned absolute",
                "subject.family; annafiction; relative versioned absolute",
                "subject:Patient.family:exact; Annafiction; relative versioned absolute",
                "subject:Patient.family:exact; annafiction; ''",
                "patient.identifier; urn:made-up:chart|anna; relative versioned absolute",
                "patient.identifier; urn:made-up:chart|other; ''",
                "patient._id; {anna}; relative versioned absolute",
                "encounter.patient.family; annafiction; visited",
                "subject:Group.type; person; grouped",
                "subject:identifier; urn:made-up:card|C-77; logical",
                "patient:identifier; urn:made-up:card|C-77; logical",
                "subject:identifier; C-77,C-78; logical",
                "subject:identifier; urn:made-up:card|; logical",
                "subject:identifier; |C-77; ''",
                "subject:identifier; urn:made-up:card|C-78; ''",
                "encounter:identifier; C-77; ''",
                "subject:missing; false; relative versioned absolute elsewhere grouped contained logical",
            })
    void referencesCompareByWhatTheyPointTo(String parameter, String value, String expected) {
        assertThat(String.join(" ", sample.search("Observation", parameter, filled(value))))
                .isEqualTo(expected);
    }

    /** One patient is where a search starts; two alternatives are not. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "_id; {relative},{elsewhere}",
                "_id:not; {relative}",
                "_lastUpdated; gt2020-01-01",
                "_lastUpdated; lt2020-01-01",
                "_sort; -_id",
                "_count; 2",
                "_total; accurate",
                "status; final",
                "status; final,amended",
                "status:not; final",
                "status:missing; true",
                "code:text; pain",
                "date; ge2020-01-01",
                "date:missing; true",
                "subject.family; annafiction",
                "subject.family; bertfiction",
                "patient:missing; false",
                "patient; {anna}",
                "subject; Group/{group}",
                "encounter; Encounter/{visit}",
            })
    void aSearchWithinOnePatientFindsWhatItFindsAmongSeveral(String parameter, String value) {
        String patient = "Patient/" + sample.id("anna");
        String filled = filled(value)
                .replace("{relative}", sample.id("relative"))
                .replace("{elsewhere}", sample.id("elsewhere"))
                .replace("{visit}", sample.id("visit"));

        Answer one = http().get(sample.url("Observation", "subject", patient, parameter, filled));
        Answer several =
                http().get(sample.url("Observation", "subject", patient + ",Patient/nobody", parameter, filled));

        Answer compartment = http().get(patient + "/" + sample.url("Observation", parameter, filled));

        assertThat(one.status()).isEqualTo(several.status()).isEqualTo(compartment.status());
        assertThat(sample.names(one.json(), "match")).isEqualTo(sample.names(compartment.json(), "match"));
        assertThat(sample.names(one.json(), "match")).isEqualTo(sample.names(several.json(), "match"));
        assertThat(one.json().path("total")).isEqualTo(several.json().path("total"));
    }

    @ParameterizedTest
    @CsvSource({"urn:made-up:chart|anna, anna", "urn:made-up:chart|bert, ''", "|anna, ''", "urn:made-up:chart|, anna"})
    void anIdentifierIsFoundTogetherWithOtherConditions(String identifier, String expected) {
        assertThat(String.join(" ", sample.search("Patient", "identifier", identifier, "family", "annafiction")))
                .isEqualTo(expected);
        assertThat(sample.search("Patient", "identifier", identifier, "family", "bertfiction"))
                .isEmpty();
    }

    @Test
    void aCanonicalIsFoundWithAndWithoutItsVersion() {
        Sample own = sample();
        String url = "http://fiction.example/Questionnaire/q";
        own.put("one", new QuestionnaireResponse().setQuestionnaire(url + "|1"));
        own.put("two", new QuestionnaireResponse().setQuestionnaire(url + "|2"));
        own.put("open", new QuestionnaireResponse().setQuestionnaire(url));

        assertThat(own.search("QuestionnaireResponse", "questionnaire", url)).containsExactly("one", "two", "open");
        assertThat(own.search("QuestionnaireResponse", "questionnaire", url + "\\|2"))
                .containsExactly("two");
        assertThat(own.search("QuestionnaireResponse", "questionnaire", url + "|2"))
                .containsExactly("two");
    }

    @Test
    void aReferenceToATypeThatTheParameterCannotPointToIsRefused() {
        var answer = http().get(sample.url("Observation", "patient", "Group/" + sample.id("group")));

        assertThat(answer).isRefused(400, "invalid-search").at("http.patient").saying("patient", "Patient", "Group");
    }

    @Test
    void aChainOverSomethingElseThanAReferenceIsRefused() {
        assertThat(http().get(sample.url("Observation", "code.family", "x")))
                .isRefused(400, "invalid-search")
                .at("http.code.family");
        assertThat(http().get(sample.url("Observation", "patient.famly", "x")))
                .isRefused(400, "invalid-search")
                .saying("famly");
    }

    @Test
    void aChainDoesNotReachDeletedResources() {
        Sample own = sample();
        Patient leaving = new Patient();
        leaving.addName().setFamily("Leavingfiction");
        own.put("leaving", leaving);
        own.put("left", Observations.of("Patient/" + own.id("leaving")));
        assertThat(own.search("Observation", "patient.family", "leavingfiction"))
                .containsExactly("left");

        http().delete("Patient/" + own.id("leaving"));

        assertThat(own.search("Observation", "patient.family", "leavingfiction"))
                .isEmpty();
        assertThat(own.search("Observation", "patient", own.id("leaving"))).containsExactly("left");
    }

    private String filled(String value) {
        return value.replace("{anna}", sample.id("anna"))
                .replace("{group}", sample.id("group"))
                .replace("{base}", settings.baseUrl());
    }
}
