package org.painbridge.careplan.fhir;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.painbridge.careplan.Agreement;
import org.painbridge.careplan.ExchangeReason;
import org.painbridge.careplan.ExchangeRefusal;
import org.painbridge.careplan.Party;
import org.painbridge.careplan.PlanMove;
import org.painbridge.careplan.PlanState;
import org.painbridge.careplan.Speaker;
import org.painbridge.careplan.TaskMove;
import org.painbridge.careplan.TaskState;

/** {@code $respond}: one who was asked to review the plan answers. */
public final class Response implements PlanAction {
    private static final Map<String, PlanMove> DECISIONS = Map.of(
            "accept", PlanMove.ACCEPT,
            "accept-some", PlanMove.ACCEPT_SOME,
            "decline", PlanMove.DECLINE,
            "request-change", PlanMove.REQUEST_CHANGE);

    @Override
    public String code() {
        return "respond";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("task", "decision", "activity", "reason", "comment");
    }

    @Override
    public boolean needsVersion() {
        return true;
    }

    @Override
    public Parameters run(PlanCall call) {
        ExchangeParameters in = call.in();
        LivingPlan plan = call.plan();
        String decision = in.required("decision", () -> in.code("decision", DECISIONS.keySet()));
        String reference = in.requiredReference("task");
        Agreement before = plan.state().agreement();
        call.move(Objects.requireNonNull(DECISIONS.get(decision)));
        Task review = plan.review(reference);
        Set<Party> by = plan.parties(review, call.speaker());
        PlanTasks tasks = new PlanTasks(plan);
        tasks.receive(review, by);
        Escalation.end(plan, review);
        Optional<Communication> comment = in.text("comment").map(text -> new Comments(plan).say(call.speaker(), text));
        String why = why(in);
        plan.because(why);
        Answered answered = new Answered(call, tasks, review, by);
        switch (decision) {
            case "decline" -> {
                tasks.move(review, TaskMove.REJECT, by);
                review.setStatusReason(required(in, why));
                if (plan.state().agreement() == Agreement.DECLINED && isAcceptedByAnother(plan, call.speaker())) {
                    agree(plan, Agreement.PARTLY_AGREED);
                }
            }
            case "request-change" -> {
                required(in, why);
                tasks.proposal(call.speaker(), plan.custodian(), why).addPartOf(new Reference(reference));
            }
            default -> {
                answered.accept(choices(in, plan, decision));
                if (Refusals.of(plan)) {
                    agree(plan, Agreement.PARTLY_AGREED);
                }
            }
        }
        if (plan.state().agreement() == Agreement.AGREED
                && undecided(plan, call.speaker()).findAny().isPresent()) {
            agree(plan, before == Agreement.RE_REVIEW ? before : Agreement.AWAITING_RESPONSE);
        }
        if (isAskedForAChange(plan, call.speaker())) {
            agree(plan, Agreement.CHANGE_REQUESTED);
        }
        Parameters answer = new Parameters();
        answer.addParameter("carePlan", plan.versioned(plan.plan()));
        answer.addParameter(
                "task", new Reference("Task/" + review.getIdElement().getIdPart()));
        comment.ifPresent(said -> answer.addParameter(
                "communication",
                new Reference("Communication/" + said.getIdElement().getIdPart())));
        return answer;
    }

    private static void agree(LivingPlan plan, Agreement agreement) {
        plan.become(new PlanState(plan.state().status(), agreement));
    }

    /** What somebody has agreed to before they were asked again counts no more. */
    private static boolean isAcceptedByAnother(LivingPlan plan, Speaker speaker) {
        List<Task> reviews = plan.reviews();
        return reviews.stream()
                .filter(review ->
                        TaskState.ACCEPTED.code().equals(review.getStatus().toCode()))
                .filter(review -> !speaker.is(review.getOwner().getReference()))
                .anyMatch(review -> !Refusals.isAskedAgain(review, reviews));
    }

