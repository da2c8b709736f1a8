package org.painbridge.server;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.OperationParam;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceOperationComponent;
import org.hl7.fhir.r4.model.OperationDefinition;
import org.hl7.fhir.r4.model.OperationDefinition.OperationDefinitionParameterComponent;
import org.hl7.fhir.r4.model.OperationDefinition.OperationParameterUse;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.dispensing.MmeProvider;

/** What the server offers, what the guide defines and what docs/operations says are the same operations. */
@ServerTest
class OperationPagesIT extends ServerScenarios {
    /** Operations that share the page of another. */
    private static final Map<String, String> PAGES = Map.of(
            "meta-add", "meta",
            "meta-delete", "meta",
            "nms-disclosure", "nms-disclose",
            "nms-disclosure-decide", "nms-disclose",
            "careplan-hold", "careplan-status",
            "careplan-resume", "careplan-status",
            "careplan-complete", "careplan-status",
            "careplan-withdraw", "careplan-status",
            "careplan-wrong-patient", "careplan-status");

    /** Pages about something else than FHIR operations. */
    private static final Set<String> NO_OPERATIONS = Set.of("cds-hooks", "patch");

    /** From its heading, or its bold word, to the next of either. */
    private static final Pattern EXAMPLE =
            Pattern.compile("^(?:## Example|\\*\\*Example).*?(?=^## |^\\*\\*|\\z)", Pattern.MULTILINE | Pattern.DOTALL);

    private static final String DEFINED = "https://painbridge.example/fhir/OperationDefinition/";

    @Test
    void everyOperationOfTheCapabilityStatementHasAPage() throws IOException {
        Set<String> pages = new TreeSet<>();
        operations().forEach(operation -> pages.add(page(operation)));

        assertThat(pages).isEqualTo(pagesOfOperations());
        assertThat(pages).allSatisfy(page -> assertThat(text(page)).startsWith("# "));
    }

