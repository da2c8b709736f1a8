package org.painbridge.careplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.careplan.PlanPushes.FAMILY;
import static org.painbridge.careplan.PlanPushes.NOW;
import static org.painbridge.careplan.PlanPushes.PATIENT;
import static org.painbridge.careplan.PlanPushes.local;
import static org.painbridge.careplan.PlanPushes.member;
import static org.painbridge.careplan.PlanPushes.people;
import static org.painbridge.careplan.PushReason.*;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.painbridge.careplan.PlanHeader.Stage;
import org.painbridge.careplan.PushVerdict.Accepted;
import org.painbridge.careplan.PushVerdict.Refused;
import org.painbridge.careplan.ReviewTask.Route;
import org.painbridge.clinical.PatientRef;

class PushCheckTest {
    private final PushCheck check = new PushCheck(new PushPolicy(
            PlanPushes.FAMILY_PHYSICIANS, Deadlines.of(Duration.ofHours(24), Duration.ofDays(14)), true));

    @Test
    void aWholePlanIsAcceptedWithOneReviewTaskDueAfterTheSitesTime() {
        var verdict = check.check(new PlanPushes().build(), people(), NOW);

        assertThat(verdict).isInstanceOfSatisfying(Accepted.class, accepted -> {
            assertThat(accepted.patient()).isEqualTo(new PatientRef("p1"));
            assertThat(accepted.author()).isEqualTo(new StoredRef("PractitionerRole", "specialist"));
            assertThat(accepted.reviews())
                    .containsExactly(new ReviewTask(
                            FAMILY,
                            NOW.plus(Duration.ofDays(14)),
                            Route.EXPLICIT,
                            Optional.of(new StoredRef("Endpoint", "e1")),
                            false));
        });
    }

