package org.painbridge.careplan;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.painbridge.careplan.ReviewTask.Route;
import org.painbridge.careplan.Team.Participant;
import org.painbridge.clinical.PatientRef;

/**
 * Finds who reviews a plan: whom the sender names, else the active family physician of the care team that the push brings, else
 * by the first of the {@link Way}s to somebody that {@code $route-preview} shows. Never by a name; where a way leads to several
 * people, or none leads to anybody, it asks. A person is reached in the only role that counts.
 */
record Router(PlanPush push, Lookups lookups, PushPolicy policy, Problems problems) {
    private static final Set<String> RECIPIENTS = Set.of("Practitioner", "PractitionerRole", "Organization");

    /** Recipients and how they were found. */
    record Choice(List<StoredRef> recipients, Route route) {}

    /** The recipients; empty when a problem was found on the way there. */
    Optional<Choice> route(PatientRef patient, Directory directory, Instant moment) {
        if (!push.recipients().isEmpty()) {
            push.recipients().forEach(link -> checkActive(link, directory, moment));
            return choice(push.recipients(), Route.EXPLICIT, directory, moment);
        }
        List<Link> family = activeFamilyPhysicians(directory, moment);
        if (several(family, directory, moment)) {
            return ambiguous("The care team has several active family physicians.");
        }
        if (!family.isEmpty()) {
            return choice(family, Route.CARE_TEAM, directory, moment);
        }
        Optional<Way> way = directory
                .ways(patient, policy.familyPhysicianRoles()::containsAny, moment)
                .filter(each -> !each.members().isEmpty())
                .findFirst();
        return way.isPresent() ? only(way.get()) : nobody();
    }

    /** A person and the only role of that person are one. */
    private boolean several(List<Link> links, Directory directory, Instant moment) {
        List<StoredRef> found = links.stream()
                .flatMap(link -> stored(link).stream())
                .map(who -> directory.inbox(who, moment))
                .distinct()
                .toList();
        return links.size() > 1
                && (found.size() > 1
                        || !links.stream().allMatch(link -> stored(link).isPresent()));
    }

    private Optional<Choice> choice(List<Link> links, Route route, Directory directory, Instant moment) {
        List<StoredRef> found = links.stream()
                .flatMap(link -> recipient(link).stream())
                .map(who -> directory.inbox(who, moment))
                .distinct()
                .toList();
        return links.stream().allMatch(link -> recipient(link).isPresent())
                ? Optional.of(new Choice(found, route))
                : Optional.empty();
    }

    private Optional<StoredRef> recipient(Link link) {
        Optional<StoredRef> found = stored(link);
        if (found.isEmpty()) {
            problems.add(
                    PushReason.RECIPIENT_UNKNOWN,
                    link.path(),
                    "The recipient is not one known Practitioner, PractitionerRole or Organization. Refer by id, or by"
                            + " identifier together with Reference.type.");
        }
        return found;
    }

    private Optional<StoredRef> stored(Link link) {
        return lookups.one(link.target()).filter(stored -> RECIPIENTS.contains(stored.type()));
    }

    /** Nobody is asked who is there no more. */
    private void checkActive(Link link, Directory directory, Instant moment) {
        if (hasEnded(link, directory, moment)) {
            problems.add(
                    PushReason.RECIPIENT_UNKNOWN,
                    link.path(),
                    "The record of the recipient says that it is not active, or not at this time. Name who has taken"
                            + " over.");
        }
    }

    private boolean hasEnded(Link link, Directory directory, Instant moment) {
        return stored(link).filter(who -> !directory.isActive(who, moment)).isPresent();
    }

    private List<Link> activeFamilyPhysicians(Directory directory, Instant moment) {
        Set<Target> teams = push.graph().plans().stream()
                .flatMap(plan -> plan.teams().stream())
                .map(Link::target)
                .collect(Collectors.toSet());
        return push.graph().teams().stream()
                .filter(team -> team.activeAt(moment) && teams.contains(new Target.Local(team.key())))
                .flatMap(team -> team.participants().stream())
                .filter(participant -> participant.activeAt(moment))
                .filter(participant -> policy.familyPhysicianRoles().containsAny(participant.roles()))
                .map(Participant::member)
                .filter(member -> !hasEnded(member, directory, moment))
                .toList();
    }

    private Optional<Choice> only(Way way) {
        return way.members().size() == 1
                ? Optional.of(new Choice(way.members(), way.route()))
                : ambiguous(
                        way.route() == Route.CARE_TEAM
                                ? "The care teams of the patient have several active family physicians."
                                : "The patient's record names several general practitioners.");
    }

    private Optional<Choice> nobody() {
        problems.add(
                PushReason.NO_RECIPIENT,
                "Parameters",
                "No recipient: none is named, no care team has an active family physician, and the patient's record names"
                        + " neither a general practitioner nor an organization that manages it. Add the parameter"
                        + " recipient.");
        return Optional.empty();
    }

    private Optional<Choice> ambiguous(String why) {
        problems.add(
                PushReason.RECIPIENT_AMBIGUOUS,
                "Parameters",
                why + " Name the one meant with the parameter recipient.");
        return Optional.empty();
    }
}
