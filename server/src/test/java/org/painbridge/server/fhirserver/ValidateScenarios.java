package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UriType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.Answer;
import org.painbridge.server.AnswerAssert;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.validation.ValidationBusy;

/** {@code $validate}; docs/operations/validate.md. */
abstract class ValidateScenarios extends ServerScenarios {
    private static final String PROFILE = "https://painbridge.example/fhir/StructureDefinition/pain-patient";
    private static final String ASKED = "?profile=" + PROFILE;

    @Test
    void anIssueSaysWhereByExpressionNotByALineThatTheClientNeverWrote() {
        JsonNode answer = found(http().post("Patient/$validate" + ASKED, json(patient())));

        assertThat(answer.toString()).doesNotContain("Line[", "issue-line", "issue-col");
        assertThat(answer.at("/issue/0/expression/0").asText()).isEqualTo("Patient");
        assertThat(answer.at("/issue/0/diagnostics").asText()).contains("Patient.identifier");
    }

    @Test
    void theProfileOfParametersIsTheOneCheckedWhateverItsType() {
        assertThat(withProfile(new UriType(PROFILE))).isEqualTo(withProfile(new StringType(PROFILE)));
        assertThat(withProfile(new UriType(PROFILE)).toString()).contains("Patient.identifier");
    }

