package org.painbridge.server.audit;

import org.painbridge.server.store.Findings;

/** What a check of the trail found, in the order of time. */
public final class AuditReport extends Findings {
    private long entries;
    private int chains;

    void entry() {
        entries++;
    }

    void chains(int number) {
        chains = number;
    }

    @Override
    public String summary() {
        return entries + " entries in " + chains + " chains: "
                + (found() == 0 ? "none was changed, removed or inserted" : found() + " differences");
    }
}
