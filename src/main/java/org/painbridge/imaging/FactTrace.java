package org.painbridge.imaging;

import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the state of one fact came about.
 *
 * @param state of a date: MET when it is known
 * @param used the findings that made the state; for a fact that time decides, the dates it counts from
 * @param setAside findings that did not count: too old, without a date, in the future, or overtaken by a newer answer
 */
public record FactTrace(Fact criterion, FactState state, List<Finding> used, List<Finding> setAside) {
    public FactTrace {
        used = List.copyOf(used);
        setAside = List.copyOf(setAside);
    }

    /** Its id. */
    public String fact() {
        return criterion.id();
    }

    public Localized question() {
        return criterion.question();
    }

    /** Of facts that time decides: the limit and where it comes from. */
    public @Nullable Clock clock() {
        return criterion.clock();
    }

    public @Nullable Period lookBack() {
        return criterion.lookBack();
    }
}
