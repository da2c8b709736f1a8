package org.painbridge.careplan;

import org.painbridge.clinical.CodeSet;

/**
 * What a site decides about pushes.
 *
 * @param familyPhysicianRoles the care-team roles that mark the person who reviews a plan
 * @param deadlines time for an answer where the sender names none
 * @param paper whether a plan is also queued on paper for a recipient whom no system reaches
 */
public record PushPolicy(CodeSet familyPhysicianRoles, Deadlines deadlines, boolean paper) {}
