package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;
import static org.painbridge.server.PatchParameters.delete;
import static org.painbridge.server.PatchParameters.operation;
import static org.painbridge.server.PatchParameters.operations;
import static org.painbridge.server.fhirserver.Entries.batch;
import static org.painbridge.server.fhirserver.Entries.entry;
import static org.painbridge.server.fhirserver.Entries.get;
import static org.painbridge.server.fhirserver.Entries.patch;
import static org.painbridge.server.fhirserver.Entries.post;
import static org.painbridge.server.fhirserver.Entries.put;
import static org.painbridge.server.fhirserver.Entries.transaction;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Entries of transactions and batches that patch; their references are in {@link PatchReferenceScenarios}, what a patch does
 * in {@link JsonPatchScenarios} and {@link FhirPathPatchScenarios}.
 */
abstract class PatchEntryScenarios extends BundleScenarios {
    private static final String SYSTEM = "urn:made-up:patch-entry";
    private static final String ACTIVE = "[{\"op\":\"add\",\"path\":\"/active\",\"value\":true}]";

    private final String id = unique();
    private final String url = "Patient/" + id;
    private final String criteria = "Patient?identifier=" + SYSTEM + "%7C" + id;

    @BeforeEach
    void store() {
        assertThat(http().put(url, json(put(id, patient(id)).getResource()))).hasStatus(201);
    }

    @Test
    void aPatchByIdOrByCriteriaChangesTheResource() {
        JsonNode byId = sent(transaction(get(url), patch(url, ACTIVE)));
        JsonNode byCriteria =
                sent(transaction(patch(criteria, ACTIVE.replace("true", "false")), post(patient(unique()))));

        assertThat(statuses(byId)).containsExactly("200 OK", "200 OK");
        assertThat(byId.at("/entry/0/resource/active").asBoolean())
                .as("a read sees it")
                .isTrue();
        assertThat(byId.at("/entry/1/response/etag").asText()).isEqualTo("W/\"2\"");
        assertThat(byId.at("/entry/1/response/location").asText()).isEqualTo(url + "/_history/2");
        assertThat(statuses(byCriteria)).containsExactly("200 OK", "201 Created");
        assertThat(http().get(url)).hasHeader("ETag", "W/\"3\"");
    }

    @Test
    void aPatchThatFailsTakesTheOthersBack() {
        String test = "[{\"op\":\"test\",\"path\":\"/active\",\"value\":true}]";

        refused(transaction(post(patient("x")), patch(url, test)))
                .isRefused(422, "patch-failed")
                .at("Bundle.entry[1].resource.data[0].path");
        refused(transaction(post(patient("x")), patch(url, ACTIVE.replace("active", "aktive"))))
                .isRefused(422, "patch-failed")
                .at("Bundle.entry[1].resource")
                .saying("aktive");
    }

    @Test
    void ifMatchHolds() {
        BundleEntryComponent stale = patch(url, ACTIVE);
        stale.getRequest().setIfMatch("W/\"2\"");
        BundleEntryComponent current = patch(criteria, ACTIVE);
        current.getRequest().setIfMatch("W/\"1\"");

        refused(transaction(stale)).isRefused(412, "stale-version").at("Bundle.entry[0].request.ifMatch");
        assertThat(statuses(sent(transaction(current)))).containsExactly("200 OK");
    }

    @Test
    void whatIsNotThereOrNotOneIsNotPatched() {
        String gone = unique();
        http().put("Patient/" + gone, json(put(gone, patient(gone)).getResource()));
        http().delete("Patient/" + gone);
        http().post("Patient", json(patient(id)));

        refused(transaction(patch("Patient/" + unique(), ACTIVE)))
                .isRefused(404, "not-found")
                .at("Bundle.entry[0].request.url");
        refused(transaction(patch("Patient/" + gone, ACTIVE))).isRefused(410, "deleted");
        refused(transaction(patch("Patient?identifier=" + unique(), ACTIVE)))
                .isRefused(404, "not-found")
                .at("Bundle.entry[0].request.url");
        refused(transaction(patch(criteria, ACTIVE))).isRefused(412, "several-matches");
        refused(transaction(patch("Patient?_count=1", ACTIVE))).isRefused(400, "invalid-condition");
    }

    @Test
    void aPatchAndAnotherEntryForOneResourceAreRefused() {
        for (BundleEntryComponent other :
                List.of(put(id, patient(id)), Entries.delete(url), Entries.delete(criteria), patch(criteria, ACTIVE))) {
            refused(transaction(patch(url, ACTIVE), other))
                    .isRefused(422, "twin-entries")
                    .at("Bundle.entry[1].request.url")
                    .saying("Bundle.entry[0]", url);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\'',
            value = {
                "[{\"op\":; malformed-json; [0].op",
                "[{\"op\":\"add\",\"op\":\"remove\"}]; duplicate-json-key; [0].op",
                "[{\"op\":\"add\",\"path\":\"/multipleBirthInteger\",\"value\":1e999}]; number-out-of-range; [0].value",
                "{\"op\":\"add\"}; malformed-patch; ''",
            })
    void aPatchThatIsNoneIsRefused(String patch, String code, String place) {
        refused(transaction(post(patient("x")), patch(url, patch)))
                .isRefused(400, code)
                .at("Bundle.entry[1].resource.data" + place);
    }

    @Test
    void whatCarriesNoPatchIsRefused() {
        Binary text = new Binary().setContentType("text/plain");
        text.setData(new byte[] {'[', ']'});

        refused(transaction(entry(HTTPVerb.PATCH, url).setResource(patient("x"))))
                .isRefused(400, "wrong-resource-type")
                .at("Bundle.entry[0].resource");
        refused(transaction(entry(HTTPVerb.PATCH, url).setResource(text)))
                .isRefused(415, "unsupported-media-type")
                .at("Bundle.entry[0].resource.contentType");
        refused(transaction(patch("Patient", ACTIVE))).isRefused(400, "invalid-entry-url");
    }

    @Test
    void aFhirPathPatchThatCannotBeAppliedIsRefusedWithItsPlace() {
        refused(transaction(
                        post(patient("x")), entry(HTTPVerb.PATCH, url).setResource(operations(delete("Patient.nam")))))
                .isRefused(422, "patch-failed");
        refused(transaction(
                        post(patient("x")),
                        entry(HTTPVerb.PATCH, url).setResource(operations(operation("change", "Patient.name")))))
                .isRefused(400, "malformed-patch")
                .at("Bundle.entry[1].resource.parameter[0].part[0]");
    }

    @Test
    void aBatchPatchesToo() {
        JsonNode answer = sent(batch(patch(criteria, ACTIVE), patch(url, "[]"), patch("Patient/" + unique(), ACTIVE)));

        assertThat(statuses(answer)).containsExactly("200 OK", "200 OK", "404");
    }

    private static Patient patient(String identifier) {
        Patient patient = new Patient();
        patient.addIdentifier().setSystem(SYSTEM).setValue(identifier);
        return patient;
    }
}
