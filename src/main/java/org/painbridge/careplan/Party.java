package org.painbridge.careplan;

/** What somebody is to a plan, or to one of its tasks; one person may be several. */
public enum Party {
    /** Writes the plan: its author, until it is handed over. */
    CUSTODIAN,
    /** Was asked to review the plan. */
    REVIEWER,
    /** Is asked by a task. */
    OWNER,
    /** Asks by a task. */
    REQUESTER,
    /** Is on the plan's care team at the moment. */
    MEMBER,
    /** The patient whom the plan is about. */
    PATIENT,
    /** Runs the server, and sets right what went wrong. */
    STEWARD
}
