package org.painbridge.server.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.UriType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.Answer;
import org.painbridge.server.ServerScenarios;

/** {@code ValueSet/$expand}; docs/operations/expand.md. */
abstract class ExpandScenarios extends ServerScenarios {
    private static final String OURS = "https://painbridge.example/fhir/ValueSet/";
    private static final String R4 = "http://hl7.org/fhir/ValueSet/";
    private static final String URL = "Parameters.parameter.where(name='url')";

    @Test
    void aValueSetOfOursIsExpandedInItsOrder() {
        Answer answer = expand("url=" + OURS + "imaging-fact-state");

        assertThat(answer).hasStatus(200);
        assertThat(answer.json().path("resourceType").asText()).isEqualTo("ValueSet");
        assertThat(answer.json().path("url").asText()).isEqualTo(OURS + "imaging-fact-state");
        assertThat(answer.json().at("/expansion/total").asInt()).isEqualTo(4);
        assertThat(answer.json().at("/expansion/identifier").asText()).startsWith("urn:uuid:");
        assertThat(answer.json().at("/expansion/timestamp").asText()).isNotBlank();
        assertThat(answer.json().has("compose")).isFalse();
        assertThat(codes(answer)).hasSize(4);
        assertThat(answer.json().at("/expansion/contains/0/display").asText()).isNotBlank();
    }

    @Test
    void aValueSetOfR4IsExpanded() {
        Answer answer = expand("url=" + R4 + "administrative-gender");

        assertThat(codes(answer)).containsExactly("male", "female", "other", "unknown");
        assertThat(answer.json().at("/expansion/parameter/0/name").asText()).isEqualTo("version");
        assertThat(answer.json().at("/expansion/parameter/0/valueUri").asText())
                .isEqualTo("http://hl7.org/fhir/administrative-gender|4.0.1");
    }

    @Test
    void theSameByIdAndByPost() {
        Parameters body = new Parameters();
        body.addParameter("url", new UriType(R4 + "observation-status"));

        List<String> posted = codes(http().post("ValueSet/$expand", json(body)));

        assertThat(posted).contains("final", "amended").hasSize(8);
        assertThat(codes(http().get("ValueSet/observation-status/$expand"))).isEqualTo(posted);
    }

    @Test
    void anIdThatR4AndTheGuideShareIsThatOfTheGuide() {
        assertThat(http().get("ValueSet/task-code/$expand").json().path("url").asText())
                .isEqualTo(OURS + "task-code");
        assertThat(http().get("ValueSet/other-task-code/$expand")
                        .json()
                        .path("url")
                        .asText())
                .isEqualTo(R4 + "task-code");
    }

    @Test
    void pagesGiveTheWholeExpansionOnce() {
        List<String> whole = codes(expand("url=" + OURS + "nms-response-code"));
        List<String> pages = new ArrayList<>();

        for (int offset = 0; offset < whole.size(); offset += 5) {
            Answer page = expand("url=" + OURS + "nms-response-code&count=5&offset=" + offset);
            assertThat(page.json().at("/expansion/total").asInt()).isEqualTo(whole.size());
            assertThat(page.json().at("/expansion/offset").asInt()).isEqualTo(offset);
            pages.addAll(codes(page));
        }

        assertThat(pages).isEqualTo(whole).hasSize(14).doesNotHaveDuplicates();
    }

