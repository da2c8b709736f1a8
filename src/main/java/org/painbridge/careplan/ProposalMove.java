package org.painbridge.careplan;

import static org.painbridge.careplan.Party.OWNER;
import static org.painbridge.careplan.Party.REQUESTER;
import static org.painbridge.careplan.TaskState.CANCELLED;
import static org.painbridge.careplan.TaskState.COMPLETED;
import static org.painbridge.careplan.TaskState.ON_HOLD;
import static org.painbridge.careplan.TaskState.REJECTED;
import static org.painbridge.careplan.TaskState.REQUESTED;

import java.util.Locale;
import java.util.Set;

/** How the task of a change proposal moves on. It waits on hold where the plan has changed in the same place meanwhile. */
public enum ProposalMove {
    /** Accepted, and applied in the same moment. */
    ACCEPT(COMPLETED, OWNER),
    REJECT(REJECTED, OWNER),
    /** Answered by another proposal. */
    AMEND(REJECTED, OWNER),
    /** Accepted, but in conflict with what was changed meanwhile. */
    COLLIDE(ON_HOLD, OWNER),
    CANCEL(CANCELLED, REQUESTER);

    private final Gate<TaskState> gate;
    private final TaskState to;

    ProposalMove(TaskState to, Party by) {
        this.gate = new Gate<>(Set.of(REQUESTED, ON_HOLD), Set.of(by));
        this.to = to;
    }

    /** @throws ExchangeRefusal if these parties may not make the move, or it does not lead on from there */
    public TaskState from(TaskState before, Set<Party> by) {
        gate.require(code(), "proposal", before, before.code(), by);
        return to;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
