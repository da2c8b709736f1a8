package org.painbridge.server.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.Answer;
import org.painbridge.server.ServerScenarios;

/** {@code CodeSystem/$subsumes}; docs/operations/subsumes.md. */
abstract class SubsumesScenarios extends ServerScenarios {
    private static final String MOOD = "http://terminology.hl7.org/CodeSystem/v3-ActMood";
    private static final String GENDER = "http://hl7.org/fhir/administrative-gender";

    @ParameterizedTest
    @CsvSource({
        "INT, INT, equivalent",
        "INT, RQO, subsumes",
        "RQO, INT, subsumed-by",
        "RQO, PRMS, not-subsumed",
    })
    void theHierarchyOfTheCodeSystemDecides(String first, String second, String outcome) {
        assertOutcome(
                http().get("CodeSystem/$subsumes?system=" + MOOD + "&codeA=" + first + "&codeB=" + second), outcome);
        assertOutcome(http().get("CodeSystem/v3-ActMood/$subsumes?codeA=" + first + "&codeB=" + second), outcome);
        assertOutcome(post(new Coding(MOOD, first, null), new Coding(MOOD, second, null)), outcome);
    }

    @Test
    void inAFlatCodeSystemNoCodeSubsumesAnother() {
        assertOutcome(http().get("CodeSystem/$subsumes?system=" + GENDER + "&codeA=male&codeB=female"), "not-subsumed");
        assertOutcome(
                http().get("CodeSystem/$subsumes?system=http://unitsofmeasure.org&codeA=mg&codeB=g"), "not-subsumed");
    }

    @Test
    void aCodeThatDoesNotExistIsRefused() {
        assertThat(http().get("CodeSystem/$subsumes?system=" + GENDER + "&codeA=male&codeB=man"))
                .isRefused(404, "unknown-code")
                .saying("man");
        assertThat(http().get("CodeSystem/$subsumes?system=http://snomed.info/sct&codeA=1&codeB=2"))
                .isRefused(404, "unknown-code-system")
                .saying("Load it");
    }

    @Test
    void codesOfTwoCodeSystemsAreRefused() {
        assertThat(post(new Coding(MOOD, "INT", null), new Coding(GENDER, "male", null)))
                .isRefused(400, "invalid-parameter")
                .at("Parameters.parameter.where(name='codingB')")
                .saying(MOOD, GENDER);
    }

    @ParameterizedTest
    @CsvSource({"codeA=a&system=x, codeB", "codeB=a&system=x, codeA", "codeA=a&codeB=b, system"})
    void aQuestionWithoutItsPartsIsRefused(String query, String name) {
        assertThat(http().get("CodeSystem/$subsumes?" + query))
                .isRefused(400, "invalid-parameter")
                .at("Parameters.parameter.where(name='" + name + "')");
    }

    private Answer post(Coding first, Coding second) {
        Parameters body = new Parameters();
        body.addParameter("codingA", first);
        body.addParameter("codingB", second);
        return http().post("CodeSystem/$subsumes", json(body));
    }

    private static void assertOutcome(Answer answer, String outcome) {
        assertThat(answer).hasStatus(200);
        assertThat(answer.json().at("/parameter/0/name").asText()).isEqualTo("outcome");
        assertThat(answer.json().at("/parameter/0/valueCode").asText()).isEqualTo(outcome);
    }
}
