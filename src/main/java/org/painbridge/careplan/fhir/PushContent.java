package org.painbridge.careplan.fhir;

import java.util.function.Supplier;
import org.painbridge.careplan.ContentHash;
import org.painbridge.careplan.PlanPush;
import org.painbridge.careplan.Repetition;

/** A push that was read: what it says, and the resources it says it with. Immutable as long as the request is left alone. */
public final class PushContent {
    private final PlanPush push;
    private final Entries entries;
    private final boolean dryRun;
    private final Supplier<ContentHash> earlierForm;

    /** @param earlierForm fingerprint of this content as earlier builds took it */
    PushContent(PlanPush push, Entries entries, boolean dryRun, Supplier<ContentHash> earlierForm) {
        this.earlierForm = earlierForm;
        this.push = push;
        this.entries = entries;
        this.dryRun = dryRun;
    }

    public PlanPush push() {
        return push;
    }

    /** What this is after a push that used the same push identifier, maybe under an earlier build. */
    public Repetition after(ContentHash earlier) {
        return push.content().after(earlier) == Repetition.DUPLICATE
                ? Repetition.DUPLICATE
                : earlierForm.get().after(earlier);
    }

    /** Whether the sender only asks what would happen. */
    public boolean dryRun() {
        return dryRun;
    }

    Entries entries() {
        return entries;
    }
}
