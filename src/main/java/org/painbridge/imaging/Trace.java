package org.painbridge.imaging;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything a verdict rests on: the facts and how the scenarios stood. Written when it is first read, as many callers
 * never ask; it is the same whenever that is.
 */
public final class Trace {
    public static final Trace EMPTY = new Trace(List::of, List::of);

    private final Supplier<List<FactTrace>> writeFacts;
    private final Supplier<List<ScenarioTrace>> writeScenarios;
    private volatile @Nullable List<FactTrace> facts;
    private volatile @Nullable List<ScenarioTrace> scenarios;

    Trace(Supplier<List<FactTrace>> facts, Supplier<List<ScenarioTrace>> scenarios) {
        this.writeFacts = facts;
        this.writeScenarios = scenarios;
    }

    public List<FactTrace> facts() {
        List<FactTrace> written = facts;
        if (written == null) {
            written = List.copyOf(writeFacts.get());
            facts = written;
        }
        return written;
    }

    public List<ScenarioTrace> scenarios() {
        List<ScenarioTrace> written = scenarios;
        if (written == null) {
            written = List.copyOf(writeScenarios.get());
            scenarios = written;
        }
        return written;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Trace trace
                && facts().equals(trace.facts())
                && scenarios().equals(trace.scenarios());
    }

    @Override
    public int hashCode() {
        return facts().hashCode();
    }

    @Override
    public String toString() {
        return "Trace[facts=" + facts() + ", scenarios=" + scenarios() + "]";
    }
}
