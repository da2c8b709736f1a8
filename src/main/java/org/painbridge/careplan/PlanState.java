package org.painbridge.careplan;

import java.util.Set;

/** Where a plan stands, and how far it is agreed. */
public record PlanState(PlanStatus status, Agreement agreement) {
    /** Of every plan that was pushed. */
    public static final PlanState PUSHED = new PlanState(PlanStatus.DRAFT, Agreement.AWAITING_RESPONSE);

    /**
     * The state after a move.
     *
     * @throws ExchangeRefusal if these parties may not make it, or it does not lead on from here
     */
    public PlanState after(PlanMove move, Set<Party> by) {
        move.gate().require(move.code(), "plan", status, status.code(), by);
        return new PlanState(move.to(status), move.agreement(agreement));
    }
}
