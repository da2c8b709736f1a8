package org.painbridge.careplan;

import java.time.Instant;

/**
 * The request to one recipient to answer a pushed plan; it begins as {@link TaskState#REQUESTED}.
 *
 * @param owner who is to answer
 * @param due until when
 * @param chosenBy how the owner was found
 */
public record ReviewTask(StoredRef owner, Instant due, Route chosenBy) {
    public TaskState state() {
        return TaskState.REQUESTED;
    }

    /** How a recipient was found, in the order in which the ways are tried. */
    public enum Route {
        /** The sender named it. */
        EXPLICIT,
        /** It is the active family physician of the plan's care team. */
        CARE_TEAM,
        /** The patient's record names it as general practitioner. */
        GENERAL_PRACTITIONER
    }
}
