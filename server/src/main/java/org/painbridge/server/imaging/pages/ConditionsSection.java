package org.painbridge.server.imaging.pages;

import java.time.Period;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.painbridge.clinical.CodeSet;
import org.painbridge.imaging.Clock;
import org.painbridge.imaging.Fact;
import org.painbridge.imaging.RuleSet;
import org.painbridge.imaging.Scenario;

/** When a scenario applies: reasons, time, and what has to be so or not. Facts speak by their questions. */
final class ConditionsSection {
    private static final int WEEK = 7;
    private static final String BIRTH = "birth-date";

    private final RuleSet rules;
    private final Words words;

    ConditionsSection(RuleSet rules, Words words) {
        this.rules = rules;
        this.words = words;
    }

    void write(Html html, Scenario scenario) {
        html.element("h2", words.applies());
        reasons(html, scenario.indications());
        if (!scenario.gates().clocks().isEmpty()) {
            html.open("ul", "class", "clocks");
            scenario.gates().clocks().forEach((fact, met) -> clock(html, rules.fact(fact), met));
            html.close("ul");
        }
        facts(html, words.allOf(), scenario.gates().all(), scenario);
        facts(html, words.anyOf(), scenario.gates().any(), scenario);
        facts(html, words.noneOf(), scenario.gates().none(), scenario);
    }

    /** @param withParts ids of those that show what they consist of */
    void list(Html html, Collection<String> ids, Predicate<String> withParts) {
        html.open("ul", "class", "facts");
        ids.forEach(id -> fact(html, rules.fact(id), withParts.test(id)));
        html.close("ul");
    }

    /** Each question, and where in the chart its answer may stand already. */
    void questions(Html html, Collection<String> ids) {
        ChartPlaces places = new ChartPlaces(rules);
        html.open("ul", "class", "facts");
        ids.forEach(id -> {
            Fact fact = rules.fact(id);
            html.open("li").text(said(fact));
            String found = places.of(fact).stream().map(words::in).collect(Collectors.joining(", "));
            if (!found.isEmpty()) {
                html.element("span", words.readFrom(found), "class", "where");
            }
            html.close("li");
        });
        html.close("ul");
    }

    /** What red flags consist of is said where they are. */
    private void facts(Html html, String heading, List<String> ids, Scenario scenario) {
        if (!ids.isEmpty()) {
            html.element("h3", heading);
            list(html, ids, id -> !scenario.redFlags().contains(id));
        }
    }

    private void fact(Html html, Fact fact, boolean withParts) {
        html.open("li").text(said(fact));
        if (withParts && !fact.anyOf().isEmpty()) {
            html.open("ul");
            fact.anyOf()
                    .forEach(
                            part -> html.element("li", words.in(rules.fact(part).question())));
            html.close("ul");
        }
        html.close("li");
    }

    private String said(Fact fact) {
        Clock clock = fact.clock();
        return clock == null ? words.in(fact.question()) : since(clock, true);
    }

    private void clock(Html html, Fact fact, boolean met) {
        Clock clock = fact.clock();
        String state = met ? "✓ " : "✗ ";
        html.element("li", clock == null ? state + words.in(fact.question()) : since(clock, met));
    }

    private String since(Clock clock, boolean met) {
        String time = time(clock.atLeast());
        if (clock.since().equals(BIRTH)) {
            return met ? words.ageFrom(time) : words.ageBelow(time);
        }
        String head = met ? words.atLeast(time) : words.lessThan(time);
        return head + words.in(rules.fact(clock.since()).question());
    }

    private String time(Period period) {
        if (period.getDays() > 0) {
            int days = period.getDays();
            return days % WEEK == 0 ? words.weeks(days / WEEK) : words.days(days);
        }
        return period.getMonths() > 0 ? words.months(period.toTotalMonths()) : words.years(period.getYears());
    }

    private void reasons(Html html, List<CodeSet> sets) {
        html.element("h3", words.reasons()).open("ul", "class", "reasons");
        for (CodeSet set : sets) {
            String canonical = set.canonical();
            String name = canonical
                    .substring(canonical.lastIndexOf('/') + 1)
                    .replaceFirst("^indication-", "")
                    .replace('-', ' ');
            html.open("li").element("a", name, "lang", "en", "href", "/fhir/ValueSet?url=" + canonical);
            html.close("li");
        }
        html.close("ul");
    }
}
