package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.Sample;
import org.painbridge.server.ServerScenarios;

/** {@code _has}: resources by what refers to them (FHIR R4 3.1.1.4.13). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HasScenarios extends ServerScenarios {
    private Sample sample;

    @BeforeAll
    void store() {
        sample = sample();
        sample.put("clinic", new Organization().setName("Clinicfiction"));
        sample.put("other", new Organization().setName("Otherfiction"));
        patient("anna", "clinic");
        patient("bert", "other");
        patient("carl", "other");
        Encounter visit = new Encounter().setStatus(Encounter.EncounterStatus.FINISHED);
        visit.getClass_().setCode("AMB");
        visit.setSubject(new Reference("Patient/" + sample.id("anna")));
        sample.put("visit", visit);
        sample.put(
                "severe", observation("anna", "pain-9").setEncounter(new Reference("Encounter/" + sample.id("visit"))));
        sample.put("mild", observation("bert", "pain-1"));
        sample.put("again", observation("bert", "pain-9"));
        String gone = http().post(
                        "Observation", json(observation("carl", "pain-9").setEncounter(new Reference("Encounter/x"))))
                .id();
        http().delete("Observation/" + gone);
        sample.put(
                "elsewhere",
                observation("carl", "pain-9")
                        .setSubject(new Reference("http://elsewhere.example/fhir/Patient/" + sample.id("carl"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Patient; _has:Observation:patient:code; pain-9; anna bert",
                "Patient; _has:Observation:subject:code; pain-1; bert",
                "Patient; _has:Observation:patient:code; pain-1,pain-9; anna bert",
                "Patient; _has:Observation:patient:code; pain-5; ''",
                "Patient; _has:Observation:patient:status; final; anna bert",
                "Patient; _has:Observation:patient:encounter.status; finished; anna",
                "Patient; _has:Encounter:patient:_has:Observation:encounter:code; pain-9; anna",
                "Patient; _has:Encounter:patient:_has:Observation:encounter:code; pain-1; ''",
                "Organization; _has:Patient:organization:_has:Observation:patient:code; pain-9; clinic other",
                "Organization; _has:Patient:organization:_has:Observation:patient:code; pain-1; other",
                "Encounter; _has:Observation:encounter:code; pain-9; visit",
                "Encounter; patient._has:Observation:patient:code; pain-9; visit",
                "Encounter; patient._has:Observation:patient:code; pain-1; ''",
            })
    void resourcesAreFoundByWhatRefersToThem(String type, String name, String value, String expected) {
        assertThat(String.join(" ", sample.search(type, name, value))).isEqualTo(expected);
    }

    @Test
    void severalHold() {
        assertThat(sample.search(
                        "Patient",
                        "_has:Observation:patient:code",
                        "pain-1",
                        "_has:Observation:patient:code",
                        "pain-9",
                        "organization",
                        "Organization/" + sample.id("other")))
                .containsExactly("bert");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "_has:Observation:patient; 400; invalid-search; _has:Observation:patient:code",
                "_has:; 400; invalid-search; _has:Observation:patient:code",
                "_has:Starship:patient:code; 400; invalid-search; type of this server",
                "_has:Observation:code:code; 400; invalid-search; never refers to a Patient",
                "_has:Observation:encounter:code; 400; invalid-search; never refers to a Patient",
                "_has:Observation:patiant:code; 400; unknown-search-parameter; Did you mean patient",
                "_has:Observation:patient:coda; 400; unknown-search-parameter; Did you mean code",
                "_has:Encounter:patient:_has:Observation:encounter:_has:Observation:focus:_has:Observation:focus:code;"
                        + " 400; too-costly; at most 3",
            })
    void whatCannotBeFollowedIsRefused(String name, int status, String code, String saying) {
        assertThat(http().get(sample.url("Patient", name, "pain-9")))
                .isRefused(status, code)
                .saying(saying);
    }

    private void patient(String name, String organization) {
        sample.put(
                name, new Patient().setManagingOrganization(new Reference("Organization/" + sample.id(organization))));
    }

    private Observation observation(String patient, String code) {
        Observation observation = Observations.of("Patient/" + sample.id(patient));
        observation.getCode().addCoding().setSystem("urn:made-up:pain").setCode(code);
        return observation;
    }
}
