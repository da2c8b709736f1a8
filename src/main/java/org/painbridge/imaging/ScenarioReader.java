package org.painbridge.imaging;

import java.time.Period;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.painbridge.clinical.CodeSet;
import org.painbridge.clinical.Terminology;

/** Reads a rules file: scenarios and their cells. */
final class ScenarioReader {
    private final ValueSets valueSets;
    private final ProcedureCatalogue procedures;
    private final Radiation radiation;
    private final Sources sources;
    private final RankingPolicy ranking;
    private final GateReader gates;
    private final Optional<String> population;

    ScenarioReader(
            Terminology terminology,
            ProcedureCatalogue procedures,
            Sources sources,
            RankingPolicy ranking,
            SafetyRules safety,
            Map<String, Fact> facts) {
        this.valueSets = new ValueSets(terminology);
        this.procedures = procedures;
        this.radiation = new Radiation(terminology);
        this.sources = sources;
        this.ranking = ranking;
        this.gates = new GateReader(facts);
        this.population = safety.population();
    }

    void read(YamlMap file, List<Scenario> scenarios) {
        RulesHead head = RulesHead.read(file, sources, ranking);
        for (YamlMap map : file.maps(file.atLeastOne("scenarios"))) {
            Scenario scenario = scenario(map, head);
            if (scenarios.stream().anyMatch(other -> other.id().equals(scenario.id()))) {
                throw map.refuse("id", "the scenario " + scenario.id() + " is there twice");
            }
            scenarios.add(scenario);
            map.close();
        }
        file.close();
    }

    private Scenario scenario(YamlMap map, RulesHead head) {
        Match match = match(map.map("match"));
        Urgency urgency = map.value("urgency", Urgency::of);
        Gates own = gates.gates(map);
        // Whoever the pack is not for has no criteria; in an emergency it is for everybody.
        Gates conditions =
                urgency == Urgency.EMERGENT ? own : population.map(own::andMet).orElse(own);
        List<String> redFlags = gates.known(map, "redFlags");
        Scenario scenario = new Scenario(
                map.text("id"),
                map.text("version"),
                map.localized("title"),
                urgency,
                map.value("phase", Phase::of),
                map.integer("specificity", 0, 1000),
                match,
                conditions,
                Set.copyOf(redFlags),
                asks(gates.asks(map, own, redFlags), conditions),
                windows(map),
                new OptionReader(new ProcedureKeys(procedures, match), radiation, head, map).read());
        check(map, scenario);
        return scenario;
    }

    /** Of what the file need not name, after what it does. */
    private static List<String> asks(List<String> named, Gates conditions) {
        Set<String> asks = new LinkedHashSet<>(named);
        asks.addAll(conditions.facts());
        return List.copyOf(asks);
    }

    private Match match(YamlMap match) {
        List<String> regions = match.texts(match.atLeastOne("regions"));
        regions.stream()
                .filter(region -> !procedures.knowsRegion(region))
                .findFirst()
                .ifPresent(region -> {
                    throw match.refuse("regions", "no procedure is of the region " + region);
                });
        List<CodeSet> indications = match.texts(match.atLeastOne("indications")).stream()
                .map(name -> match.found("indications", () -> valueSets.named(name)))
                .toList();
        Match read = new Match(Set.copyOf(regions), match.flag("onlyRated"), match.flag("eachRegion"), indications);
        match.close();
        return read;
    }

    private Map<String, Period> windows(YamlMap map) {
        Map<String, Period> windows = new LinkedHashMap<>();
        map.optionalMap("repeatWindow").ifPresent(named -> {
            for (String modality : named.keys()) {
                if (!procedures.knowsModality(modality)) {
                    throw named.refuse(modality, "no procedure is of the modality " + modality);
                }
                windows.put(modality, named.period(modality));
            }
        });
        return windows;
    }

    private static void check(YamlMap map, Scenario scenario) {
        Set<String> keys = new HashSet<>();
        for (ImagingOption option : scenario.options()) {
            if (!keys.add(option.procedureKey())) {
                throw map.refuse("options", option.procedureKey() + " is rated twice");
            }
        }
        if (scenario.urgency() == Urgency.EMERGENT && !scenario.gates().clocks().isEmpty()) {
            throw map.refuse("clocks", "an emergent scenario waits for nothing");
        }
    }
}
