package org.painbridge.server.store;

import java.util.ArrayList;
import java.util.List;

/** What a check of the database found. */
public abstract class Findings {
    private static final int MOST_SHOWN = 100;

    private final List<String> shown = new ArrayList<>();
    private long found;

    /** @param what names resources, entries and parameters, and no values */
    public final void add(String what) {
        found++;
        if (shown.size() < MOST_SHOWN) {
            shown.add(what);
        }
    }

    /** How many differences there are; {@link #findings} may hold fewer. */
    public final long found() {
        return found;
    }

    /** The first hundred, in words. */
    public final List<String> findings() {
        return List.copyOf(shown);
    }

    /** How much was looked at, and whether all is well. */
    public abstract String summary();
}
