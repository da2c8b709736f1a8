package org.painbridge.server.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.UriType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.Answer;
import org.painbridge.server.ServerScenarios;

/** {@code $validate-code} of value sets and of code systems; docs/operations/validate-code.md. */
abstract class ValidateCodeScenarios extends ServerScenarios {
    private static final String GENDERS = "http://hl7.org/fhir/ValueSet/administrative-gender";
    private static final String GENDER = "http://hl7.org/fhir/administrative-gender";
    private static final String LOINC = "http://loinc.org";
    private static final String OURS = "https://painbridge.example/fhir/";

    @ParameterizedTest
    @CsvSource({
        "http://hl7.org/fhir/ValueSet/administrative-gender, http://hl7.org/fhir/administrative-gender, male, true",
        "http://hl7.org/fhir/ValueSet/administrative-gender, http://hl7.org/fhir/administrative-gender, Male, false",
        "http://hl7.org/fhir/ValueSet/administrative-gender, urn:other, male, false",
        "https://painbridge.example/fhir/ValueSet/finding-crp, http://loinc.org, 1988-5, true",
        "https://painbridge.example/fhir/ValueSet/finding-crp, http://loinc.org, 1988-6, false",
        "http://hl7.org/fhir/ValueSet/mimetypes, urn:ietf:bcp:13, application/fhir+json, true",
        "http://hl7.org/fhir/ValueSet/mimetypes, urn:ietf:bcp:13, json, false",
        "http://hl7.org/fhir/ValueSet/ucum-units, http://unitsofmeasure.org, mg/d, true",
        "http://hl7.org/fhir/ValueSet/ucum-units, http://unitsofmeasure.org, milligrams, false",
        "http://hl7.org/fhir/ValueSet/all-languages, urn:ietf:bcp:47, fr-CA, true",
        "http://hl7.org/fhir/ValueSet/all-languages, urn:ietf:bcp:47, quebecois, false",
    })
    void aCodeIsInTheValueSetOrNot(String url, String system, String code, boolean right) {
        Answer answer = http().get("ValueSet/$validate-code?url=" + url + "&system=" + system + "&code="
                + code.replace("+", "%2B"));

        assertResult(answer, right);
        assertThat(text(answer, "message").isEmpty()).isEqualTo(right);
    }

    @ParameterizedTest
    @CsvSource({
        "http://hl7.org/fhir/administrative-gender, male, true",
        "http://hl7.org/fhir/administrative-gender, man, false",
        "https://painbridge.example/fhir/CodeSystem/task-business-status, none, false",
        "http://unitsofmeasure.org, mg/d, true",
        "urn:iso:std:iso:3166, CA, true",
        "urn:iso:std:iso:4217, CAD, true",
    })
    void aCodeIsInTheCodeSystemOrNot(String system, String code, boolean right) {
        assertResult(http().get("CodeSystem/$validate-code?url=" + system + "&code=" + code), right);
        assertResult(http().get("CodeSystem/$validate-code?system=" + system + "&code=" + code), right);
    }

    @Test
    void theNameOfTheCodeIsAnswered() {
        Answer answer = http().get("ValueSet/$validate-code?url=" + GENDERS + "&system=" + GENDER + "&code=female");

        assertThat(text(answer, "display")).isEqualTo("Female");
    }

    @ParameterizedTest
    @CsvSource({"Female, true", "FEMALE, true", "Woman, false"})
    void aWrongNameIsWrong(String display, boolean right) {
        Answer answer = http().get("CodeSystem/$validate-code?url=" + GENDER + "&code=female&display=" + display);

        assertResult(answer, right);
        assertThat(text(answer, "display")).isEqualTo("Female");
    }

    @Test
    void ofAConceptOneCodingHasToBeRight() {
        CodeableConcept concept = new CodeableConcept();
        concept.addCoding(new Coding("http://example.org/local", "f", null));

        assertResult(post("ValueSet", "codeableConcept", concept), false);

        concept.addCoding(new Coding(GENDER, "female", "Female"));
        assertResult(post("ValueSet", "codeableConcept", concept), true);
    }

    @Test
    void aCodingIsChecked() {
        assertResult(post("ValueSet", "coding", new Coding(GENDER, "other", null)), true);
        assertResult(post("ValueSet", "coding", new Coding(GENDER, "none", null)), false);
    }

