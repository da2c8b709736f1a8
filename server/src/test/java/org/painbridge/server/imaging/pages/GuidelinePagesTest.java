package org.painbridge.server.imaging.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.painbridge.clinical.Terminology;
import org.painbridge.imaging.ImagingOption;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.PackFiles;
import org.painbridge.imaging.ProcedureCatalogue;
import org.painbridge.imaging.RuleSet;
import org.painbridge.imaging.RuleSetLoader;
import org.painbridge.imaging.Scenario;

class GuidelinePagesTest {
    private static final Terminology TERMINOLOGY = new Terminology();
    private static final ProcedureCatalogue PROCEDURES = new ProcedureCatalogue(TERMINOLOGY);
    private static final RuleSet RULES = new RuleSetLoader(TERMINOLOGY, PROCEDURES).load(PackFiles.shipped());
    private static final Set<String> VOID = Set.of("meta", "link");

    @ParameterizedTest
    @MethodSource("pages")
    void aScenarioPageSaysEveryRationaleSourceAndQuestion(Scenario scenario, Language language) {
        String page = page(scenario, language);

        assertThat(page).contains("<h1>" + escaped(scenario.title().in(language)) + "</h1>");
        for (ImagingOption option : scenario.options()) {
            assertThat(page).contains(escaped(option.rationale().in(language)));
            assertThat(option.sources()).allSatisfy(source -> assertThat(page).contains(escaped(source.document())));
        }
        assertThat(scenario.asks()).isNotEmpty();
        assertThat(page).contains(escaped(RULES.ref().notice().in(language)));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyElementIsClosedAndNothingRuns(Scenario scenario, Language language) {
        String page = page(scenario, language);

        assertThat(unclosed(page)).isEmpty();
        assertThat(page).doesNotContain("<script", "style=", "onclick");
    }

    @Test
    void aQuestionTellsWhereInTheChartItsAnswerMayStand() {
        Scenario trauma = RULES.scenarios().stream()
                .filter(scenario -> scenario.id().equals("H11-positive"))
                .findFirst()
                .orElseThrow();

        assertThat(page(trauma, Language.EN)).contains("Read from: medicines, record of the person.");
        assertThat(page(trauma, Language.FR)).contains("Lu dans : médicaments, dossier de la personne.");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void theIndexLeadsToEveryScenario(Language language) {
        String index = new IndexPage(RULES, language).html();

        assertThat(unclosed(index)).isEmpty();
        assertThat(RULES.scenarios())
                .allSatisfy(scenario -> assertThat(index)
                        .contains("href=\"" + Frame.address(RULES, language, scenario.id()) + "\"")
                        .contains(escaped(scenario.title().in(language))));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyNumberOfASourceLeadsToOne(Scenario scenario, Language language) {
        String page = page(scenario, language);

        assertThat(found(page, "href=\"#(source-[0-9]+)\"")).isEqualTo(found(page, "<li id=\"(source-[0-9]+)\""));
    }

    private static Stream<Arguments> pages() {
        return RULES.scenarios().stream()
                .flatMap(scenario -> Stream.of(Language.values()).map(language -> Arguments.of(scenario, language)));
    }

    private static String page(Scenario scenario, Language language) {
        return new ScenarioPage(RULES, PROCEDURES, language).html(scenario);
    }

    private static Set<String> found(String page, String pattern) {
        Set<String> found = new TreeSet<>();
        Pattern.compile(pattern).matcher(page).results().forEach(match -> found.add(match.group(1)));
        return found;
    }

    /** The elements that are open at the end, or were closed in another order than they were opened. */
    private static String unclosed(String page) {
        StringBuilder open = new StringBuilder();
        Pattern.compile("<(/?)([a-z0-9]+)[^>]*>").matcher(page).results().forEach(match -> {
            String element = "<" + match.group(2) + ">";
            if (VOID.contains(match.group(2))) {
                return;
            }
            if (match.group(1).isEmpty()) {
                open.append(element);
            } else if (open.toString().endsWith(element)) {
                open.setLength(open.length() - element.length());
            } else {
                open.append("!").append(element);
            }
        });
        return open.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
