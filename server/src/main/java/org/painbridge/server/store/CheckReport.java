package org.painbridge.server.store;

/** What a {@link ConsistencyCheck} looked at and found. */
public final class CheckReport extends Findings {
    private long resources;
    private long versions;
    private long indexRows;

    void looked(int versionsOfIt, int indexRowsOfIt) {
        resources++;
        versions += versionsOfIt;
        indexRows += indexRowsOfIt;
    }

    @Override
    public String summary() {
        return resources + " resources, " + versions + " versions, " + indexRows + " index rows: "
                + (found() == 0 ? "all agree" : found() + " differences");
    }
}
