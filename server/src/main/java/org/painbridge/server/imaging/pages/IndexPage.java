package org.painbridge.server.imaging.pages;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.RuleSet;
import org.painbridge.imaging.Scenario;
import org.painbridge.imaging.Urgency;

/** All scenarios of a pack, by part of the body. */
final class IndexPage {
    private static final String SECTIONS = "SHLN";

    private final RuleSet rules;
    private final Language language;
    private final Words words;

    IndexPage(RuleSet rules, Language language) {
        this.rules = rules;
        this.language = language;
        this.words = new Words(language);
    }

    String html() {
        Frame frame = new Frame(rules, language);
        Html html = frame.begin(words.all(), "");
        html.element("h1", words.all());
        sections().forEach((order, scenarios) -> section(html, scenarios));
        return frame.end(html);
    }

    private Map<Integer, List<Scenario>> sections() {
        return rules.scenarios().stream()
                .sorted(Comparator.comparing(Scenario::id))
                .collect(Collectors.groupingBy(
                        scenario -> Math.floorMod(SECTIONS.indexOf(scenario.id().charAt(0)), 128),
                        TreeMap::new,
                        Collectors.toList()));
    }

    private void section(Html html, List<Scenario> scenarios) {
        html.element("h2", words.section(scenarios.getFirst().id().charAt(0)));
        html.open("ul", "class", "scenarios");
        for (Scenario scenario : scenarios) {
            html.open("li").element("span", scenario.id(), "class", "id");
            html.element("a", words.in(scenario.title()), "href", Frame.address(rules, language, scenario.id()));
            if (scenario.urgency() != Urgency.ROUTINE) {
                html.element(
                        "span",
                        words.urgency(scenario.urgency()),
                        "class",
                        "urgency " + scenario.urgency().code());
            }
            html.close("li");
        }
        html.close("ul");
    }
}