    /** The reviews that others have not decided on: nothing is agreed by all before they have. */
    private static Stream<Task> undecided(LivingPlan plan, Speaker speaker) {
        return plan.reviews().stream()
                .filter(review -> Set.of("requested", "received")
                        .contains(review.getStatus().toCode()))
                .filter(review -> !speaker.is(review.getOwner().getReference()));
    }

    /** Whether somebody else who was asked to review the plan waits for a change that they asked for. */
    private static boolean isAskedForAChange(LivingPlan plan, Speaker speaker) {
        List<Task> undecided = undecided(plan, speaker).toList();
        return plan.proposals().stream()
                .filter(task -> TaskState.isOpen(task.getStatus().toCode()) && !task.hasInput())
                .anyMatch(task -> undecided.stream().anyMatch(review -> isOf(task, review)));
    }

    /** Whoever was asked as a role may have asked for the change as a person; older tasks name no review. */
    private static boolean isOf(Task change, Task review) {
        String reference = "Task/" + review.getIdElement().getIdPart();
        return change.hasPartOf()
                ? change.getPartOf().stream().anyMatch(part -> reference.equals(part.getReference()))
                : Objects.equals(
                        change.getRequester().getReference(), review.getOwner().getReference());
    }

    private static String why(ExchangeParameters in) {
        return in.concept("reason")
                .map(ExchangeParameters::words)
                .or(() -> in.text("comment"))
                .orElse("");
    }

    private static CodeableConcept required(ExchangeParameters in, String why) {
        if (why.isEmpty()) {
            throw new ExchangeRefusal(
                    ExchangeReason.REASON_MISSING,
                    "Parameters.parameter",
                    "Say in reason or comment why the plan is declined, or what is to change.");
        }
        return in.concept("reason").orElseGet(() -> new CodeableConcept().setText(why));
    }

    /** What is said of each activity that waits for an answer. */
    private static Map<String, Choice> choices(ExchangeParameters in, LivingPlan plan, String decision) {
        List<String> open = open(plan);
        Map<String, Choice> choices = Choice.read(in, open, ended(plan), plan);
        if (decision.equals("accept")) {
            if (choices.values().stream().anyMatch(choice -> !choice.decision().equals("accept"))) {
                throw ExchangeParameters.invalid(
                        "Parameters.parameter",
                        "Who accepts the plan accepts each activity: send accept-some instead.");
            }
            open.forEach(activity -> choices.putIfAbsent(activity, Choice.ACCEPTED));
            return choices;
        }
        List<String> unsaid =
                open.stream().filter(activity -> !choices.containsKey(activity)).toList();
        if (!unsaid.isEmpty()) {
            throw new ExchangeRefusal(
                    ExchangeReason.ACTIVITY_UNDECIDED,
                    "Parameters.parameter",
                    "Say of each activity whether it is accepted. Nothing is said of " + String.join(", ", unsaid)
                            + ".");
        }
        if (!choices.isEmpty() && choices.values().stream().allMatch(Choice::declined)) {
            throw ExchangeParameters.invalid(
                    "Parameters.parameter", "Every activity is declined: decline the plan instead.");
        }
        return choices;
    }

    /** The activities that nobody was given to do yet, and that were not done or called off meanwhile. */
    private static List<String> open(LivingPlan plan) {
        return unanswered(plan, request -> !Revocation.isEnd(request));
    }

    /** Those that were done or called off before anybody answered. */
    private static List<String> ended(LivingPlan plan) {
        return unanswered(plan, Revocation::isEnd);
    }

    private static List<String> unanswered(LivingPlan plan, Predicate<Resource> which) {
        Set<String> answered = plan.activities().stream()
                .map(task -> LivingPlan.unversioned(task.getFocus().getReference()))
                .collect(Collectors.toSet());
        return plan.requests().stream()
                .filter(request -> !answered.contains(request))
                .filter(request -> plan.part(request).filter(which).isPresent())
                .toList();
    }
}