    @Test
    void everyOperationIsCalledInAnExampleOfItsPage() {
        assertThat(operations()).isNotEmpty().allSatisfy(operation -> {
            Pattern call = Pattern.compile("\\$" + Pattern.quote(operation.getName()) + "(?![\\w-])");

            assertThat(examples(page(operation)))
                    .as(page(operation))
                    .anySatisfy(
                            example -> assertThat(example).containsPattern(call).contains("\n```"));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "break-glass",
                "temporary-unblock",
                "careplan-push",
                "careplan-acknowledge",
                "careplan-respond",
                "careplan-comment",
                "careplan-update-progress",
                "careplan-propose-change",
                "careplan-decide",
                "careplan-hand-over",
                "careplan-living-view",
                "careplan-changes",
                "careplan-render",
                "careplan-route-preview",
                "imaging-appropriateness",
                "imaging-feedback",
                "import-products",
                "population-run",
                "mme",
                "nms-disclose",
                "rule-budgets",
                "nms-quality-report",
                "nms-submit",
                "nms-dur",
                "nms-reverse",
                "nms-inquiry",
                "nms-history",
                "nms-indicators",
                "pdmp-history",
                "practice-report",
                "verify-decision"
            })
    void everyParameterOfTheDefinitionIsOnThePage(String id) {
        String page = text(id);

        assertThat(names(definition(id).getParameter()))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }

    @Test
    void theDefinitionOfMmeTakesWhatTheServerTakes() {
        List<String> taken = Arrays.stream(MmeProvider.class.getMethods())
                .flatMap(method -> Arrays.stream(method.getParameterAnnotations()))
                .flatMap(Arrays::stream)
                .filter(OperationParam.class::isInstance)
                .map(annotation -> ((OperationParam) annotation).name())
                .toList();

        assertThat(in("mme")).containsExactlyInAnyOrderElementsOf(taken);
    }

    /** Both refuse what they do not know, and say what they know. */
    @ParameterizedTest
    @CsvSource({
        "CarePlan/$push, careplan-push",
        "CarePlan/any/$acknowledge, careplan-acknowledge",
        "CarePlan/any/$respond, careplan-respond",
        "CarePlan/any/$comment, careplan-comment",
        "CarePlan/any/$update-progress, careplan-update-progress",
        "CarePlan/any/$hold, careplan-hold",
        "CarePlan/any/$resume, careplan-resume",
        "CarePlan/any/$complete, careplan-complete",
        "CarePlan/any/$withdraw, careplan-withdraw",
        "CarePlan/any/$wrong-patient, careplan-wrong-patient",
        "CarePlan/any/$propose-change, careplan-propose-change",
        "Task/any/$decide, careplan-decide",
        "CarePlan/any/$hand-over, careplan-hand-over",
        "CarePlan/any/$living-view, careplan-living-view",
        "CarePlan/any/$changes, careplan-changes",
        "CarePlan/any/$render, careplan-render",
        "CarePlan/$route-preview, careplan-route-preview",
        "ServiceRequest/$imaging-appropriateness, imaging-appropriateness",
        "GuidanceResponse/$imaging-feedback, imaging-feedback",
        "$imaging-report, imaging-report",
        "$import-products, import-products",
        "$population-run, population-run",
        "ServiceRequest/$suggest-indications, suggest-indications",
        "PlanDefinition/$guideline-diff, guideline-diff",
        "PlanDefinition/$imaging-backtest, imaging-backtest",
        "GuidanceResponse/$verify-decision, verify-decision",
        "Patient/1/$break-glass, break-glass",
        "Consent/$temporary-unblock, temporary-unblock",
        "MedicationDispense/$nms-submit, nms-submit",
        "MedicationDispense/$nms-dur, nms-dur",
        "MedicationDispense/$nms-reverse, nms-reverse",
        "MedicationDispense/$nms-inquiry, nms-inquiry",
        "Organization/any/$nms-quality-report, nms-quality-report",
        "$rule-budgets, rule-budgets",
        "$nms-disclose, nms-disclose",
        "$nms-disclosure-decide, nms-disclosure-decide",
        "$nms-disclosure, nms-disclosure",
        "$nms-history, nms-history",
        "$pdmp-history, pdmp-history",
        "$nms-indicators, nms-indicators",
        "Practitioner/any/$practice-report, practice-report"
    })
    void theDefinitionTakesWhatTheServerTakes(String path, String id) {
        Parameters unknown = new Parameters();
        unknown.addParameter("unknown", "value");

        Answer answer = http().post(path, json(unknown));

        AnswerAssert.assertThat(answer).hasStatus(400);
        String known = String.join(", ", in(id));
        assertThat(answer.text()).containsPattern("(are|parameters) " + known + "[.\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CarePlan/$push", "ServiceRequest/$imaging-appropriateness"})
    void anotherResourceThanParametersIsRefused(String path) {
        AnswerAssert.assertThat(http().post(path, json(new Patient().setActive(true))))
                .isRefused(400, "wrong-resource-type")
                .at("resourceType");
    }

    @Test
    void anOperationThatNeedsABodyRefusesToBeRead() {
        AnswerAssert.assertThat(http().get("ServiceRequest/$imaging-appropriateness"))
                .isRefused(405, "unsupported-interaction");
    }

    /** In order of the alphabet. */
    private static List<String> in(String id) {
        return definition(id).getParameter().stream()
                .filter(parameter -> parameter.getUse() == OperationParameterUse.IN)
                .map(OperationDefinitionParameterComponent::getName)
                .sorted()
                .toList();
    }

    private Stream<CapabilityStatementRestResourceOperationComponent> operations() {
        CapabilityStatement statement = context()
                .newJsonParser()
                .parseResource(CapabilityStatement.class, http().get("metadata").text());
        return Stream.concat(
                statement.getRestFirstRep().getOperation().stream(),
                statement.getRestFirstRep().getResource().stream()
                        .flatMap(resource -> resource.getOperation().stream()));
    }

    /** Every page of the folder but the one about CDS Hooks, which are not FHIR operations. */
    private static Set<String> pagesOfOperations() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", "docs", "operations"))) {
            return files.map(file -> file.getFileName().toString().replace(".md", ""))
                    .filter(page -> !NO_OPERATIONS.contains(page))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String page(CapabilityStatementRestResourceOperationComponent operation) {
        String definition = operation.getDefinition();
        String name = definition.startsWith(DEFINED) ? definition.substring(DEFINED.length()) : operation.getName();
        return PAGES.getOrDefault(name, name);
    }

    private static String text(String page) {
        return Page.of("docs/operations/" + page + ".md").text();
    }

    private static List<String> examples(String page) {
        return EXAMPLE.matcher(text(page)).results().map(MatchResult::group).toList();
    }

    private static OperationDefinition definition(String id) {
        String file = "/org/painbridge/profiles/OperationDefinition-" + id + ".json";
        InputStream bytes = Objects.requireNonNull(OperationPagesIT.class.getResourceAsStream(file));
        return FhirContext.forR4Cached().newJsonParser().parseResource(OperationDefinition.class, bytes);
    }

    private static Set<String> names(List<OperationDefinitionParameterComponent> parameters) {
        Set<String> names = new TreeSet<>();
        parameters.forEach(parameter -> {
            names.add(parameter.getName());
            names.addAll(names(parameter.getPart()));
        });
        return names;
    }
}
