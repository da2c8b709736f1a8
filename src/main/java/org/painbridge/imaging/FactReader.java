package org.painbridge.imaging;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.painbridge.clinical.CodeSet;
import org.painbridge.clinical.Terminology;

/** Reads a criteria file: facts, their questions and where their answers may be found. */
final class FactReader {
    private final ValueSets valueSets;
    private final Sources sources;

    FactReader(Terminology terminology, Sources sources) {
        this.valueSets = new ValueSets(terminology);
        this.sources = sources;
    }

    /** Parts and preconditions have to stand before the facts that name them: so there are no circles. */
    void read(YamlMap file, Map<String, Fact> facts) {
        for (YamlMap map : file.maps(file.atLeastOne("facts"))) {
            Fact fact = fact(map, facts);
            if (facts.put(fact.id(), fact) != null) {
                throw map.refuse("id", "the fact " + fact.id() + " is there twice");
            }
            map.close();
        }
        file.close();
    }

    private Fact fact(YamlMap map, Map<String, Fact> facts) {
        String id = map.text("id");
        if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw map.refuse("id", "expected words of small letters joined by hyphens, not " + id);
        }
        return new Fact(
                id,
                map.optionalLocalized("name"),
                type(map),
                map.localized("question"),
                map.flag("emergent"),
                map.has("lookBack") ? map.period("lookBack") : null,
                map.texts("anyOf").stream()
                        .map(part -> defined(map, "anyOf", part, facts))
                        .toList(),
                map.optionalText("onlyIf")
                        .map(other -> defined(map, "onlyIf", other, facts))
                        .orElse(null),
                clock(map, facts),
                map.maps("evidence").stream().map(this::evidence).toList());
    }

    private @Nullable Clock clock(YamlMap map, Map<String, Fact> facts) {
        if (!map.has("clock")) {
            return null;
        }
        YamlMap clock = map.map("clock");
        Clock read = new Clock(date(clock, facts), clock.period("atLeast"), sources.cited(clock.map("source")));
        clock.close();
        return read;
    }

    private static Fact.Type type(YamlMap map) {
        return switch (map.text("type")) {
            case "boolean" -> Fact.Type.BOOLEAN;
            case "date" -> Fact.Type.DATE;
            default -> throw map.refuse("type", "expected boolean or date");
        };
    }

    private static String date(YamlMap clock, Map<String, Fact> facts) {
        String since = defined(clock, "since", clock.text("since"), facts);
        if (Optional.ofNullable(facts.get(since)).map(Fact::type).orElseThrow() != Fact.Type.DATE) {
            throw clock.refuse("since", since + " is not a date");
        }
        return since;
    }

    private static String defined(YamlMap map, String key, String fact, Map<String, Fact> facts) {
        if (!facts.containsKey(fact)) {
            throw map.refuse(key, "no fact " + fact + " stands above");
        }
        return fact;
    }

    private FactEvidence evidence(YamlMap map) {
        FactEvidence evidence = switch (map.text("in")) {
            case "reason" -> new FactEvidence.Reason(codes(map));
            case "condition" ->
                new FactEvidence.Condition(codes(map), negation(map, "refuted"), map.flag("activeOnly"));
            case "observation" -> new FactEvidence.Observation(codes(map), negation(map, "normal"));
            case "birth-date" -> new FactEvidence.BirthDate();
            default -> throw map.refuse("in", "expected reason, condition, observation or birth-date");
        };
        map.close();
        return evidence;
    }

    private CodeSet codes(YamlMap map) {
        return map.value("valueSet", valueSets::named);
    }

    private static boolean negation(YamlMap map, String meansNo) {
        List<String> allowed = List.of("none", meansNo);
        if (!allowed.contains(map.text("negation"))) {
            throw map.refuse("negation", "expected one of " + allowed);
        }
        return map.text("negation").equals(meansNo);
    }
}
