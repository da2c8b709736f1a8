package org.painbridge.careplan;

import java.time.Duration;
import org.painbridge.clinical.CodeSet;

/**
 * What a site decides about pushes.
 *
 * @param familyPhysicianRoles the care-team roles that mark the person who reviews a plan
 * @param respondWithin time for an answer where the sender names none
 */
public record PushPolicy(CodeSet familyPhysicianRoles, Duration respondWithin) {
    public PushPolicy {
        if (!respondWithin.isPositive()) {
            throw new IllegalArgumentException("The time for an answer is not positive: " + respondWithin);
        }
    }
}
