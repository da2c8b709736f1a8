package org.painbridge.careplan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.painbridge.careplan.PlanHeader.Stage;
import org.painbridge.careplan.Team.Participant;
import org.painbridge.clinical.Code;
import org.painbridge.clinical.CodeSet;

/** A plan with a goal and one activity that pertains to it; a test changes what it is about. */
final class PlanPushes {
    static final Instant NOW = Instant.parse("2026-11-25T15:00:00Z");
    static final Code FAMILY_PHYSICIAN = Code.of("https://roles.example", "family-physician");
    static final CodeSet FAMILY_PHYSICIANS = new CodeSet("https://roles.example/vs", "1", Set.of(FAMILY_PHYSICIAN));
    static final Target.Literal PATIENT = new Target.Literal("Patient", "p1");
    static final Target.Literal SPECIALIST = new Target.Literal("PractitionerRole", "specialist");
    static final StoredRef FAMILY = new StoredRef("PractitionerRole", "family");

    List<BusinessIdentifier> identifiers = List.of(new BusinessIdentifier("https://plans.example", "PLAN-1"));
    Stage stage = new Stage("draft", "plan");
    Link author = new Link("plan.author", SPECIALIST);
    List<Activity> activities =
            List.of(new Activity("plan.activity[0]", false, local("plan.activity[0].reference", "physio")));
    List<Link> purposes = List.of(local("physio.goal", "goal"));
    List<Participant> participants = List.of();
    boolean teamActive = true;
    Span teamPeriod = Span.ALWAYS;
    List<Link> recipients = List.of(new Link("recipient", new Target.Literal(FAMILY.type(), FAMILY.id())));
    PlanPush.Due due;
    /** By the plan itself, beside its author. */
    List<Link> named = List.of();

    final List<Member> more = new ArrayList<>();
    boolean planTwice;
    Set<String> orders = Set.of();

    static StoredPeople people() {
        return new StoredPeople()
                .with("Patient", "p1")
                .with("PractitionerRole", "specialist")
                .with(FAMILY.type(), FAMILY.id());
    }

    static Link local(String path, String key) {
        return new Link(path, new Target.Local(key));
    }

    static Member member(String key, String type, Link... links) {
        Link subject = new Link(key + ".subject", PATIENT);
        return member(key, type, subject, links);
    }

    static Member member(String key, String type, Link subject, Link[] links) {
        List<Link> all = new ArrayList<>(List.of(links));
        if (subject != null) {
            all.add(subject);
        }
        return new Member(key, type, key, subject, all, List.of());
    }

    static Participant familyPhysician(Target who) {
        return participant(who, null, null);
    }

    static Participant participant(Target who, Instant since, Instant until) {
        return new Participant(
                new Link("team.participant[0].member", who), Set.of(FAMILY_PHYSICIAN), new Span(since, until));
    }

    PlanPush build() {
        Member plan = member(
                "plan",
                "CarePlan",
                Stream.concat(Stream.ofNullable(author), named.stream()).toArray(Link[]::new));
        Link[] team = participants.stream().map(Participant::member).toArray(Link[]::new);
        Member request = new Member(
                "physio",
                "ServiceRequest",
                "physio",
                new Link("physio.subject", PATIENT),
                List.of(new Link("physio.subject", PATIENT)),
                purposes);
        List<Member> members =
                new ArrayList<>(List.of(plan, member("team", "CareTeam", team), member("goal", "Goal"), request));
        members.addAll(more);
        PlanHeader header = new PlanHeader(
                plan, identifiers, stage, author, List.of(local("plan.careTeam[0]", "team")), activities);
        return new PlanPush(
                new BusinessIdentifier("https://pushes.example", "PUSH-1"),
                new PlanGraph(
                        "bundle",
                        members,
                        planTwice ? List.of(header, header) : List.of(header),
                        List.of(new Team("team", teamActive, teamPeriod, participants)),
                        orders),
                recipients,
                due,
                ContentHash.of(List.of("content")));
    }
}
