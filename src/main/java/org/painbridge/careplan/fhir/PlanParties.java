package org.painbridge.careplan.fhir;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CarePlan.CarePlanStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.painbridge.careplan.Party;
import org.painbridge.careplan.Speaker;
import org.painbridge.careplan.TaskState;

/** Who is what to a plan and its tasks. */
public record PlanParties(LivingPlan plan) {
    Set<Party> of(Speaker speaker) {
        Set<Party> parties = EnumSet.noneOf(Party.class);
        add(parties, Party.CUSTODIAN, speaker.is(plan.custodian()));
        add(parties, Party.STEWARD, speaker.steward());
        if (plan.plan().getStatus() == CarePlanStatus.ENTEREDINERROR) {
            return parties; // It is nobody else's: its patient, and whoever was asked, are of another record.
        }
        add(parties, Party.REVIEWER, plan.reviews().stream().anyMatch(task -> owns(task, speaker)));
        add(parties, Party.MEMBER, plan.team().has(speaker));
        add(parties, Party.PATIENT, speaker.is(plan.patient()));
        add(parties, Party.OWNER, parties.isEmpty() && isAsked(speaker));
        return parties;
    }

    /** Whoever is asked to do something has a part in the plan from then on, on the team or not. */
    private boolean isAsked(Speaker speaker) {
        return Stream.concat(plan.activities().stream(), plan.proposals().stream())
                .filter(task -> TaskState.isOpen(task.getStatus().toCode()))
                .anyMatch(task -> owns(task, speaker));
    }

    /** Of a review or an activity the custodian is the requester: after a hand-over the new one, and not who asked. */
    Set<Party> of(Task task, Speaker speaker) {
        Set<Party> parties = EnumSet.noneOf(Party.class);
        String requester = LivingPlan.isProposal(task) ? task.getRequester().getReference() : plan.custodian();
        add(parties, Party.OWNER, owns(task, speaker));
        add(parties, Party.REQUESTER, speaker.is(requester));
        return parties;
    }

    private static void add(Set<Party> parties, Party party, boolean holds) {
        if (holds) {
            parties.add(party);
        }
    }

    private static boolean owns(Task task, Speaker speaker) {
        return speaker.is(task.getOwner().getReference());
    }

    /** As whom of these somebody takes part, the custodian first. */
    Optional<String> participant(Collection<String> members) {
        Stream<String> owners =
                tasks().map(task -> String.valueOf(task.getOwner().getReference()));
        return Stream.of(Stream.of(plan.custodian()), owners, plan.team().members(), Stream.of(plan.patient()))
                .flatMap(each -> each)
                .filter(members::contains)
                .findFirst();
    }

    /** Whether somebody of these takes part, or did: whoever made the plan, or asked something of it, hands it over and stays known. */
    public boolean hadPart(Collection<String> members) {
        Stream<Reference> asked = tasks().map(Task::getRequester);
        return participant(members).isPresent()
                || Stream.concat(Stream.of(plan.plan().getAuthor()), asked)
                        .map(who -> LivingPlan.unversioned(who.getReference()))
                        .anyMatch(members::contains);
    }

    private Stream<Task> tasks() {
        return Stream.of(plan.reviews(), plan.activities(), plan.proposals()).flatMap(List::stream);
    }
}
