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
 * Finds who reviews a plan: whom the sender names, else the active family physician of the plan's care team, else the
 * general practitioner in the patient's record, else the organization that manages it. Never by a name; where a way leads to
 * several people, or none leads to anybody, it asks.
 */
record Router(PlanPush push, Lookups lookups, PushPolicy policy, Problems problems) {
    private static final Set<String> RECIPIENTS = Set.of("Practitioner", "PractitionerRole", "Organization");

    /** Recipients and how they were found. */
    record Choice(List<StoredRef> recipients, Route route) {}

    /** The recipients; empty when a problem was found on the way there. */
    Optional<Choice> route(PatientRef patient, Directory directory, Instant moment) {
        if (!push.recipients().isEmpty()) {
            return choice(push.recipients(), Route.EXPLICIT);
        }
        List<Link> family = activeFamilyPhysicians(moment);
        if (family.size() > 1) {
            return ambiguous("The care team has several active family physicians.");
        }
        if (family.size() == 1) {
            return choice(family, Route.CARE_TEAM);
        }
        List<StoredRef> practitioners = directory.generalPractitioners(patient);
        return practitioners.isEmpty()
                ? intake(directory.managingOrganization(patient))
                : generalPractitioner(practitioners);
    }

    private Optional<Choice> choice(List<Link> links, Route route) {
        List<StoredRef> found = links.stream()
                .flatMap(link -> recipient(link).stream())
                .distinct()
                .toList();
        return links.stream().allMatch(link -> recipient(link).isPresent())
                ? Optional.of(new Choice(found, route))
                : Optional.empty();
    }

    private Optional<StoredRef> recipient(Link link) {
        Optional<StoredRef> found = lookups.one(link.target()).filter(stored -> RECIPIENTS.contains(stored.type()));
        if (found.isEmpty()) {
            problems.add(
                    PushReason.RECIPIENT_UNKNOWN,
                    link.path(),
                    "The recipient is not one known Practitioner, PractitionerRole or Organization. Refer by id, or by"
                            + " identifier together with Reference.type.");
        }
        return found;
    }

    private List<Link> activeFamilyPhysicians(Instant moment) {
        Set<Target> teams = push.graph().plans().stream()
                .flatMap(plan -> plan.teams().stream())
                .map(Link::target)
                .collect(Collectors.toSet());
        return push.graph().teams().stream()
                .filter(team -> team.active() && teams.contains(new Target.Local(team.key())))
                .flatMap(team -> team.participants().stream())
                .filter(participant -> participant.activeAt(moment))
                .filter(participant -> policy.familyPhysicianRoles().containsAny(participant.roles()))
                .map(Participant::member)
                .toList();
    }

    private Optional<Choice> generalPractitioner(List<StoredRef> stored) {
        if (stored.size() > 1) {
            return ambiguous("The patient's record names several general practitioners.");
        }
        return Optional.of(new Choice(stored, Route.GENERAL_PRACTITIONER));
    }

    private Optional<Choice> intake(Optional<StoredRef> organization) {
        if (organization.isEmpty()) {
            problems.add(
                    PushReason.NO_RECIPIENT,
                    "Parameters",
                    "No recipient: none is named, the care team has no active family physician, and the patient's record"
                            + " names neither a general practitioner nor an organization that manages it. Add the parameter"
                            + " recipient.");
        }
        return organization.map(found -> new Choice(List.of(found), Route.ORGANIZATION_INTAKE));
    }

    private Optional<Choice> ambiguous(String why) {
        problems.add(
                PushReason.RECIPIENT_AMBIGUOUS,
                "Parameters",
                why + " Name the one meant with the parameter recipient.");
        return Optional.empty();
    }
}
