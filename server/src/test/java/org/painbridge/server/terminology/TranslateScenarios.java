package org.painbridge.server.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.Answer;
import org.painbridge.server.ServerScenarios;

/** {@code ConceptMap/$translate}; docs/operations/translate.md. */
abstract class TranslateScenarios extends ServerScenarios {
    private static final String OURS = "https://painbridge.example/fhir/";
    private static final String TO_SNOMED = "url=" + OURS + "ConceptMap/plan-activity-snomed";
    private static final String ACTIVITIES = OURS + "CodeSystem/plan-activity-type";
    private static final String SNOMED = "http://snomed.info/sct";

    @Test
    void aCodeIsTranslatedByTheMapThatIsNamed() {
        Answer answer = translate(TO_SNOMED + "&system=" + ACTIVITIES + "&code=heat");

        assertResult(answer, true);
        assertThat(matches(answer)).containsExactly("equivalent http://snomed.info/sct|266694003");
        assertThat(answer.text()).contains("Heat therapy", OURS + "ConceptMap/plan-activity-snomed");
    }

    @Test
    void withoutAMapAllThatAreHereAreAsked() {
        String code = "system=" + ACTIVITIES + "&code=heat";

        assertThat(matches(translate(code))).containsExactly("equivalent http://snomed.info/sct|266694003");
        assertThat(matches(translate(code + "&targetsystem=" + SNOMED))).hasSize(1);
        assertThat(matches(translate(code + "&source=" + OURS + "ValueSet/plan-activity-type")))
                .hasSize(1);
    }

    @Test
    void anInstanceIsAskedByItsId() {
        Answer answer = http().get("ConceptMap/imaging-procedure-key/$translate?system=http://loinc.org&code=30679-5");

        assertResult(answer, true);
        assertThat(matches(answer)).hasSize(1).first().asString().contains("imaging-procedure-key|");
    }

    @Test
    void aMapIsReadInReverse() {
        Answer answer = translate(TO_SNOMED + "&reverse=true&system=" + SNOMED + "&code=266694003");

        assertThat(matches(answer)).containsExactly("equivalent " + ACTIVITIES + "|heat");
    }

    @Test
    void widerInOneDirectionIsNarrowerInTheOther() {
        String map = "url=" + OURS + "ConceptMap/dispensing-rule-pmix";
        String rules = OURS + "CodeSystem/dispensing-rule";
        String wider = "";
        for (JsonNode line :
                http().get("ValueSet/dispensing-finding/$expand").json().at("/expansion/contains")) {
            Answer answer = translate(
                    map + "&system=" + rules + "&code=" + line.path("code").asText());
            wider = matches(answer).stream()
                    .filter(match -> match.startsWith("wider "))
                    .findFirst()
                    .orElse(wider);
        }
        String[] target = wider.substring("wider ".length()).split("\\|");

        List<String> back = matches(translate(map + "&reverse=true&system=" + target[0] + "&code=" + target[1]));

        assertThat(back).isNotEmpty().allSatisfy(match -> assertThat(match).startsWith("narrower " + rules + "|"));
    }

    @Test
    void aMapThatSaysThereIsNoTranslationIsNoTranslation() {
        Answer answer = translate(TO_SNOMED + "&system=" + ACTIVITIES + "&code=flare-plan");

        assertResult(answer, false);
        assertThat(matches(answer)).containsExactly("unmatched |");
        assertThat(answer.text()).contains("has no translation");
    }

    @ParameterizedTest
    @CsvSource({"https://painbridge.example/fhir/CodeSystem/plan-activity-type, unheard-of", "urn:other, heat"})
    void aCodeThatTheMapDoesNotMentionIsNotTranslated(String system, String code) {
        Answer answer = translate(TO_SNOMED + "&system=" + system + "&code=" + code);

        assertResult(answer, false);
        assertThat(matches(answer)).isEmpty();
        assertThat(answer.text()).contains("say nothing about the code");
    }

    @Test
    void allCodingsOfAConceptAreTranslated() {
        Parameters body = new Parameters();
        body.addParameter()
                .setName("codeableConcept")
                .setValue(new CodeableConcept()
                        .addCoding(new Coding("urn:local", "x", null))
                        .addCoding(new Coding(ACTIVITIES, "heat", null))
                        .addCoding(new Coding(ACTIVITIES, "ice", null)));

        assertThat(matches(http().post("ConceptMap/$translate", json(body)))).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "url=https://painbridge.example/fhir/ConceptMap/none&system=a&code=b, ConceptMap/none",
        "system=urn:unheard-of&code=b, urn:unheard-of",
        "system=https://painbridge.example/fhir/CodeSystem/plan-activity-type&code=heat&targetsystem=urn:x, plan-activity-type",
        "system=https://painbridge.example/fhir/CodeSystem/plan-activity-type&code=heat&target=urn:x, plan-activity-type",
    })
    void aMapThatIsNotHereIsRefused(String query, String name) {
        assertThat(translate(query))
                .isRefused(404, "unknown-concept-map")
                .at("Parameters.parameter.where(name='url')")
                .saying(name, "Load it");
        assertThat(http().get("ConceptMap/none/$translate?system=a&code=b")).isRefused(404, "unknown-concept-map");
    }

    @ParameterizedTest
    @CsvSource({
        "system=x, code",
        "code=x, system",
        "code=x&system=y&reverse=no, reverse",
        "code=x&dependency=y, dependency"
    })
    void aQuestionWithoutItsPartsIsRefused(String query, String name) {
        assertThat(translate(query))
                .isRefused(400, "invalid-parameter")
                .at("Parameters.parameter.where(name='" + name + "')");
    }

    private Answer translate(String query) {
        return http().get("ConceptMap/$translate?" + query);
    }

    private static void assertResult(Answer answer, boolean result) {
        assertThat(answer).hasStatus(200);
        assertThat(answer.json().at("/parameter/0/name").asText()).isEqualTo("result");
        assertThat(answer.json().at("/parameter/0/valueBoolean").asBoolean()).isEqualTo(result);
    }

    /** As {@code equivalence system|code}. */
    private static List<String> matches(Answer answer) {
        assertThat(answer).hasStatus(200);
        List<String> matches = new ArrayList<>();
        for (JsonNode parameter : answer.json().path("parameter")) {
            if (parameter.path("name").asText().equals("match")) {
                JsonNode concept = parameter.at("/part/1/valueCoding");
                matches.add(parameter.at("/part/0/valueCode").asText() + " "
                        + concept.path("system").asText() + "|"
                        + concept.path("code").asText());
            }
        }
        return matches;
    }
}
