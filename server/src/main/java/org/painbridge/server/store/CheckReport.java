package org.painbridge.server.store;

import java.util.ArrayList;
import java.util.List;

/** What a {@link ConsistencyCheck} looked at and found. It names resources and search parameters, and no values. */
public final class CheckReport {
    private static final int MOST_FINDINGS = 100;

    private final List<String> findings = new ArrayList<>();
    private long found;
    private long resources;
    private long versions;
    private long indexRows;

    void found(String what) {
        found++;
        if (findings.size() < MOST_FINDINGS) {
            findings.add(what);
        }
    }

    void looked(int versionsOfIt, int indexRowsOfIt) {
        resources++;
        versions += versionsOfIt;
        indexRows += indexRowsOfIt;
    }

    /** How many differences there are; {@link #findings} may hold fewer. */
    public long found() {
        return found;
    }

    /** The first hundred, in words. */
    public List<String> findings() {
        return List.copyOf(findings);
    }

    /** How much was looked at. */
    public String summary() {
        return resources + " resources, " + versions + " versions, " + indexRows + " index rows: "
                + (found == 0 ? "all agree" : found + " differences");
    }
}
