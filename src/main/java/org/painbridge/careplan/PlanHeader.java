package org.painbridge.careplan;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the CarePlan resource itself says.
 *
 * @param member the CarePlan as a member of the push
 * @param identifiers its business identifiers
 * @param stage status and intent
 * @param author who wrote it; null when it names nobody
 * @param teams its care teams
 * @param activities in the order of the plan
 */
public record PlanHeader(
        Member member,
        List<BusinessIdentifier> identifiers,
        Stage stage,
        @Nullable Link author,
        List<Link> teams,
        List<Activity> activities) {
    public PlanHeader {
        identifiers = List.copyOf(identifiers);
        teams = List.copyOf(teams);
        activities = List.copyOf(activities);
    }

    /** Where it names what is stored of the patient: the referral that it answers, and the plan that it replaces. */
    Stream<Link> stored() {
        return member.links().stream()
                .filter(link -> is(link, "supportingInfo", "ServiceRequest") || is(link, "replaces", Member.CARE_PLAN));
    }

    private boolean is(Link link, String element, String type) {
        return link.path().startsWith(member.path() + "." + element + "[") && link.leadsTo(type);
    }

    /** Status and intent as FHIR codes; empty text where the plan does not say. */
    public record Stage(String status, String intent) {}
}
