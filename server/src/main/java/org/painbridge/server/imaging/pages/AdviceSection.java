package org.painbridge.server.imaging.pages;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.painbridge.clinical.Code;
import org.painbridge.clinical.Evidence;
import org.painbridge.imaging.Category;
import org.painbridge.imaging.ImagingOption;
import org.painbridge.imaging.Localized;
import org.painbridge.imaging.ProcedureCatalogue;
import org.painbridge.imaging.RuleSet;
import org.painbridge.imaging.Scenario;

/** How the procedures are rated, best first, and why. Those that are rated alike for the same reason stand together. */
final class AdviceSection {
    private static final String LEVEL = "rrl-";

    private final RuleSet rules;
    private final ProcedureCatalogue procedures;
    private final Words words;
    private final Citations citations;

    AdviceSection(RuleSet rules, ProcedureCatalogue procedures, Words words, Citations citations) {
        this.rules = rules;
        this.procedures = procedures;
        this.words = words;
        this.citations = citations;
    }

    /** What procedures have to share to stand together. */
    private record Reason(Localized said, List<Evidence> sources) {
        static Reason of(ImagingOption option) {
            return new Reason(
                    Localized.sentences(option.said().toList()), option.cited().toList());
        }
    }

    void write(Html html, Scenario scenario) {
        html.element("h2", words.advice());
        for (Category category : Category.values()) {
            Map<Reason, List<ImagingOption>> groups = scenario.options().stream()
                    .filter(option -> option.category() == category)
                    .collect(Collectors.groupingBy(Reason::of, LinkedHashMap::new, Collectors.toList()));
            if (!groups.isEmpty()) {
                write(html, category, groups);
            }
        }
    }

    private void write(Html html, Category category, Map<Reason, List<ImagingOption>> groups) {
        html.open("section", "class", "category " + category.code());
        html.element("h3", words.in(category.title()));
        groups.forEach((reason, options) -> {
            html.open("ul", "class", "procedures");
            options.forEach(option -> write(html, option));
            html.close("ul").open("p", "class", "why").text(words.in(reason.said()));
            citations.cite(html, reason.sources());
            html.close("p");
        });
        html.close("section");
    }

    private void write(Html html, ImagingOption option) {
        html.open("li").element("span", name(option.procedureKey()), "class", "procedure");
        if (!option.procedureKey().equals(ImagingOption.NO_IMAGING)) {
            html.element("span", symbol(option.radiation()), "class", "radiation", "title", words.radiation());
        }
        option.score().ifPresent(score -> html.element("span", words.score() + " " + score + "/9", "class", "score"));
        if (option.disagreement()) {
            html.element("span", words.disagreement(), "class", "score");
        }
        html.close("li");
    }

    private String name(String key) {
        return key.equals(ImagingOption.NO_IMAGING)
                ? words.in(rules.noImaging())
                : procedures
                        .find(key)
                        .map(procedure -> words.in(rules.name(procedure)))
                        .orElse(key);
    }

    /** The sign of the level that the scale counts, or its word. */
    private String symbol(Code level) {
        String rest = level.code().replace(LEVEL, "");
        if (!rest.matches("[0-9]")) {
            return "☢ " + words.varies();
        }
        int signs = Integer.parseInt(rest);
        return signs == 0 ? words.noRadiation() : "☢".repeat(signs);
    }
}
