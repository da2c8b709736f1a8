package org.painbridge.careplan.fhir;

import org.painbridge.careplan.PlanPush;

/** A push that was read: what it says, and the resources it says it with. Immutable as long as the request is left alone. */
public final class PushContent {
    private final PlanPush push;
    private final Entries entries;
    private final boolean dryRun;

    PushContent(PlanPush push, Entries entries, boolean dryRun) {
        this.push = push;
        this.entries = entries;
        this.dryRun = dryRun;
    }

    public PlanPush push() {
        return push;
    }

    /** Whether the sender only asks what would happen. */
    public boolean dryRun() {
        return dryRun;
    }

    Entries entries() {
        return entries;
    }
}
