package org.painbridge.server.audit;

import java.util.ArrayList;
import java.util.List;

/** What a check of the trail found. */
public final class AuditReport {
    private static final int MOST_SHOWN = 100;

    private final List<String> findings = new ArrayList<>();
    private long entries;
    private long found;
    private int chains;

    void entry() {
        entries++;
    }

    void chains(int number) {
        chains = number;
    }

    void finding(String text) {
        found++;
        if (findings.size() < MOST_SHOWN) {
            findings.add(text);
        }
    }

    /** The first hundred, in the order of time. */
    public List<String> findings() {
        return List.copyOf(findings);
    }

    public long found() {
        return found;
    }

    public String summary() {
        return entries + " entries in " + chains + " chains: "
                + (found == 0 ? "none was changed, removed or inserted" : found + " differences");
    }
}
