package org.painbridge.careplan;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether the CarePlan itself can be shared by two authors. */
record PlanCheck(PlanHeader plan, PlanGraph graph, Lookups lookups, Directory directory, Problems problems) {
    private static final Set<String> AUTHORS = Set.of("Practitioner", "PractitionerRole");
    private static final Set<String> REQUESTS =
            Set.of("ServiceRequest", "MedicationRequest", "Appointment", "CommunicationRequest");
    private static final Set<String> PURPOSES = Set.of("Goal", "Condition");

    /** The author; empty when a problem was found on the way there. */
    Optional<StoredRef> run() {
        checkIdentifiers();
        checkStage();
        Map<String, Member> members =
                graph.members().stream().collect(Collectors.toMap(Member::key, Function.identity(), (a, b) -> a));
        plan.activities().forEach(activity -> checkActivity(activity, members));
        Optional<StoredRef> author = author();
        author.ifPresent(this::checkOrders);
        return author;
    }

    /** Nobody else's order comes in by a plan. */
    private void checkOrders(StoredRef author) {
        graph.members().stream()
                .filter(member -> graph.orders().contains(member.key()))
                .filter(member -> member.links().stream()
                        .filter(link -> link.path().equals(member.path() + ".requester"))
                        .flatMap(link -> lookups.one(link.target()).stream())
                        .noneMatch(requester -> isSame(requester, author)))
                .forEach(member -> problems.add(
                        PushReason.PLAN_STAGE,
                        member.path() + ".intent",
                        "What a plan brings for somebody else to order is a proposal: set intent proposal, or, of the author's own"
                                + " order, name the author of the plan as its requester."));
    }

    /** The author as a person, or in another role. */
    private boolean isSame(StoredRef requester, StoredRef author) {
        Optional<StoredRef> person = directory.person(author);
        return requester.equals(author)
                || person.isPresent() && directory.person(requester).equals(person);
    }

    private void checkIdentifiers() {
        String path = plan.member().path() + ".identifier";
        if (plan.identifiers().isEmpty()) {
            problems.add(
                    PushReason.PLAN_IDENTIFIER,
                    path,
                    "The plan has no business identifier. Give it one, with system and value, that it keeps for life.");
        }
        if (plan.identifiers().stream()
                .anyMatch(id -> !lookups.all(Lookups.planName(id)).isEmpty())) {
            problems.add(
                    PushReason.PLAN_EXISTS,
                    path,
                    "A plan with this identifier is stored already. Repeat its push with the push identifier used then,"
                            + " or change the stored plan.");
        }
    }

    private void checkStage() {
        if (!plan.stage().status().equals("draft")) {
            problems.add(
                    PushReason.PLAN_STAGE,
                    plan.member().path() + ".status",
                    "A pushed plan has status draft; the recipient's answer makes it active.");
        }
        if (!plan.stage().intent().equals("plan")) {
            problems.add(
                    PushReason.PLAN_STAGE,
                    plan.member().path() + ".intent",
                    "A plan has intent plan from the start; what is only proposed are its activities.");
        }
    }

    private void checkActivity(Activity activity, Map<String, Member> members) {
        if (activity.hasDetail()) {
            problems.add(
                    PushReason.ACTIVITY_DETAIL,
                    activity.path() + ".detail",
                    "An activity is a resource of its own, so that each doctor can change it. Move the detail into a"
                            + " ServiceRequest, MedicationRequest, Appointment or CommunicationRequest of the bundle.");
        } else {
            checkRequest(activity, members);
        }
    }

    private void checkRequest(Activity activity, Map<String, Member> members) {
        Optional<Member> request = Optional.ofNullable(activity.request())
                .flatMap(link -> member(link, members))
                .filter(member -> REQUESTS.contains(member.type()));
        if (request.isEmpty()) {
            problems.add(
                    PushReason.ACTIVITY_REQUEST,
                    activity.path(),
                    "The activity refers to no request. Set activity.reference to a ServiceRequest, MedicationRequest,"
                            + " Appointment or CommunicationRequest of the bundle.");
        }
        request.filter(member -> !hasPurpose(member, members)).ifPresent(this::addPurposeless);
    }

    private static boolean hasPurpose(Member request, Map<String, Member> members) {
        return request.purposes().stream()
                .flatMap(link -> member(link, members).stream())
                .anyMatch(member -> PURPOSES.contains(member.type()));
    }

    private static Optional<Member> member(Link link, Map<String, Member> members) {
        return link.target() instanceof Target.Local local
                ? Optional.ofNullable(members.get(local.key()))
                : Optional.empty();
    }

    private void addPurposeless(Member request) {
        problems.add(
                PushReason.ACTIVITY_PURPOSE,
                request.path(),
                "The activity has no purpose. Let it pertain to a Goal of the bundle (extension"
                        + " resource-pertainsToGoal) or give a Condition of the bundle as reasonReference.");
    }

    private Optional<StoredRef> author() {
        Optional<StoredRef> author = Optional.ofNullable(plan.author())
                .filter(link -> AUTHORS.stream().anyMatch(link::leadsTo))
                .flatMap(link -> lookups.one(link.target()));
        if (author.isEmpty()) {
            problems.add(
                    PushReason.AUTHOR,
                    plan.member().path() + ".author",
                    "The plan needs one author who is stored here: a Practitioner or PractitionerRole, by id, or by"
                            + " identifier together with Reference.type.");
        }
        return author;
    }
}
