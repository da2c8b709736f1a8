package org.painbridge.server.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.Answer;
import org.painbridge.server.FhirHttp;
import org.painbridge.server.ServerScenarios;

/** Definitions are read and searched like resources; docs/terminology.md. */
abstract class DefinitionScenarios extends ServerScenarios {
    private static final String OURS = "https://painbridge.example/fhir/";
    private static final String[] TYPES = {
        "CodeSystem", "ValueSet", "ConceptMap", "StructureDefinition", "SearchParameter", "OperationDefinition"
    };

    @ParameterizedTest
    @CsvSource({
        "CodeSystem, error-code, https://painbridge.example/fhir/CodeSystem/error-code",
        "CodeSystem, administrative-gender, http://hl7.org/fhir/administrative-gender",
        "ValueSet, task-code, https://painbridge.example/fhir/ValueSet/task-code",
        "ValueSet, other-task-code, http://hl7.org/fhir/ValueSet/task-code",
        "ConceptMap, plan-activity-snomed, https://painbridge.example/fhir/ConceptMap/plan-activity-snomed",
        "StructureDefinition, pain-patient, https://painbridge.example/fhir/StructureDefinition/pain-patient",
        "StructureDefinition, Patient, http://hl7.org/fhir/StructureDefinition/Patient",
        "SearchParameter, individual-birthdate, http://hl7.org/fhir/SearchParameter/individual-birthdate",
        "OperationDefinition, mme, https://painbridge.example/fhir/OperationDefinition/mme",
    })
    void aDefinitionIsReadByIdAndFoundByUrl(String type, String id, String url) {
        Answer read = http().get(type + "/" + id);
        Answer found = http().get(type + "?url=" + url);

        assertThat(read).hasStatus(200);
        assertThat(read.json().path("resourceType").asText()).isEqualTo(type);
        assertThat(read.json().path("id").asText()).isEqualTo(id);
        assertThat(read.json().path("url").asText()).isEqualTo(url);
        assertThat(found.json().path("total").asInt()).isEqualTo(1);
        assertThat(found.json().at("/entry/0/resource")).isEqualTo(read.json());
        assertThat(found.json().at("/entry/0/fullUrl").asText()).endsWith("/fhir/" + type + "/" + id);
        assertThat(found.json().at("/entry/0/search/mode").asText()).isEqualTo("match");
    }

    @ParameterizedTest
    @CsvSource({
        "name=errorcode, error-code",
        "name:exact=ErrorCode, error-code",
        "name:contains=rrorCod, error-code",
        "title=Error%20codes, error-code",
        "_id=error-code, error-code",
        "'_id=none,error-code', error-code",
        "url:below=https://painbridge.example/fhir/ValueSet/error-code, error-code",
        "url=https://painbridge.example/fhir/ValueSet/error-code&version=0.1.0&status=active, error-code",
        "url=https://painbridge.example/fhir/ValueSet/error-code&version=0.2.0, ''",
        "url:above=https://painbridge.example/fhir/ValueSet/error-code/more&_id=error-code, error-code",
        "url:above=https://painbridge.example/fhir/ValueSet/error-codes&_id=error-code, ''",
        "url:above=https://painbridge.example/fhir/ValueSet&_id=error-code, ''",
        "_id=error-code&status:not=draft, error-code",
        "'_id=error-code&status:not=draft,active', ''",
        "name:exact=errorcode, ''",
        "_id=error-code&title:missing=true, ''",
    })
    void aSearchFindsWhatAllItsParametersMatch(String query, String id) {
        assertThat(ids(http().get("ValueSet?" + query))).isEqualTo(id.isEmpty() ? List.of() : List.of(id));
    }

    @Test
    void theSameByPost() {
        Answer answer =
                http().post("ValueSet/_search", "_id=error-code", "Content-Type", "application/x-www-form-urlencoded");

        assertThat(ids(answer)).containsExactly("error-code");
    }

    @Test
    void pagesGiveEachDefinitionOnce() {
        List<String> ids = new ArrayList<>();
        Answer page = http().get("CodeSystem?url:below=" + OURS + "&_count=7");
        int total = page.json().path("total").asInt();

        while (true) {
            ids.addAll(ids(page));
            String next = link(page, "next");
            if (next.isEmpty()) {
                break;
            }
            page = new FhirHttp(next.substring(0, next.indexOf("/CodeSystem")))
                    .get(next.substring(next.indexOf("CodeSystem")));
        }

        assertThat(ids).hasSize(total).isSorted().doesNotHaveDuplicates().contains("error-code", "task-code");
        assertThat(URI.create(link(page, "self")).getQuery()).contains("_count=7", "_cursor=");
    }

