package org.painbridge.imaging;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.painbridge.clinical.Code;
import org.painbridge.clinical.Evidence;

/**
 * What a rules file says once for all its scenarios.
 *
 * @param scale code system of its radiation levels
 * @param noRadiation the level of no imaging
 * @param citations by the name they have in the file
 */
record RulesHead(String scale, Code noRadiation, Map<String, Evidence> citations) {
    static RulesHead read(YamlMap file, Sources sources, RankingPolicy ranking) {
        file.text("topic");
        YamlMap named = file.map("citations");
        Map<String, Evidence> citations = new LinkedHashMap<>();
        named.keys().forEach(name -> citations.put(name, sources.cited(named.map(name))));
        if (citations.isEmpty()) {
            throw file.refuse("citations", "expected at least one");
        }
        return new RulesHead(file.text("radiationScale"), ranking.radiation().getFirst(), citations);
    }

    Evidence citation(YamlMap map, String name) {
        return Optional.ofNullable(citations.get(name))
                .orElseThrow(() -> map.refuse("sources", "the file has no citation " + name));
    }
}
