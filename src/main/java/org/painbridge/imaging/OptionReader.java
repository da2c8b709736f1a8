package org.painbridge.imaging;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.painbridge.clinical.Code;
import org.painbridge.clinical.Evidence;

/** Reads the cells of one scenario, with what file and scenario say once for all of them. */
final class OptionReader {
    private final ProcedureKeys procedures;
    private final Radiation radiation;
    private final RulesHead head;
    private final YamlMap scenario;
    private final Map<String, Localized> rationales = new HashMap<>();
    private final TreeSet<String> unused = new TreeSet<>();

    OptionReader(ProcedureKeys procedures, Radiation radiation, RulesHead head, YamlMap scenario) {
        this.procedures = procedures;
        this.radiation = radiation;
        this.head = head;
        this.scenario = scenario;
        YamlMap texts = scenario.map("rationales");
        texts.keys().forEach(key -> rationales.put(key, texts.localized(key)));
        unused.addAll(rationales.keySet());
    }

    List<ImagingOption> read() {
        Optional<String> strength = scenario.optionalText("strength");
        List<Evidence> sources = scenario.has("sources") ? cited(scenario) : List.of();
        List<ImagingOption> options = scenario.maps(scenario.atLeastOne("options")).stream()
                .flatMap(option -> options(option, strength, sources).stream())
                .toList();
        if (!unused.isEmpty()) {
            throw scenario.refuse("rationales", "no option is because of " + unused.getFirst());
        }
        return options;
    }

    private List<ImagingOption> options(YamlMap map, Optional<String> usualStrength, List<Evidence> usualSources) {
        Category category = map.value("category", Category::of);
        Optional<Integer> score = map.has("score") ? Optional.of(map.integer("score", 1, 9)) : Optional.empty();
        boolean disagreement = map.flag("disagreement");
        String strength =
                map.has("strength") ? map.text("strength") : usualStrength.orElseGet(() -> map.text("strength"));
        List<Evidence> sources = map.has("sources") || usualSources.isEmpty() ? cited(map) : usualSources;
        Localized rationale = rationale(map);
        List<ImagingOption> options = map.texts(map.atLeastOne("procedures")).stream()
                .flatMap(key -> procedures.named(map, key))
                .map(key -> new ImagingOption(
                        key, category, score, disagreement, strength, level(map, key), rationale, sources))
                .toList();
        map.close();
        return options;
    }

    private List<Evidence> cited(YamlMap map) {
        return map.texts(map.atLeastOne("sources")).stream()
                .map(name -> head.citation(map, name))
                .toList();
    }

    private Localized rationale(YamlMap map) {
        String key = map.text("because");
        unused.remove(key);
        return Optional.ofNullable(rationales.get(key))
                .orElseThrow(() -> map.refuse("because", "the scenario has no rationale " + key));
    }

    private Code level(YamlMap map, String procedure) {
        if (map.has("radiation")) {
            return map.value("radiation", level -> radiation.level(head.scale(), level));
        }
        if (procedure.equals(ImagingOption.NO_IMAGING)) {
            return head.noRadiation();
        }
        return radiation
                .of(procedure, head.scale())
                .orElseThrow(() -> map.refuse(
                        "procedures",
                        "table imaging-radiation has no level for " + procedure + "; add it, or state radiation"));
    }
}
