package org.painbridge.careplan;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** A part of a plan, by who may write it. Everybody else proposes. */
public enum PlanPart {
    /** The plan itself: what it addresses, its goals and activities as a list. */
    HEADER(Party.CUSTODIAN),
    /** The service writes it too: who agrees joins. */
    TEAM(Party.CUSTODIAN),
    /** A goal that somebody has set. */
    GOAL,
    /** A goal that the patient has set. */
    GOAL_OF_PATIENT(Party.PATIENT, Party.REVIEWER),
    /** How far a goal is reached. */
    ACHIEVEMENT(Party.CUSTODIAN, Party.REVIEWER, Party.MEMBER, Party.PATIENT),
    /** A request, a medicine included: of whoever asks for it, or has prescribed it. */
    ACTIVITY;

    private final Set<Party> writers;

    PlanPart(Party... writers) {
        this.writers = Set.of(writers);
    }

    /**
     * @param parties what somebody is to the plan
     * @param author whether that is who has set the goal, or asks for the activity
     */
    public boolean isFor(Set<Party> parties, boolean author) {
        Set<Party> some = parties.isEmpty() ? EnumSet.noneOf(Party.class) : EnumSet.copyOf(parties);
        return author && writers.isEmpty() || !Collections.disjoint(writers, some);
    }
}