    @Test
    void instancesAreAskedByTheirId() {
        assertResult(http().get("ValueSet/administrative-gender/$validate-code?system=" + GENDER + "&code=male"), true);
        assertResult(http().get("CodeSystem/administrative-gender/$validate-code?code=male"), true);
    }

    @Test
    void aCodeThatOnlyGroupsOthersIsRightWhereThatIsSaid() {
        String mood =
                "CodeSystem/$validate-code?url=http://terminology.hl7.org/CodeSystem/v3-ActMood&code=_ActMoodPredicate";

        assertResult(http().get(mood), false);
        assertResult(http().get(mood + "&abstract=true"), true);
    }

    @Test
    void whatDependsOnCodesThatAreNotHereIsNeitherRightNorWrong() {
        Answer snomed = http().get("ValueSet/$validate-code?url=http://hl7.org/fhir/ValueSet/clinical-findings"
                + "&system=http://snomed.info/sct&code=279039007");
        Answer loinc = http().get("CodeSystem/$validate-code?url=" + LOINC + "&code=1988-5");
        Answer part = http().get("CodeSystem/$validate-code"
                + "?url=http://terminology.hl7.org/CodeSystem/service-category&code=not-in-the-example");

        assertThat(snomed).isRefused(404, "unknown-code-system").saying("http://snomed.info/sct");
        assertThat(loinc).isRefused(404, "unknown-code-system").saying(LOINC, "Load it");
        assertThat(part).isRefused(404, "unknown-code-system").saying("Only a part");
    }

    @Test
    void aCodeOfASystemThatTheValueSetDoesNotMentionIsWrongWhateverElseIsMissing() {
        Answer answer = http().get("ValueSet/$validate-code?url=http://hl7.org/fhir/ValueSet/clinical-findings"
                + "&system=" + GENDER + "&code=male");

        assertResult(answer, false);
    }

    @ParameterizedTest
    @CsvSource({
        "ValueSet/$validate-code?url=x, code",
        "ValueSet/$validate-code?url=x&code=male, system",
        "ValueSet/$validate-code?system=x&code=male, url",
        "CodeSystem/$validate-code?code=male, system",
        "CodeSystem/$validate-code?url=x&coding=y, coding",
        "CodeSystem/$validate-code?url=x&code=, code",
    })
    void aQuestionWithoutItsPartsIsRefused(String path, String name) {
        assertThat(http().get(path))
                .isRefused(400, "invalid-parameter")
                .at("Parameters.parameter.where(name='" + name + "')");
    }

    @Test
    void tooManyCodingsAreRefused() {
        CodeableConcept concept = new CodeableConcept();
        for (int i = 0; i < 101; i++) {
            concept.addCoding(new Coding(GENDER, "x" + i, null));
        }

        assertThat(post("ValueSet", "codeableConcept", concept))
                .isRefused(400, "invalid-parameter")
                .saying("at most 100");
    }

    @Test
    void unknownValueSetsAreRefused() {
        assertThat(http().get("ValueSet/$validate-code?url=" + OURS + "ValueSet/none&system=a&code=b"))
                .isRefused(404, "unknown-value-set");
        assertThat(http().get("CodeSystem/none/$validate-code?code=b")).isRefused(404, "unknown-code-system");
    }

    private Answer post(String type, String name, org.hl7.fhir.r4.model.Type value) {
        Parameters body = new Parameters();
        body.addParameter("url", new UriType(GENDERS));
        body.addParameter().setName(name).setValue(value);
        return http().post(type + "/$validate-code", json(body));
    }

    private static void assertResult(Answer answer, boolean right) {
        assertThat(answer).hasStatus(200);
        assertThat(answer.json().at("/parameter/0/name").asText()).isEqualTo("result");
        assertThat(answer.json().at("/parameter/0/valueBoolean").asBoolean())
                .as(answer.text())
                .isEqualTo(right);
    }

    private static String text(Answer answer, String name) {
        for (var parameter : answer.json().path("parameter")) {
            if (parameter.path("name").asText().equals(name)) {
                return parameter.path("valueString").asText();
            }
        }
        return "";
    }
}
