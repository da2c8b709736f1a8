package org.painbridge.imaging;

import java.time.Period;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    ScenarioReader(
            Terminology terminology,
            ProcedureCatalogue procedures,
            Sources sources,
            RankingPolicy ranking,
            Map<String, Fact> facts) {
        this.valueSets = new ValueSets(terminology);
        this.procedures = procedures;
        this.radiation = new Radiation(terminology);
        this.sources = sources;
        this.ranking = ranking;
        this.gates = new GateReader(facts);
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
        Gates conditions = gates.gates(map);
        List<String> redFlags = gates.known(map, "redFlags");
        Scenario scenario = new Scenario(
                map.text("id"),
                map.text("version"),
                map.localized("title"),
                map.value("urgency", Urgency::of),
                map.value("phase", Phase::of),
                map.integer("specificity", 0, 1000),
                match(map.map("match")),
                conditions,
                Set.copyOf(redFlags),
                gates.asks(map, conditions, redFlags),
                windows(map),
                new OptionReader(procedures, radiation, head, map).read());
        check(map, scenario);
        return scenario;
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
        match.close();
        return new Match(Set.copyOf(regions), indications);
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
