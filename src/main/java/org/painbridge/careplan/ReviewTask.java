package org.painbridge.careplan;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * The request to one recipient to answer a pushed plan; it begins as {@link TaskState#REQUESTED}.
 *
 * @param owner who is to answer
 * @param due until when
 * @param chosenBy how the owner was found
 * @param endpoint where systems reach the owner; empty for not electronic
 * @param paper whether it is queued on paper, too
 */
public record ReviewTask(StoredRef owner, Instant due, Route chosenBy, Optional<StoredRef> endpoint, boolean paper) {
    public TaskState state() {
        return TaskState.REQUESTED;
    }

    /** How a recipient was found, in the order in which the ways are tried. */
    public enum Route {
        /** The sender named it. */
        EXPLICIT,
        /** It is the active family physician of the plan's care team, else of one of the patient's. */
        CARE_TEAM,
        /** The patient's record names it as general practitioner. */
        GENERAL_PRACTITIONER,
        /** It manages the patient's record, and whoever is on duty there takes the plan in. */
        ORGANIZATION_INTAKE;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
