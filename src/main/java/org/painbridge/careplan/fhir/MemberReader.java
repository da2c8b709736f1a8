package org.painbridge.careplan.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.CareTeam.CareTeamParticipantComponent;
import org.hl7.fhir.r4.model.CareTeam.CareTeamStatus;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Enumeration;
import org.hl7.fhir.r4.model.Identifier;
import org.jspecify.annotations.Nullable;
import org.painbridge.careplan.Activity;
import org.painbridge.careplan.BusinessIdentifier;
import org.painbridge.careplan.Link;
import org.painbridge.careplan.Member;
import org.painbridge.careplan.PlanGraph;
import org.painbridge.careplan.PlanHeader;
import org.painbridge.careplan.Target;
import org.painbridge.careplan.Team;
import org.painbridge.careplan.Team.Participant;
import org.painbridge.clinical.Code;
import org.painbridge.clinical.fhir.PlacedReference;

/** Turns the entries of a pushed bundle into members of a plan graph. */
record MemberReader(Entries entries, Moments moments) {
    private static final String PERTAINS_TO_GOAL = "http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal";

    PlanGraph graph(String path) {
        List<Member> members = new ArrayList<>();
        List<PlanHeader> plans = new ArrayList<>();
        List<Team> teams = new ArrayList<>();
        for (Entry entry : entries.list()) {
            Member member = member(entry);
            members.add(member);
            if (entry.resource() instanceof CarePlan plan) {
                plans.add(header(plan, member));
            }
            if (entry.resource() instanceof CareTeam team) {
                teams.add(team(team, member));
            }
        }
        Set<String> orders = entries.list().stream()
                .filter(entry -> Intents.isOrder(entry.resource()))
                .map(Entry::key)
                .collect(Collectors.toSet());
        return new PlanGraph(path, members, plans, teams, orders);
    }

    private Member member(Entry entry) {
        List<Link> links = PlacedReference.in(entry.resource(), entry.path()).stream()
                .filter(placed -> !placed.staysInside())
                .map(this::link)
                .toList();
        List<String> purposes = purposePaths(entry);
        return new Member(
                entry.key(),
                entry.resource().fhirType(),
                entry.path(),
                subject(entry, links),
                links,
                links.stream()
                        .filter(link -> purposes.stream().anyMatch(link.path()::startsWith))
                        .toList());
    }

    Link link(PlacedReference placed) {
        return new Link(placed.path(), entries.target(placed));
    }

    private static @Nullable Link subject(Entry entry, List<Link> links) {
        // In R4 an Appointment has no subject; the patient is one of its participants.
        String subject = entry.path() + ".subject";
        String participant = entry.path() + ".participant[";
        return links.stream()
                .filter(link -> link.path().equals(subject) || link.path().startsWith(participant) && isPatient(link))
                .findFirst()
                .orElse(null);
    }

    private static boolean isPatient(Link link) {
        return link.target() instanceof Target.Named named && named.type().equals("Patient");
    }

    private static List<String> purposePaths(Entry entry) {
        List<String> paths = new ArrayList<>(List.of(entry.path() + ".reasonReference["));
        if (entry.resource() instanceof DomainResource resource) {
            IntStream.range(0, resource.getExtension().size())
                    .filter(i -> PERTAINS_TO_GOAL.equals(
                            resource.getExtension().get(i).getUrl()))
                    .forEach(i -> paths.add(entry.path() + ".extension[" + i + "].value"));
        }
        return paths;
    }

    private PlanHeader header(CarePlan plan, Member member) {
        return new PlanHeader(
                member,
                identifiers(plan.getIdentifier()),
                new PlanHeader.Stage(code(plan.getStatusElement()), code(plan.getIntentElement())),
                first(member, ".author"),
                starting(member, ".careTeam["),
                IntStream.range(0, plan.getActivity().size())
                        .mapToObj(i -> activity(plan, i, member))
                        .toList());
    }

    private static List<BusinessIdentifier> identifiers(List<Identifier> identifiers) {
        return identifiers.stream()
                .filter(identifier -> identifier.hasSystem() && identifier.hasValue())
                .map(identifier -> new BusinessIdentifier(identifier.getSystem(), identifier.getValue()))
                .toList();
    }

    private static String code(Enumeration<?> element) {
        return element.hasCode() ? element.getCode() : "";
    }

    private static Activity activity(CarePlan plan, int index, Member member) {
        String step = ".activity[" + index + "]";
        return new Activity(
                member.path() + step, plan.getActivity().get(index).hasDetail(), first(member, step + ".reference"));
    }

    private static @Nullable Link first(Member member, String step) {
        return member.links().stream()
                .filter(link -> link.path().equals(member.path() + step))
                .findFirst()
                .orElse(null);
    }

    private static List<Link> starting(Member member, String step) {
        return member.links().stream()
                .filter(link -> link.path().startsWith(member.path() + step))
                .toList();
    }

    private Team team(CareTeam team, Member member) {
        List<Participant> participants = IntStream.range(
                        0, team.getParticipant().size())
                .mapToObj(i ->
                        participant(team.getParticipant().get(i), member.path() + ".participant[" + i + "].member"))
                .toList();
        return new Team(
                member.key(), team.getStatus() == CareTeamStatus.ACTIVE, moments.span(team.getPeriod()), participants);
    }

    private Participant participant(CareTeamParticipantComponent participant, String path) {
        return new Participant(
                link(new PlacedReference(path, participant.getMember())),
                codes(participant.getRole()),
                moments.span(participant.getPeriod()));
    }

    static Set<Code> codes(List<CodeableConcept> concepts) {
        return concepts.stream()
                .flatMap(concept -> concept.getCoding().stream())
                .filter(coding -> coding.hasSystem() && coding.hasCode())
                .map(coding -> Code.of(coding.getSystem(), coding.getCode()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
