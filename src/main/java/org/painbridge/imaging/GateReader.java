package org.painbridge.imaging;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads what has to hold for a scenario, and what to ask for it. */
final class GateReader {
    private final Map<String, Fact> facts;

    GateReader(Map<String, Fact> facts) {
        this.facts = facts;
    }

    Gates gates(YamlMap scenario) {
        Map<String, Boolean> clocks = new LinkedHashMap<>();
        for (YamlMap clock : scenario.maps("clocks")) {
            String fact = clock.text("fact");
            if (Optional.ofNullable(facts.get(fact)).map(Fact::clock).isEmpty()) {
                throw clock.refuse("fact", fact + " is not a fact with a clock");
            }
            clocks.put(fact, met(clock));
            clock.close();
        }
        YamlMap gates = scenario.map("gates");
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

    /** As the scenario says, or what matters most first. */
    List<String> asks(YamlMap scenario, Gates gates, List<String> redFlags) {
        Set<String> needed = new LinkedHashSet<>(redFlags);
        Stream.of(gates.none(), gates.any(), gates.all()).forEach(needed::addAll);
        needed.addAll(gates.clocks().keySet());
        if (!scenario.has("asks")) {
            return List.copyOf(needed);
        }
        List<String> asks = known(scenario, "asks");
        asks.forEach(needed::remove);
        if (!needed.isEmpty()) {
            throw scenario.refuse("asks", "does not ask for " + needed);
        }
        return asks;
    }

    List<String> known(YamlMap map, String key) {
        return known(map, key, named(map, key));
    }

    /** Of any type. */
    List<String> named(YamlMap map, String key) {
        List<String> ids = map.texts(key);
        ids.stream().filter(id -> !facts.containsKey(id)).findFirst().ifPresent(id -> {
            throw map.refuse(key, "no criteria file has the fact " + id);
        });
        return ids;
    }

    private List<String> known(YamlMap map, String key, List<String> ids) {
        ids.stream().filter(id -> !isYesOrNo(id)).findFirst().ifPresent(id -> {
            throw map.refuse(key, id + " is no question of yes or no; name a fact that says when it is met");
        });
        return ids;
    }

    String one(YamlMap map, String key, String id) {
        if (!facts.containsKey(id)) {
            throw map.refuse(key, "no criteria file has the fact " + id);
        }
        return known(map, key, List.of(id)).getFirst();
    }

    private boolean isYesOrNo(String id) {
        return Optional.ofNullable(facts.get(id))
                .filter(fact -> fact.type() == Fact.Type.BOOLEAN)
                .isPresent();
    }
}