    @Test
    void aSummaryOfManyLeavesTheContentOut() {
        Answer answer = http().get("ValueSet?url:below=" + OURS + "&_summary=true&_count=200");

        assertThat(ids(answer)).hasSizeGreaterThan(40);
        assertThat(answer.json().at("/entry/0/resource/name").asText()).isNotBlank();
        assertThat(answer.json().at("/entry/0/resource").has("compose")).isFalse();
        assertThat(ids(http().get("ValueSet?_count=0"))).isEmpty();
    }

    @Test
    void theNextPageHasTheFormOfTheFirst() {
        Answer answer = http().get("ValueSet?_count=1&_summary=true&nmae=x", "Prefer", "handling=lenient");

        assertThat(URI.create(link(answer, "next")).getQuery().split("&"))
                .containsExactlyInAnyOrder("_count=1", "_summary=true", "_cursor=FHIR-version");
    }

    @Test
    void everyTypeIsReadOnly() {
        for (String type : TYPES) {
            String body = "{\"resourceType\":\"" + type + "\",\"id\":\"mine\"}";

            assertThat(http().put(type + "/mine", body).status()).as(type).isIn(400, 405);
            assertThat(http().post(type, body).status()).as(type).isIn(400, 405);
            assertThat(http().delete(type + "/error-code").status()).as(type).isIn(400, 405);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CodeSystem/none", "OperationDefinition/none", "StructureDefinition/a%20b"})
    void whatIsNotHereIsNotFound(String path) {
        assertThat(http().get(path)).isRefused(404, "not-found");
    }

    @Test
    void whatIsNoParameterIsRefused() {
        assertThat(http().get("ValueSet?nmae=x"))
                .isRefused(400, "unknown-search-parameter")
                .at("http.nmae")
                .saying("Did you mean name?");
        assertThat(http().get("ValueSet?_count=many"))
                .isRefused(400, "invalid-search")
                .at("http._count");
        assertThat(http().get("ValueSet?version:above=1"))
                .isRefused(400, "invalid-search")
                .at("http.version:above");
    }

    @Test
    void theCapabilityStatementSaysSo() {
        CapabilityStatement statement =
                client().capabilities().ofType(CapabilityStatement.class).execute();

        for (String type : TYPES) {
            var resource = statement.getRestFirstRep().getResource().stream()
                    .filter(candidate -> candidate.getType().equals(type))
                    .findFirst()
                    .orElseThrow();
            assertThat(resource.getInteraction().stream().map(interaction -> interaction.getCode()))
                    .as(type)
                    .containsExactlyInAnyOrder(TypeRestfulInteraction.READ, TypeRestfulInteraction.SEARCHTYPE);
            assertThat(resource.getSearchParam().stream().map(parameter -> parameter.getName()))
                    .as(type)
                    .contains("_id", "url", "name");
        }
    }

    @Test
    void everyOperationNamesADefinitionOfR4OrOneThatIsReadHere() {
        CapabilityStatement statement =
                client().capabilities().ofType(CapabilityStatement.class).execute();
        List<String> definitions = new ArrayList<>();
        statement.getRestFirstRep().getOperation().forEach(operation -> definitions.add(operation.getDefinition()));
        statement
                .getRestFirstRep()
                .getResource()
                .forEach(resource ->
                        resource.getOperation().forEach(operation -> definitions.add(operation.getDefinition())));

        assertThat(definitions)
                .contains(
                        "http://hl7.org/fhir/OperationDefinition/ValueSet-expand",
                        "http://hl7.org/fhir/OperationDefinition/ValueSet-validate-code",
                        "http://hl7.org/fhir/OperationDefinition/CodeSystem-validate-code",
                        "http://hl7.org/fhir/OperationDefinition/CodeSystem-lookup",
                        "http://hl7.org/fhir/OperationDefinition/CodeSystem-subsumes",
                        "http://hl7.org/fhir/OperationDefinition/ConceptMap-translate",
                        OURS + "OperationDefinition/mme")
                .allMatch(url -> url.startsWith("http://hl7.org/fhir/OperationDefinition/")
                        || url.startsWith("http://hl7.org/fhir/uv/bulkdata/OperationDefinition/")
                        || url.startsWith("http://hl7.org/fhir/uv/subscriptions-backport/OperationDefinition/")
                        || isReadHere(url));
    }

    private boolean isReadHere(String url) {
        return url.startsWith(base())
                ? http().get(url.substring(base().length() + 1)).status() == 200
                : !ids(http().get("OperationDefinition?url=" + url)).isEmpty();
    }

    private static List<String> ids(Answer answer) {
        assertThat(answer).hasStatus(200);
        List<String> ids = new ArrayList<>();
        answer.json()
                .path("entry")
                .forEach(entry -> ids.add(entry.at("/resource/id").asText()));
        return ids;
    }

    private static String link(Answer answer, String relation) {
        for (JsonNode link : answer.json().path("link")) {
            if (link.path("relation").asText().equals(relation)) {
                return link.path("url").asText();
            }
        }
        return "";
    }
}
