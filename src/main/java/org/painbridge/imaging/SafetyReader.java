package org.painbridge.imaging;

import java.time.Period;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.painbridge.clinical.Evidence;

/** Reads the gates file of a pack: what cuts across all scenarios. */
final class SafetyReader {
    private final ProcedureCatalogue procedures;
    private final Sources sources;
    private final GateReader facts;

    SafetyReader(ProcedureCatalogue procedures, Sources sources, Map<String, Fact> facts) {
        this.procedures = procedures;
        this.sources = sources;
        this.facts = new GateReader(facts);
    }

    SafetyRules read(YamlMap file) {
        SafetyRules rules = new SafetyRules(
                file.optionalText("population").map(id -> facts.one(file, "population", id)),
                file.maps("gates").stream().map(this::gate).toList(),
                file.optionalMap("repeats").map(this::repeats),
                file.optionalMap("dose").map(this::dose));
        file.close();
        Set<String> seen = new HashSet<>();
        rules.gates().stream().filter(gate -> !seen.add(gate.id())).findFirst().ifPresent(gate -> {
            throw file.refuse("gates", "the gate " + gate.id() + " is there twice");
        });
        return rules;
    }

    private SafetyGate gate(YamlMap map) {
        SafetyGate gate = new SafetyGate(
                map.text("id"),
                map.localized("title"),
                applies(map.map("applies")),
                when(map.map("when")),
                facts.named(map, "asks"),
                map.value("severity", SafetyIssue.Severity::of),
                map.flag("demotes"),
                map.localized("text"),
                cited(map));
        map.close();
        return gate;
    }

    private SafetyGate.Applies applies(YamlMap map) {
        SafetyGate.Applies applies = new SafetyGate.Applies(
                modalities(map),
                Set.copyOf(checked(map, "contrasts", procedures::knowsContrast)),
                Set.copyOf(checked(map, "regions", procedures::knowsRegion)));
        map.close();
        return applies;
    }

    private Set<String> modalities(YamlMap map) {
        return Set.copyOf(checked(map, map.atLeastOne("modalities"), procedures::knowsModality));
    }

    private static List<String> checked(YamlMap map, String key, Predicate<String> known) {
        List<String> words = map.texts(key);
        words.stream().filter(known.negate()).findFirst().ifPresent(word -> {
            throw map.refuse(key, "table imaging-procedures has no " + word);
        });
        return words;
    }

    private SafetyGate.When when(YamlMap map) {
        SafetyGate.When when = new SafetyGate.When(
                facts.known(map, "all"),
                facts.known(map, "any"),
                facts.known(map, "none"),
                facts.known(map, "unknown"));
        map.close();
        return when;
    }

    private RepeatPolicy repeats(YamlMap map) {
        YamlMap windows = map.map("windows");
        Map<String, Period> usual = new LinkedHashMap<>();
        checked(windows.keys(), windows).forEach(modality -> usual.put(modality, windows.period(modality)));
        RepeatPolicy policy = new RepeatPolicy(
                usual,
                map.maps("longer").stream().map(this::longer).toList(),
                map.optionalMap("contains").map(this::contained).orElse(Map.of()),
                facts.known(map, "overrides"),
                map.localized("title"),
                map.localized("text"),
                cited(map));
        map.close();
        return policy;
    }

    private Map<String, Set<String>> contained(YamlMap map) {
        Map<String, Set<String>> contains = new LinkedHashMap<>();
        map.keys().forEach(region -> {
            if (!procedures.knowsRegion(region)) {
                throw map.refuse(region, "no procedure is of the region " + region);
            }
            contains.put(region, Set.copyOf(checked(map, region, procedures::knowsRegion)));
        });
        return contains;
    }

    private List<String> checked(List<String> modalities, YamlMap map) {
        modalities.stream()
                .filter(modality -> !procedures.knowsModality(modality))
                .findFirst()
                .ifPresent(modality -> {
                    throw map.refuse(modality, "no procedure is of the modality " + modality);
                });
        return modalities;
    }

    private RepeatPolicy.Longer longer(YamlMap map) {
        RepeatPolicy.Longer longer = new RepeatPolicy.Longer(
                modalities(map),
                Set.copyOf(checked(map, map.atLeastOne("regions"), procedures::knowsRegion)),
                map.flag("normal"),
                map.period("window"));
        map.close();
        return longer;
    }

    private DosePolicy dose(YamlMap map) {
        DosePolicy policy = new DosePolicy(
                checked(List.of(map.text("modality")), map).getFirst(),
                map.texts(map.atLeastOne("windows")).stream()
                        .map(text -> map.found("windows", () -> Period.parse(text)))
                        .toList(),
                map.localized("title"),
                map.localized("text"),
                cited(map));
        map.close();
        return policy;
    }

    private List<Evidence> cited(YamlMap map) {
        return map.maps(map.atLeastOne("sources")).stream().map(sources::cited).toList();
    }
}
