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
import org.painbridge.server.AnswerAssert;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.ServerTest;

/** {@code $validate}; docs/operations/validate.md. The database has no part in it. */
@ServerTest
class ValidateIT extends ServerScenarios {
    private static final String PROFILE = "https://painbridge.example/fhir/StructureDefinition/pain-patient";

    @Test
    void anIssueSaysWhereByExpressionNotByALineThatTheClientNeverWrote() {
        JsonNode answer = validate(new Patient().setActive(true), "?profile=" + PROFILE);

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
    void anUnknownProfileIsAnError() {
        JsonNode answer = validate(new Patient().setActive(true), "?profile=http://nowhere.example/none");

        assertThat(answer.at("/issue/0/severity").asText()).isEqualTo("error");
        assertThat(answer.at("/issue/0/diagnostics").asText()).endsWith("url=http://nowhere.example/none");
    }

    @Test
    void parametersWithoutTheResourceAreRefused() {
        Parameters parameters = new Parameters();
        parameters.addParameter().setName("mode").setValue(new CodeType("create"));

        AnswerAssert.assertThat(http().post("Patient/$validate", json(parameters)))
                .isRefused(400, "wrong-resource-type")
                .at("Parameters.parameter.where(name='resource')");
    }

    private JsonNode withProfile(Type profile) {
        Parameters parameters = new Parameters();
        parameters.addParameter().setName("resource").setResource(new Patient().setActive(true));
        parameters.addParameter().setName("profile").setValue(profile);
        return validate(parameters, "");
    }

    private JsonNode validate(Resource body, String query) {
        var answer = http().post("Patient/$validate" + query, json(body));
        AnswerAssert.assertThat(answer).hasStatus(200);
        return answer.json();
    }
}