    @Test
    void countZeroTellsTheSizeAndAnOffsetBehindTheEndIsEmpty() {
        Answer size = expand("url=" + OURS + "nms-response-code&count=0");

        assertThat(size.json().at("/expansion/total").asInt()).isEqualTo(14);
        assertThat(codes(size)).isEmpty();
        assertThat(codes(expand("url=" + OURS + "nms-response-code&offset=999")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "imaging-procedure-key, LUMBAR mr, true",
        "imaging-procedure-key, nothing-is-called-so, false",
        "plan-activity-type, cogn beha, true",
    })
    void everyWordOfTheFilterOccursInWhatIsFound(String id, String filter, boolean some) {
        Answer answer = expand("url=" + OURS + id + "&filter=" + filter.replace(" ", "%20"));

        assertThat(answer).hasStatus(200);
        assertThat(codes(answer).isEmpty()).isEqualTo(!some);
        assertThat(answer.json().at("/expansion/total").asInt())
                .isEqualTo(codes(answer).size());
        for (JsonNode line : answer.json().at("/expansion/contains")) {
            String text =
                    (line.path("code").asText() + " " + line.path("display").asText()).toLowerCase();
            assertThat(text).contains(filter.toLowerCase().split(" "));
        }
    }

    @Test
    void filtersOfTheDefinitionAreEvaluated() {
        // Compose: v3-ActMood, concept is-a _ActMoodPredicate, without that code itself.
        List<String> below = codes(expand("url=http://terminology.hl7.org/ValueSet/v3-ActMoodPredicate"));
        // Compose: v2-0131, concept is-not-a O.
        List<String> notOther = codes(expand("url=" + R4 + "patient-contactrelationship"));

        assertThat(below).contains("GOL", "OPT").doesNotContain("_ActMoodPredicate", "EVN");
        assertThat(notOther).contains("C", "E").doesNotContain("O");
    }

    @Test
    void whatCannotBeChosenIsMarkedAndCanBeLeftOut() {
        String url = "url=http://terminology.hl7.org/ValueSet/v3-ActMood";

        assertThat(expand(url + "&filter=_actmoodpredicate")
                        .json()
                        .at("/expansion/contains/0/abstract")
                        .asBoolean())
                .isTrue();
        assertThat(codes(expand(url + "&excludeNotForUI=true")))
                .doesNotContain("_ActMoodPredicate")
                .contains("GOL");
    }

    @Test
    void importsAreFollowed() {
        assertThat(codes(expand("url=" + R4 + "event-or-request-resource-types")))
                .contains("Observation", "ServiceRequest");
    }

    /** Where two value sets are imported by one include, a code has to be in both. */
    @Test
    void importsOfOneIncludeAreIntersected() {
        assertThat(expand("url=" + R4 + "action-participant-role")).isRefused(404, "unknown-code-system");
    }

    @Test
    void codesOfASystemThatNobodyShipsAreExpandedWhereTheyAreListed() {
        Answer answer = expand("url=" + OURS + "finding-crp&includeDefinition=true");

        assertThat(codes(answer)).containsExactly("1988-5", "30522-7");
        assertThat(answer.json().at("/compose/include/0/system").asText()).isEqualTo("http://loinc.org");
    }

    @Test
    void designationsComeWhenAskedForAndNamesInTheLanguageThatIsAskedFor() {
        String danish = "url=" + R4 + "languages&filter=dansk";

        Answer answer = expand(danish + "&includeDesignations=true&displayLanguage=de-CH");

        assertThat(answer.json().at("/expansion/contains/0/display").asText()).isEqualTo("D\u00e4nisch");
        assertThat(answer.json().at("/expansion/contains/0/designation").findValuesAsText("value"))
                .contains("Dansk", "D\u00e4nisch");
        assertThat(expand(danish).json().at("/expansion/contains/0/display").asText())
                .isEqualTo("Danish");
        assertThat(expand(danish).json().at("/expansion/contains/0").has("designation"))
                .isFalse();
    }

    @Test
    void aPartOfACodeSystemIsExpandedAndSaysThatItIsOpen() {
        Answer answer = expand("url=" + R4 + "service-category");

        assertThat(codes(answer)).isNotEmpty();
        assertThat(answer.json().at("/expansion/extension/0/url").asText())
                .isEqualTo("http://hl7.org/fhir/StructureDefinition/valueset-unclosed");
    }

    @ParameterizedTest
    @CsvSource({
        "https://painbridge.example/fhir/ValueSet/none, unknown-value-set, ValueSet/none",
        "https://painbridge.example/fhir/ValueSet/task-code|9.9, unknown-value-set, 9.9",
        "http://hl7.org/fhir/ValueSet/clinical-findings, unknown-code-system, http://snomed.info/sct",
        "http://hl7.org/fhir/ValueSet/observation-codes, unknown-code-system, http://loinc.org",
    })
    void whatIsNotHereIsRefusedWithTheWayToLoadIt(String url, String code, String name) {
        assertThat(expand("url=" + url.replace("|", "%7C")))
                .isRefused(404, code)
                .at(URL)
                .saying(name, "Load it", "painbridge.terminology.remote-url");
    }

    @Test
    void anUnknownIdIsRefused() {
        assertThat(http().get("ValueSet/none/$expand")).isRefused(404, "unknown-value-set");
    }

    @Test
    void aValueSetWithoutEndIsTooCostly() {
        assertThat(expand("url=" + R4 + "mimetypes"))
                .isRefused(400, "too-costly")
                .at(URL)
                .saying("urn:ietf:bcp:13", "$validate-code");
        assertThat(expand("url=" + R4 + "ucum-units")).isRefused(400, "too-costly");
    }

    @ParameterizedTest
    @CsvSource({
        "filter=x, url",
        "url=a&url=b, url",
        "url=a&count=-1, count",
        "url=a&count=many, count",
        "url=a&offset=1.5, offset",
        "url=a&activeOnly=maybe, activeOnly",
        "url=a&fliter=x, fliter",
        "url=a&context=x, context",
    })
    void aWrongParameterIsRefusedByName(String query, String name) {
        assertThat(expand(query))
                .isRefused(400, "invalid-parameter")
                .at("Parameters.parameter.where(name='" + name + "')");
    }

    @Test
    void anotherBodyThanParametersIsRefused() {
        assertThat(http().post("ValueSet/$expand", "{\"resourceType\":\"ValueSet\",\"status\":\"active\"}"))
                .isRefused(400, "wrong-resource-type");
    }

    private Answer expand(String query) {
        return http().get("ValueSet/$expand?" + query);
    }

    private static List<String> codes(Answer answer) {
        assertThat(answer).hasStatus(200);
        List<String> codes = new ArrayList<>();
        answer.json()
                .at("/expansion/contains")
                .forEach(line -> codes.add(line.path("code").asText()));
        return codes;
    }
}
