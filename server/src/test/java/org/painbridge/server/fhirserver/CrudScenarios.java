package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.painbridge.server.AnswerAssert.assertThat;

import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.ServerScenarios;

abstract class CrudScenarios extends ServerScenarios {

    @Test
    void createAnswersWithTheStoredResourceAndWhereItIs() {
        Answer created = http().post("Patient", patient("Fictitious"));

        assertThat(created).hasStatus(201).hasHeader("ETag", "W/\"1\"");
        String id = created.id();
        assertThat(created).hasHeader("Location", base() + "/Patient/" + id + "/_history/1");
        assertThat(created.header("Last-Modified").orElseThrow())
                .matches("[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT");
        assertThat(created.json().at("/meta/versionId").asText()).isEqualTo("1");
        assertThat(created.json().at("/name/0/family").asText()).isEqualTo("Fictitious");
    }

    @Test
    void createIgnoresAnIdThatTheClientSends() {
        String body = "{\"resourceType\":\"Patient\",\"id\":\"chosen-by-client\"}";

        Answer created = http().post("Patient", body);

        assertThat(created).hasStatus(201);
        assertThat(created.id()).isNotEqualTo("chosen-by-client").hasSize(26);
    }

    @Test
    void updateMakesANewVersionAndTheOldOneStaysReadable() {
        Patient patient = create("Before");
        patient.getNameFirstRep().setFamily("After");

        MethodOutcome updated = client().update().resource(patient).execute();

        assertThat(updated.getId().getVersionIdPart()).isEqualTo("2");
        assertThat(read(patient, "1").getNameFirstRep().getFamily()).isEqualTo("Before");
        assertThat(read(patient, "2").getNameFirstRep().getFamily()).isEqualTo("After");
        Patient current =
                client().read().resource(Patient.class).withId(idOf(patient)).execute();
        assertThat(current.getNameFirstRep().getFamily()).isEqualTo("After");
        assertThat(current.getMeta().getVersionId()).isEqualTo("2");
    }

    @Test
    void updateUnderANewIdCreates() {
        String id = unique();
        String body = "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\"}";

        Answer created = http().put("Patient/" + id, body);
        Answer updated = http().put("Patient/" + id, body);

        assertThat(created).hasStatus(201).hasHeader("Location", base() + "/Patient/" + id + "/_history/1");
        assertThat(updated).hasStatus(200).hasHeader("ETag", "W/\"2\"");
    }

    @Test
    void aDeletedResourceIsGoneButItsVersionsAreNot() {
        Patient patient = create("Leaving");

        Answer deleted = http().delete("Patient/" + idOf(patient));

        assertThat(deleted).hasStatus(204);
        assertThatThrownBy(() -> client().read()
                        .resource(Patient.class)
                        .withId(idOf(patient))
                        .execute())
                .isInstanceOf(ResourceGoneException.class);
        assertThatThrownBy(() -> read(patient, "2")).isInstanceOf(ResourceGoneException.class);
        assertThat(read(patient, "1").getNameFirstRep().getFamily()).isEqualTo("Leaving");
        assertThat(http().get("Patient/" + idOf(patient))).isRefused(410, "deleted");
    }

    @Test
    void deletingTwiceOrNothingIsNoError() {
        Patient patient = create("Twice");

        assertThat(http().delete("Patient/" + idOf(patient))).hasStatus(204);
        assertThat(http().delete("Patient/" + idOf(patient))).hasStatus(204);
        assertThat(http().delete("Patient/" + unique())).hasStatus(204);
        assertThat(history(patient).getEntry()).hasSize(2);
    }

    @Test
    void anUpdateBringsADeletedResourceBack() {
        Patient patient = create("Back");
        http().delete("Patient/" + idOf(patient));

        Patient again = new Patient().setGender(AdministrativeGender.OTHER);
        again.setId(idOf(patient));
        Answer back = http().put("Patient/" + idOf(patient), json(again));

        assertThat(back).hasStatus(201).hasHeader("ETag", "W/\"3\"");
        assertThat(read(patient, "3").getGender()).isEqualTo(AdministrativeGender.OTHER);
    }

    @Test
    void historyTellsEveryVersionTheNewestFirst() {
        Patient patient = create("Historic");
        client().update()
                .resource(patient.setGender(AdministrativeGender.FEMALE))
                .execute();
        http().delete("Patient/" + idOf(patient));

        Bundle history = history(patient);

        assertThat(history.getTotal()).isEqualTo(3);
        assertThat(history.getEntry().stream()
                        .map(entry -> entry.getRequest().getMethod().toCode() + " "
                                + entry.getResponse().getStatus() + " "
                                + entry.getResponse().getEtag() + " " + entry.hasResource()))
                .containsExactly("DELETE 204 W/\"3\" false", "PUT 200 W/\"2\" true", "POST 201 W/\"1\" true");
    }

    @Test
    void whatWasNeverHereIsNotFound() {
        Patient patient = create("Known");

        assertThat(http().get("Patient/" + unique())).isRefused(404, "not-found");
        assertThat(http().get("Patient/" + unique() + "/_history")).isRefused(404, "not-found");
        assertThat(http().get("Patient/" + unique() + "/_history/1")).isRefused(404, "not-found");
        assertThat(http().get("Patient/" + idOf(patient) + "/_history/7")).isRefused(404, "not-found");
        assertThat(http().get("Patient/" + idOf(patient) + "/_history/x")).isRefused(404, "not-found");
        assertThat(http().get("Observation/" + idOf(patient))).isRefused(404, "not-found");
        assertThatThrownBy(() ->
                        client().read().resource(Patient.class).withId(unique()).execute())
                .isInstanceOf(ResourceNotFoundException.class);
    }

    private Patient create(String family) {
        Patient patient = new Patient();
        patient.addName().setFamily(family);
        return (Patient) client().create().resource(patient).execute().getResource();
    }

    private Patient read(Patient patient, String version) {
        return client().read()
                .resource(Patient.class)
                .withIdAndVersion(idOf(patient), version)
                .execute();
    }

    private Bundle history(Patient patient) {
        return client().history()
                .onInstance("Patient/" + idOf(patient))
                .returnBundle(Bundle.class)
                .execute();
    }

    private static String idOf(Patient patient) {
        return patient.getIdElement().getIdPart();
    }

    private static String patient(String family) {
        return "{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"" + family + "\"}]}";
    }
}
