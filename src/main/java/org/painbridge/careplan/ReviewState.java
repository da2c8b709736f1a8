package org.painbridge.careplan;

import java.util.Locale;

/** The state in which a push leaves a review task, and who may move it on from there. */
public enum ReviewState {
    REQUESTED;

    /** As {@code Task.status} says it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether the party may move a task from this state to the status. Moves: design reference of the Dutch Shared Care
     * Planning implementation ORCA (SanteonNL/orca, handle_updatetask.go): the owner takes or refuses, either calls off.
     */
    public boolean allows(String status, Party by) {
        return switch (status) {
            case "received", "accepted", "rejected" -> by == Party.OWNER;
            case "cancelled" -> true;
            default -> false;
        };
    }

    /** Who moves a task. */
    public enum Party {
        OWNER,
        REQUESTER
    }
}
