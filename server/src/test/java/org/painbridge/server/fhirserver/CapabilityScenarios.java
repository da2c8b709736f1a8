package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.ConditionalDeleteStatus;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.ServerScenarios;

/** The CapabilityStatement promises what is there, and nothing else. */
abstract class CapabilityScenarios extends ServerScenarios {

    @Test
    void everySearchParameterThatIsListedIsAnswered() {
        List<String> refused = new ArrayList<>();
        for (CapabilityStatementRestResourceComponent type : types()) {
            for (var parameter : type.getSearchParam()) {
                boolean column = parameter.getName().equals("_lastUpdated")
                        || parameter.getName().equals("_id");
                boolean composite = parameter.getType() == SearchParamType.COMPOSITE;
                String sort = composite ? "" : "&_sort=" + parameter.getName();
                String query = (column ? "=2020" : composite ? "=x$2020" : ":missing=false") + sort;
                // Else it sorts all that other tests have stored.
                String none = parameter.getName().equals("_id") ? "" : "&_id=nothing";
                Answer answer = http().get(type.getType() + "?_count=1&" + parameter.getName() + query + none);
                if (answer.status() != 200) {
                    refused.add(type.getType() + "." + parameter.getName() + " " + answer.text());
                }
            }
        }

        assertThat(refused).isEmpty();
    }

    @Test
    void everyIncludeThatIsListedIsAnswered() {
        List<String> refused = new ArrayList<>();
        for (CapabilityStatementRestResourceComponent type : types()) {
            type.getSearchInclude().forEach(include -> {
                if (http().get(type.getType() + "?_count=1&_include=" + include.getValue())
                                .status()
                        != 200) {
                    refused.add(include.getValue());
                }
            });
        }

        assertThat(refused).isEmpty();
    }

    @Test
    void reverseIncludesAndProfilesAreThoseOfThisServer() {
        List<String> includes = new ArrayList<>();
        for (CapabilityStatementRestResourceComponent type : types()) {
            type.getSearchRevInclude().stream().limit(1).forEach(include -> {
                String query = type.getType() + "?_id=nothing&_revinclude=" + include.getValue();
                assertThat(http().get(query)).hasStatus(200);
                includes.add(query);
            });
        }

        assertThat(includes).hasSizeGreaterThan(20);
        JsonNode resources = http().get("metadata").json().at("/rest/0/resource");
        for (JsonNode resource : resources) {
            assertThat(resource.path("searchInclude").toString()).doesNotContain("\"*\"");
            if (resource.path("type").asText().equals("CarePlan")) {
                assertThat(resource.path("supportedProfile").toString())
                        .contains("https://painbridge.example/fhir/StructureDefinition/");
                assertThat(resource.path("searchRevInclude").toString()).contains("Task:focus", "Provenance:target");
            }
        }
    }

    @Test
    void onlyTheWholeStatementIsServedAndItNamesTheLimits() {
        assertThat(http().get("metadata").json().at("/rest/0/documentation").asText())
                .contains("Limits", "413");
        assertThat(http().get("metadata?mode=full")).hasStatus(200);
        for (String mode : List.of("terminology", "normative", "bogus")) {
            assertThat(http().get("metadata?mode=" + mode)).isRefused(400, "unsupported-parameter");
        }
    }

    @Test
    void theInteractionsAreThoseThatAreServed() {
        for (CapabilityStatementRestResourceComponent type : types()) {
            assertThat(type.getInteraction().stream().map(interaction -> interaction.getCode()))
                    .as(type.getType())
                    .containsExactlyInAnyOrder(
                            TypeRestfulInteraction.READ,
                            TypeRestfulInteraction.VREAD,
                            TypeRestfulInteraction.CREATE,
                            TypeRestfulInteraction.UPDATE,
                            TypeRestfulInteraction.PATCH,
                            TypeRestfulInteraction.DELETE,
                            TypeRestfulInteraction.HISTORYINSTANCE,
                            TypeRestfulInteraction.HISTORYTYPE,
                            TypeRestfulInteraction.SEARCHTYPE);
        }
        assertThat(statement().getRestFirstRep().getInteraction().stream().map(interaction -> interaction.getCode()))
                .contains(
                        SystemRestfulInteraction.TRANSACTION,
                        SystemRestfulInteraction.BATCH,
                        SystemRestfulInteraction.SEARCHSYSTEM,
                        SystemRestfulInteraction.HISTORYSYSTEM);
        assertThat(statement().getRestFirstRep().getSearchParam().stream().map(parameter -> parameter.getName()))
                .contains("_id", "_lastUpdated", "_profile", "_security", "_source", "_tag");
    }

