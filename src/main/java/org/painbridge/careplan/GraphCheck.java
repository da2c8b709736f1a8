package org.painbridge.careplan;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the members of a push form one closed graph around one plan. */
record GraphCheck(PlanGraph graph, Problems problems) {
    /** Stored resources that a plan may refer to, by address or identifier: none of them is of another patient's record. */
    private static final Set<String> STORED_TYPES =
            Set.of("Patient", "Practitioner", "PractitionerRole", "Organization");

    void run() {
        if (graph.plans().size() != 1) {
            problems.add(
                    PushReason.ONE_PLAN,
                    graph.path(),
                    "A push holds exactly one CarePlan; this one holds "
                            + graph.plans().size() + ". Push each plan by itself.");
        }
        checkMembers();
        Set<String> keys = graph.members().stream().map(Member::key).collect(Collectors.toSet());
        Set<Link> stored = graph.stored().collect(Collectors.toSet());
        graph.links().filter(link -> !stored.contains(link)).forEach(link -> checkLink(link, keys));
        checkGoals();
    }

    /** A goal may be a step towards another, and so on, but never towards itself. */
    private void checkGoals() {
        Map<String, Set<String>> steps = new LinkedHashMap<>();
        for (Member goal : goals()) {
            steps.put(goal.key(), towards(goal));
        }
        boolean fewer = true;
        while (fewer) { // Goals that lead to none that is left are no part of a circle.
            fewer = steps.values().removeIf(next -> Collections.disjoint(next, steps.keySet()));
        }
        goals().stream()
                .filter(goal -> steps.containsKey(goal.key()))
                .findFirst()
                .ifPresent(
                        goal -> problems.add(
                                PushReason.GOAL_CYCLE,
                                goal.path(),
                                "The goals refer to each other in a circle, which this one leads into. Drop one of the references."));
    }

    private List<Member> goals() {
        return graph.members().stream()
                .filter(member -> member.type().equals("Goal"))
                .toList();
    }

    private static Set<String> towards(Member goal) {
        return goal.links().stream()
                .map(Link::target)
                .filter(Target.Local.class::isInstance)
                .map(target -> ((Target.Local) target).key())
                .collect(Collectors.toSet());
    }

    private void checkMembers() {
        Set<String> keys = new HashSet<>();
        for (Member member : graph.members()) {
            if (!Member.TYPES.contains(member.type())) {
                problems.add(
                        PushReason.MEMBER_TYPE,
                        member.path(),
                        "A push does not take a " + member.type()
                                + ". Leave it out; refer to people and organizations that are stored already.");
            }
            if (!keys.add(member.key())) {
                problems.add(
                        PushReason.MEMBER_KEY,
                        member.path(),
                        "Two entries have the same fullUrl, or the same type and id. Give each its own.");
            }
        }
    }

    private void checkLink(Link link, Set<String> keys) {
        if (link.target() instanceof Target.Dangling
                || link.target() instanceof Target.Local local && !keys.contains(local.key())) {
            problems.add(
                    PushReason.REFERENCE_DANGLING,
                    link.path(),
                    "The reference leads to no entry of the bundle and to no resource here. Add the entry, or refer by"
                            + " type and id, or by identifier.");
        }
        if (link.target() instanceof Target.Named named && !STORED_TYPES.contains(named.type())) {
            problems.add(
                    PushReason.REFERENCE_TYPE,
                    link.path(),
                    "A push may refer to a stored Patient, Practitioner, PractitionerRole or Organization, and the plan by supportingInfo"
                            + " to a ServiceRequest, by replaces to a CarePlan and by MedicationRequest.priorPrescription or basedOn to a"
                            + " MedicationRequest of its patient, not here to a "
                            + named.type() + ". Put that resource into the bundle or drop the reference.");
        }
    }
}
