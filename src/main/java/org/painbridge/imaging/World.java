package org.painbridge.imaging;

import java.util.HashMap;
import java.util.Map;

/** The facts of one person as known, or as they might be. */
final class World {
    private final Map<String, Fact> library;
    private final Map<String, FactState> own;

    World(Map<String, Fact> library, Map<String, FactState> own) {
        this.library = library;
        this.own = Map.copyOf(own);
    }

    World with(String fact, FactState state) {
        Map<String, FactState> changed = new HashMap<>(own);
        changed.put(fact, state);
        return new World(library, changed);
    }

    /** What was found of the fact itself, else what its parts say. */
    FactState state(String id) {
        Fact fact = library.get(id);
        if (fact == null) {
            throw new IllegalArgumentException("No fact " + id);
        }
        if (fact.onlyIf() != null && isOut(state(fact.onlyIf()))) {
            return FactState.NOT_APPLICABLE;
        }
        FactState found = own.getOrDefault(id, FactState.UNKNOWN);
        FactState parts = FactState.any(fact.anyOf().stream().map(this::state).toList());
        if (parts == FactState.MET
                || (found == FactState.UNKNOWN && !fact.anyOf().isEmpty())) {
            return parts;
        }
        return found;
    }

    private static boolean isOut(FactState state) {
        return state == FactState.NOT_MET || state == FactState.NOT_APPLICABLE;
    }
}
