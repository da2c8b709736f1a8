package org.painbridge.imaging;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.painbridge.clinical.CodeSet;
import org.painbridge.clinical.Evidence;
import org.painbridge.clinical.Terminology;

/**
 * Lays overlays over scenarios: other categories, each with its reason and source, and whether the public plan pays. A
 * cell that is not there cannot be moved, and a move that changes nothing is a mistake.
 */
final class OverlayReader {
    private final ValueSets valueSets;
    private final Sources sources;

    OverlayReader(Terminology terminology, Sources sources) {
        this.valueSets = new ValueSets(terminology);
        this.sources = sources;
    }

    List<Scenario> lay(YamlMap file, List<Scenario> scenarios) {
        Overlay overlay = new Overlay(file.text("overlay"), file.localized("title"));
        List<Scenario> moved = new ArrayList<>(scenarios);
        file.maps("moves").forEach(move -> move(overlay, move, moved));
        file.maps("insured").forEach(insured -> insured(overlay, insured, moved));
        file.close();
        return moved;
    }

    private record Overlay(String id, Localized title) {}

    private void move(Overlay overlay, YamlMap map, List<Scenario> scenarios) {
        Category to = map.value("category", Category::of);
        Localized reason = map.localized("reason");
        List<Evidence> cited = cited(map);
        change(map, scenarios, map.text("scenario"), option -> {
            if (option.category() == to) {
                throw map.refuse("category", option.procedureKey() + " is " + to.code() + " already");
            }
            return option.moved(new OverlayMove(overlay.id(), overlay.title(), option.category(), to, reason, cited));
        });
        map.close();
    }

    /** Without procedures it holds for all cells of the scenarios but no imaging. */
    private void insured(Overlay overlay, YamlMap map, List<Scenario> scenarios) {
        Insurance insurance = new Insurance(
                map.value("insured", Insurance.State::of),
                overlay.title(),
                map.localized("reason"),
                cited(map),
                map.has("for") ? reasons(map) : List.of());
        for (String id : map.texts(map.atLeastOne("scenarios"))) {
            change(map, scenarios, id, option -> option.insured(insurance));
        }
        map.close();
    }

    private List<CodeSet> reasons(YamlMap map) {
        return map.texts(map.atLeastOne("for")).stream()
                .map(name -> map.found("for", () -> valueSets.named(name)))
                .toList();
    }

    private static void change(YamlMap map, List<Scenario> scenarios, String id, UnaryOperator<ImagingOption> change) {
        Scenario scenario = scenarios.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> map.refuse(map.has("scenario") ? "scenario" : "scenarios", "no scenario " + id));
        Optional<Set<String>> named = map.has("procedures") ? Optional.of(procedures(map, scenario)) : Optional.empty();
        List<ImagingOption> options = scenario.options().stream()
                .map(option -> named.map(keys -> keys.contains(option.procedureKey()))
                                .orElse(!option.procedureKey().equals(ImagingOption.NO_IMAGING))
                        ? change.apply(option)
                        : option)
                .toList();
        scenarios.set(scenarios.indexOf(scenario), scenario.with(options));
    }

    private static Set<String> procedures(YamlMap map, Scenario scenario) {
        Set<String> keys = new HashSet<>(map.texts(map.atLeastOne("procedures")));
        keys.stream().filter(key -> scenario.option(key).isEmpty()).findFirst().ifPresent(key -> {
            throw map.refuse("procedures", scenario.id() + " does not rate " + key);
        });
        return keys;
    }

    private List<Evidence> cited(YamlMap map) {
        return map.maps(map.atLeastOne("sources")).stream().map(sources::cited).toList();
    }
}
