package org.painbridge.server.imaging.pages;

import java.util.TreeSet;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.ProcedureCatalogue;
import org.painbridge.imaging.RuleSet;
import org.painbridge.imaging.Scenario;

/** One scenario: what we say, when it applies, what we ask, and where it comes from. */
final class ScenarioPage {
    private final RuleSet rules;
    private final ProcedureCatalogue procedures;
    private final Language language;
    private final Words words;

    ScenarioPage(RuleSet rules, ProcedureCatalogue procedures, Language language) {
        this.rules = rules;
        this.procedures = procedures;
        this.language = language;
        this.words = new Words(language);
    }

    String html(Scenario scenario) {
        Frame frame = new Frame(rules, language);
        Citations citations = new Citations();
        ConditionsSection conditions = new ConditionsSection(rules, words);
        String title = words.in(scenario.title());
        Html html = frame.begin(scenario.id() + " " + title, scenario.id());
        html.open("p", "class", "kicker").element("span", scenario.id(), "class", "id");
        html.element(
                "span",
                words.urgency(scenario.urgency()),
                "class",
                "urgency " + scenario.urgency().code());
        html.close("p").element("h1", title);
        new AdviceSection(rules, procedures, words, citations).write(html, scenario);
        redFlags(html, scenario, conditions);
        conditions.write(html, scenario);
        html.element("h2", words.questions());
        conditions.questions(html, scenario.asks());
        html.element("h2", words.sources());
        citations.list(html, language);
        return frame.end(html);
    }

    private void redFlags(Html html, Scenario scenario, ConditionsSection conditions) {
        if (!scenario.redFlags().isEmpty()) {
            html.open("section", "class", "flags").element("h2", words.redFlags());
            html.element("p", words.redFlagsWhy());
            conditions.list(html, new TreeSet<>(scenario.redFlags()), flag -> true);
            html.close("section");
        }
    }
}