    @Test
    void aResourceWithoutProfileIsCheckedAgainstR4Alone() {
        JsonNode answer = found(http().post("Patient/$validate", json(patient())));

        assertThat(answer.at("/issue/0/severity").asText()).isEqualTo("information");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?_format=xml", "?_pretty=true"})
    void theAnswerHasTheFormThatWasAskedFor(String form) {
        Answer answer = http().post("Patient/$validate" + form, json(patient()));

        AnswerAssert.assertThat(answer).hasStatus(200);
        assertThat(answer.text()).startsWith(form.contains("xml") ? "<OperationOutcome" : "{\n  \"resourceType\"");
    }

    @Test
    void anUnknownProfileThatIsAskedForIsRefusedWithTheNearestOne() {
        Answer answer = http().post(
                        "Patient/$validate?profile=https://painbridge.example/fhir/StructureDefinition/pain-patent",
                        json(patient()));

        AnswerAssert.assertThat(answer)
                .isRefused(404, "unknown-profile")
                .at("Parameters.parameter.where(name='profile')")
                .saying("pain-patent", "Did you mean " + PROFILE, "profiles/README.md");
    }

    @Test
    void anUnknownProfileThatTheResourceDeclaresIsAnError() {
        Patient patient = patient();
        patient.getMeta().addProfile("http://nowhere.example/none");

        JsonNode answer = found(http().post("Patient/$validate", json(patient)));

        assertThat(answer.at("/issue/0/severity").asText()).isEqualTo("error");
        assertThat(answer.at("/issue/0/diagnostics").asText()).contains("http://nowhere.example/none");
    }

    @Test
    void aRequestWithoutTheResourceIsRefused() {
        Parameters parameters = new Parameters();
        parameters.addParameter().setName("mode").setValue(new CodeType("create"));

        for (Answer answer :
                new Answer[] {http().post("Patient/$validate", json(parameters)), http().get("Patient/$validate")}) {
            AnswerAssert.assertThat(answer)
                    .isRefused(400, "wrong-resource-type")
                    .at("Parameters.parameter.where(name='resource')");
        }
    }

    @Test
    void aResourceOfAnotherTypeIsRefused() {
        AnswerAssert.assertThat(http().post("Task/$validate", json(patient()))).isRefused(400, "wrong-resource-type");
    }

    @ParameterizedTest
    @CsvSource({"mode=remove, mode", "profil=x, profil", "mode=update, mode", "mode=delete, mode", "mode=profile, mode"
    })
    void aParameterThatDoesNotFitIsRefused(String query, String name) {
        AnswerAssert.assertThat(http().post("Patient/$validate?" + query, json(patient())))
                .isRefused(400, "invalid-parameter")
                .at("Parameters.parameter.where(name='" + name + "')");
    }

    @Test
    void theStoredResourceIsCheckedWhereNoneIsSent() {
        String id = stored();

        assertThat(found(http().get("Patient/" + id + "/$validate" + ASKED)).toString())
                .contains("Patient.identifier");
        assertThat(found(http().post("Patient/" + id + "/$validate" + ASKED, json(new Parameters())))
                        .toString())
                .contains("Patient.identifier");
        assertThat(found(http().get("Patient/" + id + "/$validate" + ASKED + "&mode=profile"))
                        .toString())
                .contains("Patient.identifier");
        assertThat(found(http().get("Patient/" + id + "/$validate"))
                        .at("/issue/0/severity")
                        .asText())
                .isEqualTo("information");
    }

    @Test
    void theSentResourceIsCheckedInPlaceOfTheStoredOne() {
        Patient other = patient();
        other.getMeta().addProfile(PROFILE);

        assertThat(found(http().post("Patient/" + stored() + "/$validate", json(other)))
                        .toString())
                .contains("Patient.identifier");
    }

    @Test
    void aResourceThatIsNotHereIsRefusedAsByARead() {
        AnswerAssert.assertThat(http().get("Patient/" + unique() + "/$validate"))
                .isRefused(404, "not-found");
        AnswerAssert.assertThat(http().get("Patient/" + unique() + "/$validate?mode=delete"))
                .isRefused(404, "not-found");
    }

    @Test
    void anUpdateFitsIfItHasTheIdAndTheVersionOfItsUrl() {
        String url = "Patient/" + stored() + "/$validate?mode=update";
        Patient right = patient();
        right.setId(url.split("/")[1]);

        assertThat(found(http().post(url, json(right), "If-Match", "W/\"1\"")).toString())
                .doesNotContain("\"error\"");
        JsonNode answer = found(http().post(url, json(patient())));
        assertThat(answer.at("/issue/0/severity").asText()).isEqualTo("error");
        assertThat(answer.at("/issue/0/expression/0").asText()).isEqualTo("Patient.id");
        assertThat(answer.path("issue")).hasSize(1);
        AnswerAssert.assertThat(http().post(url, json(right), "If-Match", "W/\"2\""))
                .isRefused(412, "stale-version");
        AnswerAssert.assertThat(http().get(url)).isRefused(400, "wrong-resource-type");
    }

    @Test
    void aDeleteIsCheckedWithoutALookAtTheContentAndDeletesNothing() {
        String id = stored();
        String url = "Patient/" + id + "/$validate?mode=delete";

        assertThat(found(http().get(url)).at("/issue/0/diagnostics").asText())
                .isEqualTo("Patient/" + id + " can be deleted");
        AnswerAssert.assertThat(http().get(url, "If-Match", "W/\"2\"")).isRefused(412, "stale-version");
        AnswerAssert.assertThat(http().get("Patient/" + id)).hasStatus(200);
        http().delete("Patient/" + id);
        AnswerAssert.assertThat(http().get(url)).isRefused(410, "deleted");
    }

    @Test
    void whoComesWhileAsManyAsAllowedAreValidatedIsToldWhenToComeAgain() {
        var refusal = new ProblemTranslator().translate(new ValidationBusy("try again"));

        assertThat(refusal.getStatusCode()).isEqualTo(503);
        assertThat(refusal.getResponseHeaders()).containsKey("Retry-After");
    }

    private String stored() {
        String id = unique();
        Patient patient = patient();
        patient.setId(id);
        AnswerAssert.assertThat(http().put("Patient/" + id, json(patient))).hasStatus(201);
        return id;
    }

    private static Patient patient() {
        return new Patient().setActive(true);
    }

    private JsonNode withProfile(Type profile) {
        Parameters parameters = new Parameters();
        parameters.addParameter().setName("resource").setResource(patient());
        parameters.addParameter().setName("profile").setValue(profile);
        return found(http().post("Patient/$validate", json((Resource) parameters)));
    }

    private static JsonNode found(Answer answer) {
        AnswerAssert.assertThat(answer).hasStatus(200);
        return answer.json();
    }
}
