package org.painbridge.imaging;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.painbridge.clinical.Code;
import org.painbridge.clinical.CodeSet;
import org.painbridge.clinical.Evidence;
import org.painbridge.clinical.Terminology;

/** Reads a rules file: scenarios and their cells. */
final class ScenarioReader {
    private final Terminology terminology;
    private final ProcedureCatalogue procedures;
    private final Sources sources;
    private final Map<String, Fact> facts;
    private final CodeSet radiationLevels;

    ScenarioReader(Terminology terminology, ProcedureCatalogue procedures, Sources sources, Map<String, Fact> facts) {
        this.terminology = terminology;
        this.procedures = procedures;
        this.sources = sources;
        this.facts = facts;
        this.radiationLevels = terminology.codeSet(RuleSetLoader.LEVELS);
    }

    void read(YamlMap file, List<Scenario> scenarios) {
        file.text("topic");
        String scale = file.text("radiationScale");
        for (YamlMap map : file.maps(file.atLeastOne("scenarios"))) {
            Scenario scenario = scenario(map, scale);
            if (scenarios.stream().anyMatch(other -> other.id().equals(scenario.id()))) {
                throw map.refuse("id", "the scenario " + scenario.id() + " is there twice");
            }
            scenarios.add(scenario);
            map.close();
        }
        file.close();
    }

    private Scenario scenario(YamlMap map, String scale) {
        YamlMap match = map.map("match");
        Scenario scenario = new Scenario(
                map.text("id"),
                map.text("version"),
                map.localized("title"),
                map.value("urgency", Urgency::of),
                map.integer("specificity", 0, 1000),
                match.value("procedures", terminology::codeSet),
                match.texts(match.atLeastOne("indications")).stream()
                        .map(set -> codeSet(match, set))
                        .toList(),
                gates(map),
                Set.copyOf(known(map, "redFlags")),
                known(map, "asks"),
                map.maps(map.atLeastOne("options")).stream()
                        .flatMap(option -> options(option, scale).stream())
                        .toList());
        match.close();
        check(map, scenario);
        return scenario;
    }

    private CodeSet codeSet(YamlMap map, String canonical) {
        try {
            return terminology.codeSet(canonical);
        } catch (IllegalArgumentException e) {
            throw map.refuse("indications", String.valueOf(e.getMessage()));
        }
    }

    private Gates gates(YamlMap map) {
        Map<String, Boolean> clocks = new LinkedHashMap<>();
        for (YamlMap clock : map.maps("clocks")) {
            String fact = clock.text("fact");
            if (Optional.ofNullable(facts.get(fact)).map(Fact::clock).isEmpty()) {
                throw clock.refuse("fact", fact + " is not a fact with a clock");
            }
            clocks.put(fact, met(clock));
            clock.close();
        }
        YamlMap gates = map.map("gates");
        Gates read = new Gates(clocks, known(gates, "all"), known(gates, "any"), known(gates, "none"));
        gates.close();
        return read;
    }

    private static boolean met(YamlMap clock) {
        return switch (clock.text("is")) {
            case "met" -> true;
            case "not-met" -> false;
            default -> throw clock.refuse("is", "expected met or not-met");
        };
    }

    private List<String> known(YamlMap map, String key) {
        List<String> ids = map.texts(key);
        ids.stream().filter(id -> !facts.containsKey(id)).findFirst().ifPresent(id -> {
            throw map.refuse(key, "no criteria file has the fact " + id);
        });
        ids.stream().filter(this::isDate).findFirst().ifPresent(id -> {
            throw map.refuse(key, id + " is a date; name a fact with a clock instead");
        });
        return ids;
    }

    private boolean isDate(String id) {
        return Optional.ofNullable(facts.get(id))
                .filter(fact -> fact.type() == Fact.Type.DATE)
                .isPresent();
    }

    private List<ImagingOption> options(YamlMap map, String scale) {
        List<Evidence> cited =
                map.maps(map.atLeastOne("sources")).stream().map(sources::cited).toList();
        Category category = map.value("category", Category::of);
        Optional<Integer> score = map.has("score") ? Optional.of(map.integer("score", 1, 9)) : Optional.empty();
        boolean disagreement = map.flag("disagreement");
        String strength = map.text("strength");
        Code radiation = map.value("radiation", level -> radiation(scale, level));
        Localized rationale = map.localized("rationale");
        List<ImagingOption> options = map.texts(map.atLeastOne("procedures")).stream()
                .map(key -> procedure(map, key))
                .map(key ->
                        new ImagingOption(key, category, score, disagreement, strength, radiation, rationale, cited))
                .toList();
        map.close();
        return options;
    }

    private Code radiation(String scale, String level) {
        Code code = Code.of(scale, level);
        if (!radiationLevels.contains(code)) {
            throw new IllegalArgumentException("not a radiation level: " + code);
        }
        return code;
    }

    private String procedure(YamlMap map, String key) {
        if (!key.equals(ImagingOption.NO_IMAGING) && procedures.find(key).isEmpty()) {
            throw map.refuse("procedures", key + " is not a procedure key");
        }
        return key;
    }

    private void check(YamlMap map, Scenario scenario) {
        Set<String> keys = new HashSet<>();
        for (ImagingOption option : scenario.options()) {
            if (!keys.add(option.procedureKey())) {
                throw map.refuse("options", option.procedureKey() + " is rated twice");
            }
        }
        if (scenario.urgency() == Urgency.EMERGENT && !scenario.gates().clocks().isEmpty()) {
            throw map.refuse("clocks", "an emergent scenario waits for nothing");
        }
        Set<String> needed = scenario.gates().facts();
        needed.addAll(scenario.redFlags());
        needed.removeAll(scenario.asks());
        if (!needed.isEmpty()) {
            throw map.refuse("asks", "does not ask for " + needed);
        }
    }
}
