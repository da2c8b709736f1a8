package org.painbridge.careplan;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.painbridge.clinical.PatientRef;

/** Decides whether a pushed plan may be stored, and who is asked to review it. */
public final class PushCheck {
    private final PushPolicy policy;

    public PushCheck(PushPolicy policy) {
        this.policy = policy;
    }

    /**
     * Checks a push against itself and against what is stored.
     *
     * @param receivedAt when the push came in
     */
    public PushVerdict check(PlanPush push, Directory directory, Instant receivedAt) {
        Problems problems = new Problems();
        Lookups lookups = Lookups.of(push, directory);
        new GraphCheck(push.graph(), problems).run();
        checkDue(push, receivedAt, problems);
        Optional<PatientRef> patient = new SubjectCheck(push.graph(), lookups, directory, problems).run();
        checkAddresses(push.graph(), lookups, problems);
        Optional<StoredRef> author = push.graph().plans().stream()
                .findFirst()
                .flatMap(plan -> new PlanCheck(plan, push.graph(), lookups, directory, problems).run());
        Optional<Router.Choice> choice = patient.flatMap(
                known -> new Router(push, lookups, policy, problems).route(known, directory, receivedAt));
        if (author.isPresent() && choice.isPresent()) {
            checkOthers(author.get(), choice.get(), new Named(push, lookups), directory, problems);
        }
        if (patient.isEmpty()
                || author.isEmpty()
                || choice.isEmpty()
                || !problems.list().isEmpty()) {
            return new PushVerdict.Refused(problems.list());
        }
        StoredRef sender = directory.addressee(author.get()).organization().orElse(author.get());
        return new PushVerdict.Accepted(
                patient.get(),
                author.get(),
                sender,
                reviews(choice.get(), push, directory, receivedAt),
                lookups.known());
    }

    private static void checkDue(PlanPush push, Instant receivedAt, Problems problems) {
        PlanPush.Due due = push.responseDue();
        if (due != null && !due.moment().isAfter(receivedAt)) {
            problems.add(
                    PushReason.DUE_PASSED,
                    due.path(),
                    "The answer is wanted by a moment that has passed. Give a later one, or none.");
        }
    }

    /** Where recipients are named in the push. */
    private record Named(PlanPush push, Lookups lookups) {
        String path(StoredRef who) {
            return push.recipients().stream()
                    .filter(link ->
                            lookups.one(link.target()).filter(who::equals).isPresent())
                    .map(Link::path)
                    .findFirst()
                    .orElse("Parameters");
        }
    }

    /** Nobody agrees with themselves. */
    private static void checkOthers(
            StoredRef author, Router.Choice choice, Named named, Directory directory, Problems problems) {
        Optional<StoredRef> person = directory.person(author);
        choice.recipients().stream()
                .filter(who -> who.equals(author)
                        || person.isPresent() && directory.person(who).equals(person))
                .forEach(who -> problems.add(
                        PushReason.RECIPIENT_UNKNOWN,
                        named.path(who),
                        "The recipient is the author of the plan. Name with the parameter recipient who else is to review"
                                + " it."));
    }

    /** A name by address must lead somewhere; a business identifier of somebody who is not stored here may stand. */
    private static void checkAddresses(PlanGraph graph, Lookups lookups, Problems problems) {
        graph.links()
                .filter(link -> link.target() instanceof Target.Literal name
                        && lookups.all(name).isEmpty())
                .forEach(link -> problems.add(
                        PushReason.REFERENCE_UNKNOWN,
                        link.path(),
                        "Nothing is stored at this address. Correct it, or refer by identifier."));
    }

    private List<ReviewTask> reviews(Router.Choice choice, PlanPush push, Directory directory, Instant receivedAt) {
        PlanPush.Due wanted = push.responseDue();
        return choice.recipients().stream()
                .map(directory::addressee)
                .map(owner -> new ReviewTask(
                        owner.who(),
                        wanted == null
                                ? receivedAt.plus(policy.deadlines().of(owner).respond())
                                : wanted.moment(),
                        choice.route(),
                        owner.endpoint(),
                        policy.paper() && owner.endpoint().isEmpty()))
                .toList();
    }
}
