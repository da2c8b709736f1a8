package org.painbridge.imaging;

import java.util.List;

/** Everything a verdict rests on: the facts and how the scenarios stood. */
public record Trace(List<FactTrace> facts, List<ScenarioTrace> scenarios) {
    public static final Trace EMPTY = new Trace(List.of(), List.of());

    public Trace {
        facts = List.copyOf(facts);
        scenarios = List.copyOf(scenarios);
    }
}