    @Test
    void theSendersOwnTimeForAnAnswerStands() {
        var push = new PlanPushes();
        push.due = new PlanPush.Due("due", NOW.plusSeconds(1));

        var verdict = check.check(push.build(), people(), NOW);

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.reviews())
                                .extracting(ReviewTask::due)
                                .containsExactly(NOW.plusSeconds(1)));
    }

    static Stream<Arguments> spoiled() {
        return Stream.of(
                spoil(ONE_PLAN, "bundle", push -> push.planTwice = true),
                spoil(MEMBER_TYPE, "claim", push -> push.more.add(member("claim", "Claim"))),
                spoil(MEMBER_KEY, "goal", push -> push.more.add(member("goal", "Goal"))),
                spoil(
                        REFERENCE_DANGLING,
                        "o.focus",
                        push -> push.more.add(member("o", "Observation", new Link("o.focus", new Target.Dangling())))),
                spoil(
                        REFERENCE_DANGLING,
                        "o.focus",
                        push -> push.more.add(member("o", "Observation", local("o.focus", "nobody")))),
                spoil(
                        REFERENCE_TYPE,
                        "o.encounter",
                        push -> push.more.add(member(
                                "o", "Observation", new Link("o.encounter", new Target.Literal("Encounter", "e1"))))),
                spoil(
                        REFERENCE_TYPE,
                        "plan.goal",
                        push -> push.more.add(member(
                                "o",
                                "Observation",
                                new Link("plan.goal", new Target.Logical("Goal", "https://ids.example", "1"))))),
                spoil(
                        REFERENCE_UNKNOWN,
                        "o.performer",
                        push -> push.more.add(member(
                                "o", "Observation", new Link("o.performer", new Target.Literal("Practitioner", "x"))))),
                spoil(PLAN_IDENTIFIER, "plan.identifier", push -> push.identifiers = List.of()),
                spoil(PLAN_STAGE, "plan.status", push -> push.stage = new Stage("active", "plan")),
                spoil(PLAN_STAGE, "plan.intent", push -> push.stage = new Stage("draft", "order")),
                spoil(AUTHOR, "plan.author", push -> push.author = null),
                spoil(AUTHOR, "plan.author", push -> push.author = new Link("plan.author", PATIENT)),
                spoil(
                        AUTHOR,
                        "plan.author",
                        push -> push.author = new Link(
                                "plan.author", new Target.Logical("Practitioner", "https://ids.example", "unknown"))),
                spoil(ACTIVITY_DETAIL, "a.detail", push -> push.activities = List.of(new Activity("a", true, null))),
                spoil(ACTIVITY_REQUEST, "a", push -> push.activities = List.of(new Activity("a", false, null))),
                spoil(
                        ACTIVITY_REQUEST,
                        "a",
                        push -> push.activities = List.of(new Activity("a", false, local("a.reference", "goal")))),
                spoil(ACTIVITY_PURPOSE, "physio", push -> push.purposes = List.of()),
                spoil(ACTIVITY_PURPOSE, "physio", push -> push.purposes = List.of(local("physio.reason", "team"))),
                spoil(
                        GOAL_CYCLE,
                        "g2",
                        push -> push.more.addAll(List.of(
                                member("g2", "Goal", local("g2.extension[0].value", "g3")),
                                member("g3", "Goal", local("g3.extension[0].value", "g2"))))),
                spoil(
                        GOAL_CYCLE,
                        "g2",
                        push -> push.more.add(member("g2", "Goal", local("g2.extension[0].value", "g2")))),
                spoil(SUBJECT_MISSING, "o", push -> push.more.add(member("o", "Observation", null, new Link[0]))),
                spoil(
                        SUBJECT_MISSING,
                        "o.subject",
                        push -> push.more.add(member(
                                "o", "Observation", new Link("o.subject", new Target.Described()), new Link[0]))),
                spoil(SUBJECT_DIFFERS, "o.subject", push -> push.more.add(about("p2"))),
                spoil(PATIENT_UNKNOWN, "o.subject", push -> push.more.add(about("nobody"))),
                spoil(
                        RECIPIENT_UNKNOWN,
                        "r",
                        push -> push.recipients = List.of(new Link("r", new Target.Literal("PractitionerRole", "x")))),
                spoil(RECIPIENT_UNKNOWN, "r", push -> push.recipients = List.of(new Link("r", PATIENT))),
                spoil(RECIPIENT_UNKNOWN, "r", push -> push.recipients = List.of(new Link("r", new Target.Described()))),
                spoil(NO_RECIPIENT, "Parameters", push -> push.recipients = List.of()),
                spoil(DUE_PASSED, "due", push -> push.due = new PlanPush.Due("due", NOW)));
    }

    private static Member about(String patient) {
        return member("o", "Observation", new Link("o.subject", new Target.Literal("Patient", patient)), new Link[0]);
    }

    private static Arguments spoil(PushReason reason, String expression, Consumer<PlanPushes> change) {
        return Arguments.of(reason, expression, change);
    }

    @ParameterizedTest(name = "{0} at {1}")
    @MethodSource("spoiled")
    void aSpoiledPushIsRefusedWithTheOneReasonAndItsPlace(
            PushReason reason, String expression, Consumer<PlanPushes> change) {
        var push = new PlanPushes();
        change.accept(push);

        var verdict = check.check(push.build(), people().with("Patient", "p2"), NOW);

        assertThat(verdict).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.problems()).hasSize(1);
            assertThat(refused.problems().getFirst().reason()).isEqualTo(reason);
            assertThat(refused.problems().getFirst().expression()).isEqualTo(expression);
            assertThat(refused.problems().getFirst().fix()).isNotBlank();
        });
    }

    @Test
    void aGoalMayBeAStepTowardsAnother() {
        var push = new PlanPushes();
        push.more.add(member("g2", "Goal", local("g2.extension[0].value", "goal")));

        assertThat(check.check(push.build(), people(), NOW)).isInstanceOf(Accepted.class);
    }

    @Test
    void anOrderIsTheAuthorsOwn() {
        var push = new PlanPushes();
        push.orders = Set.of("pool");
        push.more.add(member("pool", "ServiceRequest"));
        var own = new PlanPushes();
        own.orders = Set.of("pool");
        own.more.add(member("pool", "ServiceRequest", new Link("pool.requester", PlanPushes.SPECIALIST)));

        assertThat(reasons(check.check(push.build(), people(), NOW))).containsExactly(PushReason.PLAN_STAGE);
        assertThat(check.check(own.build(), people(), NOW)).isInstanceOf(Accepted.class);
    }

    @Test
    void theAuthorOrdersAsAPersonToo() {
        var push = new PlanPushes();
        push.orders = Set.of("pool");
        push.more.add(member(
                "pool",
                "ServiceRequest",
                new Link("pool.requester", new Target.Literal("Practitioner", "specialist-person"))));
        var person = new StoredRef("Practitioner", "specialist-person");
        var role = new StoredRef("PractitionerRole", "specialist");
        var known = people().with("Practitioner", "specialist-person");

        assertThat(reasons(check.check(push.build(), known, NOW))).containsExactly(PushReason.PLAN_STAGE);
        assertThat(check.check(push.build(), known.withPerson(role, person), NOW))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void aPushWithoutAPlanIsRefused() {
        var whole = new PlanPushes().build();
        var graph = new PlanGraph("bundle", List.of(), List.of(), List.of(), Set.of());
        var empty = new PlanPush(whole.identifier(), graph, whole.recipients(), null, whole.content());

        assertThat(reasons(check.check(empty, people(), NOW))).containsExactly(ONE_PLAN);
    }

    @Test
    void aPlanThatIsStoredAlreadyIsRefused() {
        var stored = new Target.Logical("CarePlan", "https://plans.example", "PLAN-1");

        var verdict =
                check.check(new PlanPushes().build(), people().with(stored, new StoredRef("CarePlan", "c1")), NOW);

        assertThat(reasons(verdict)).containsExactly(PLAN_EXISTS);
    }

    @Test
    void aHealthNumberOfTwoStoredPatientsIsRefused() {
        var number = new Target.Logical("Patient", "https://numbers.example", "1");
        var push = new PlanPushes();
        push.more.add(member("o", "Observation", new Link("o.subject", number), new Link[0]));

        var verdict = check.check(
                push.build(),
                people().with(number, new StoredRef("Patient", "p1"), new StoredRef("Patient", "p2")),
                NOW);

        assertThat(reasons(verdict)).containsExactly(PATIENT_AMBIGUOUS);
    }

    @Test
    void somebodyWhoIsNotStoredHereMayBeNamedByIdentifier() {
        var push = new PlanPushes();
        push.more.add(member(
                "o",
                "Observation",
                new Link("o.performer", new Target.Logical("Practitioner", "https://ids.example", "elsewhere"))));

        assertThat(check.check(push.build(), people(), NOW)).isInstanceOf(Accepted.class);
    }

    @Test
    void allProblemsOfAPushAreReportedAtOnce() {
        var push = new PlanPushes();
        push.author = null;
        push.purposes = List.of();
        push.recipients = List.of();

        assertThat(reasons(check.check(push.build(), people(), NOW)))
                .containsExactlyInAnyOrder(AUTHOR, ACTIVITY_PURPOSE, NO_RECIPIENT);
    }

    static List<PushReason> reasons(PushVerdict verdict) {
        return ((Refused) verdict).problems().stream().map(PushProblem::reason).toList();
    }
}