    @Test
    void conditionalInteractionsAreThoseThatAreServed() {
        for (CapabilityStatementRestResourceComponent type : types()) {
            assertThat(type.getConditionalCreate()).as(type.getType()).isTrue();
            assertThat(type.getConditionalUpdate()).as(type.getType()).isTrue();
            assertThat(type.getConditionalDelete()).as(type.getType()).isEqualTo(ConditionalDeleteStatus.SINGLE);
            assertThat(type.getInteraction())
                    .filteredOn(interaction -> interaction.getCode() == TypeRestfulInteraction.PATCH)
                    .allSatisfy(patch -> assertThat(patch.getDocumentation()).contains("conditional"));
        }
    }

    @Test
    void thePatchFormatsAreThoseThatAreServed() {
        assertThat(statement().getPatchFormat())
                .extracting(format -> format.getValue())
                .containsExactly("application/json-patch+json", "application/fhir+json", "application/fhir+xml");
    }

    @Test
    void onlyOperationsThatSayTheyAreAnsweredLaterAre() {
        JsonNode rest = http().get("metadata").json().at("/rest/0");
        String[] later = {"Prefer", "respond-async"};

        assertThat(rest.path("documentation").asText()).contains("respond-async", "ignored");
        assertThat(documented(rest))
                .containsOnly("export", "imaging-backtest", "import-products", "nms-indicators", "population-run");
        assertThat(http().get("Patient?_summary=count", later)).hasStatus(200);
        assertThat(http().get("_history?_count=1", later)).hasStatus(200);
        assertThat(http().post("", "{\"resourceType\":\"Bundle\",\"type\":\"batch\"}", later))
                .hasStatus(200);
        assertThat(http().get("$export")).isRefused(400, "async-only");
    }

    @Test
    void theServerNamesItselfAndTheGuideItFollows() {
        CapabilityStatement statement = statement();

        assertThat(statement.getName()).isEqualTo("PainBridge");
        assertThat(statement.getSoftware().getName()).isEqualTo("PainBridge");
        assertThat(statement.getImplementation().getDescription()).doesNotContain("HAPI");
        assertThat(statement.getInstantiates())
                .extracting(canonical -> canonical.getValue())
                .containsExactlyInAnyOrder(
                        "https://painbridge.example/fhir/CapabilityStatement/painbridge-requirements",
                        "http://hl7.org/fhir/uv/bulkdata/CapabilityStatement/bulk-data");
    }

    @Test
    void whatTheStatementFollowsIsServed() {
        CapabilityStatement statement = statement();
        List<String> followed = Stream.concat(
                        statement.getInstantiates().stream(), statement.getImplementationGuide().stream())
                .map(PrimitiveType::getValue)
                .filter(canonical -> canonical.startsWith("https://painbridge.example/"))
                .toList();

        assertThat(followed).hasSize(2);
        for (String canonical : followed) {
            String type = canonical.split("/")[canonical.split("/").length - 2];
            assertThat(http().get(type + "?url=" + canonical)
                            .json()
                            .path("total")
                            .asInt())
                    .as(canonical)
                    .isEqualTo(1);
        }
    }

    @Test
    void noAnswerNamesTheSoftwareBehindTheServer() {
        Answer answer = http().get("metadata");

        assertThat(answer).hasStatus(200);
        assertThat(answer.header("X-Powered-By").orElse("")).isEmpty();
        assertThat(answer.header("Server")).isEmpty();
    }

    private List<CapabilityStatementRestResourceComponent> types() {
        List<CapabilityStatementRestResourceComponent> types = statement().getRestFirstRep().getResource().stream()
                .filter(type -> type.getInteraction().stream()
                        .anyMatch(interaction -> interaction.getCode() == TypeRestfulInteraction.CREATE))
                .toList();
        assertThat(types).hasSizeGreaterThan(40);
        return types;
    }

    private CapabilityStatement statement() {
        return client().capabilities().ofType(CapabilityStatement.class).execute();
    }

    /** Names of the operations that say they are answered later. */
    private static Set<String> documented(JsonNode rest) {
        Set<String> names = new TreeSet<>();
        for (JsonNode operation : rest.findParents("definition")) {
            if (operation.path("documentation").asText().contains("respond-async")) {
                names.add(operation.path("name").asText());
            }
        }
        return names;
    }
}
