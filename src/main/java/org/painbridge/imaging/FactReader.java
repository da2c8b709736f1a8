package org.painbridge.imaging;

import java.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.painbridge.clinical.Code;
import org.painbridge.clinical.CodeSet;
import org.painbridge.clinical.Terminology;

/** Reads a criteria file: facts, their questions and where their answers may be found. */
final class FactReader {
    private static final String FACTS = "https://painbridge.example/fhir/ValueSet/imaging-fact";
    private static final String FACT = "https://painbridge.example/fhir/CodeSystem/imaging-fact";

    private final Terminology terminology;
    private final Sources sources;
    private final CodeSet known;

    FactReader(Terminology terminology, Sources sources) {
        this.terminology = terminology;
        this.sources = sources;
        this.known = terminology.codeSet(FACTS);
    }

    /** Parts and preconditions have to stand before the facts that name them: so there are no circles. */
    void read(YamlMap file, Map<String, Fact> facts) {
        for (YamlMap map : file.maps("facts")) {
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
        if (!known.contains(Code.of(FACT, id))) {
            throw map.refuse("id", id + " is not a code of " + FACTS);
        }
        return new Fact(
                id,
                map.value("type", type -> Fact.Type.valueOf(type.toUpperCase(Locale.ROOT))),
                map.localized("question"),
                map.flag("emergent"),
                map.optional("lookBack", Period::parse).orElse(null),
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
        Clock read = new Clock(
                defined(clock, "since", clock.text("since"), facts),
                clock.value("atLeast", Period::parse),
                sources.cited(clock.map("source")));
        clock.close();
        return read;
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
        return map.value("valueSet", terminology::codeSet);
    }

    private static boolean negation(YamlMap map, String meansNo) {
        List<String> allowed = List.of("none", meansNo);
        if (!allowed.contains(map.text("negation"))) {
            throw map.refuse("negation", "expected one of " + allowed);
        }
        return map.text("negation").equals(meansNo);
    }
}
