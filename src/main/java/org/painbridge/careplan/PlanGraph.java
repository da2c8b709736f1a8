package org.painbridge.careplan;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The resources of a push and how they hang together.
 *
 * @param path where they stand, a FHIRPath expression from the root of the request
 * @param members all of them
 * @param plans the CarePlans among them; a push that is right has one
 * @param teams the CareTeams among them
 * @param orders the keys of the requests that are orders already, and propose nothing
 */
public record PlanGraph(
        String path, List<Member> members, List<PlanHeader> plans, List<Team> teams, Set<String> orders) {
    public PlanGraph {
        orders = Set.copyOf(orders);
        members = List.copyOf(members);
        plans = List.copyOf(plans);
        teams = List.copyOf(teams);
    }

    /** Those that lead to what is stored of the patient: a referral, a plan that is replaced, a medicine that a step follows. */
    Stream<Link> stored() {
        return Stream.concat(
                plans.stream().flatMap(PlanHeader::stored), members.stream().flatMap(Member::earlier));
    }

    Stream<Link> links() {
        return members.stream().flatMap(member -> member.links().stream());
    }
}
