package org.painbridge.careplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.painbridge.careplan.PlanPushes.FAMILY;
import static org.painbridge.careplan.PlanPushes.NOW;
import static org.painbridge.careplan.PlanPushes.familyPhysician;
import static org.painbridge.careplan.PlanPushes.participant;
import static org.painbridge.careplan.PlanPushes.people;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.painbridge.careplan.PushVerdict.Accepted;
import org.painbridge.careplan.ReviewTask.Route;
import org.painbridge.careplan.Team.Participant;
import org.painbridge.clinical.Code;

class RoutingTest {
    private static final Target.Literal TEAM_MEMBER = new Target.Literal("PractitionerRole", "member");
    private static final StoredRef STORED_MEMBER = new StoredRef("PractitionerRole", "member");
    private static final StoredRef IN_THE_RECORD = new StoredRef("Practitioner", "record");

    private final PushCheck check = new PushCheck(new PushPolicy(
            PlanPushes.FAMILY_PHYSICIANS, Deadlines.of(Duration.ofHours(24), Duration.ofDays(14)), true));
    private final StoredPeople people =
            people().with("PractitionerRole", "member").withGeneralPractitioners(IN_THE_RECORD);
    private final PlanPushes push = new PlanPushes();

    @Test
    void aNamedRecipientGoesBeforeTheCareTeam() {
        push.participants = List.of(familyPhysician(TEAM_MEMBER));

        assertThat(owner(Route.EXPLICIT)).isEqualTo(FAMILY);
    }

    @Test
    void aPersonIsReachedInTheOnlyRoleAndIsOneWithIt() {
        people.with("Practitioner", "record").withPerson(STORED_MEMBER, IN_THE_RECORD);
        push.recipients = List.of();
        assertThat(owner(Route.GENERAL_PRACTITIONER)).isEqualTo(IN_THE_RECORD); // The directory has looked already.

        Target person = new Target.Literal("Practitioner", "record");
        push.participants = List.of(familyPhysician(TEAM_MEMBER), familyPhysician(person));
        assertThat(owner(Route.CARE_TEAM)).isEqualTo(STORED_MEMBER);

        push.recipients = List.of(new Link("r0", person), new Link("r1", TEAM_MEMBER));
        assertThat(((Accepted) check.check(push.build(), people, NOW)).reviews())
                .extracting(ReviewTask::owner)
                .containsExactly(STORED_MEMBER);
    }

    @Test
    void nobodyReviewsAPlanOfTheirOwn() {
        StoredRef role = new StoredRef("PractitionerRole", "specialist");
        StoredRef person = new StoredRef("Practitioner", "greta");
        people.with("Practitioner", "greta").withPerson(role, person);

        for (StoredRef who : List.of(role, person)) {
            push.recipients = List.of(new Link("recipient", new Target.Literal(who.type(), who.id())));
            assertThat(PushCheckTest.reasons(check.check(push.build(), people, NOW)))
                    .containsExactly(PushReason.RECIPIENT_UNKNOWN);
        }
    }

    @Test
    void everyNamedRecipientGetsOneTaskEvenIfNamedTwice() {
        var member = new Link("recipient", TEAM_MEMBER);
        push.recipients = List.of(push.recipients.getFirst(), member, member);

        var verdict = check.check(push.build(), people, NOW);

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.reviews())
                                .extracting(ReviewTask::owner)
                                .containsExactly(FAMILY, STORED_MEMBER));
    }

    @Test
    void whereNobodyElseIsKnownTheOrganizationOfTheRecordTakesThePlanIn() {
        StoredRef organization = new StoredRef("Organization", "intake");
        StoredPeople managed = people.withGeneralPractitioners().withManagingOrganization(organization);
        push.recipients = List.of();

        assertThat(((Accepted) check.check(push.build(), managed, NOW)).reviews())
                .extracting(ReviewTask::owner, ReviewTask::chosenBy)
                .containsExactly(tuple(organization, Route.ORGANIZATION_INTAKE));
    }

    @Test
    void whomNoSystemReachesIsQueuedOnPaperUnlessTheSiteDoesWithout() {
        push.recipients = List.of(push.recipients.getFirst(), new Link("recipient", TEAM_MEMBER));
        StoredPeople unreached = people.withoutEndpoint(STORED_MEMBER);
        PushCheck never = new PushCheck(new PushPolicy(
                PlanPushes.FAMILY_PHYSICIANS, Deadlines.of(Duration.ofHours(24), Duration.ofDays(14)), false));

        assertThat(((Accepted) check.check(push.build(), unreached, NOW)).reviews())
                .extracting(ReviewTask::paper)
                .containsExactly(false, true);
        assertThat(((Accepted) never.check(push.build(), unreached, NOW)).reviews())
                .extracting(ReviewTask::paper)
                .containsExactly(false, false);
    }

    @Test
    void anOrganizationMayHaveTimesOfItsOwn() {
        BusinessIdentifier ours = new BusinessIdentifier("urn:made-up:orgs", "7");
        Deadlines deadlines = new Deadlines(
                new Deadlines.Times(Duration.ofHours(24), Duration.ofDays(14)),
                Map.of(ours, new Deadlines.Times(Duration.ofHours(4), Duration.ofDays(3))));
        PushCheck own = new PushCheck(new PushPolicy(PlanPushes.FAMILY_PHYSICIANS, deadlines, true));

        assertThat(due(own, people)).isEqualTo(NOW.plus(Duration.ofDays(14)));
        assertThat(due(own, people.withIdentifiers(new BusinessIdentifier("urn:made-up:orgs", "8"), ours)))
                .isEqualTo(NOW.plus(Duration.ofDays(3)));
        assertThat(deadlines.shortestAcknowledgement()).isEqualTo(Duration.ofHours(4));
    }

    private Instant due(PushCheck by, StoredPeople directory) {
        return ((Accepted) by.check(push.build(), directory, NOW))
                .reviews()
                .getFirst()
                .due();
    }

    @Test
    void theActiveFamilyPhysicianOfTheTeamGoesBeforeTheRecord() {
        push.recipients = List.of();
        push.participants = List.of(familyPhysician(TEAM_MEMBER));

        assertThat(owner(Route.CARE_TEAM)).isEqualTo(STORED_MEMBER);
    }

    @Test
    void whoLeftTheTeamIsNotARecipient() {
        push.recipients = List.of();
        push.participants = List.of(participant(TEAM_MEMBER, null, NOW.minusSeconds(1)));

        assertThat(owner(Route.GENERAL_PRACTITIONER)).isEqualTo(IN_THE_RECORD);
    }

    @Test
    void whoJoinsTheTeamLaterIsNotARecipientYet() {
        push.recipients = List.of();
        push.participants = List.of(participant(TEAM_MEMBER, NOW.plusSeconds(1), null));

        assertThat(owner(Route.GENERAL_PRACTITIONER)).isEqualTo(IN_THE_RECORD);
    }

    @Test
    void aTeamThatIsNotActiveHasNoRecipient() {
        push.recipients = List.of();
        push.teamActive = false;
        push.participants = List.of(familyPhysician(TEAM_MEMBER));

        assertThat(owner(Route.GENERAL_PRACTITIONER)).isEqualTo(IN_THE_RECORD);
    }

    @Test
    void aTeamWhosePeriodHasEndedHasNoRecipient() {
        push.recipients = List.of();
        push.teamPeriod = new Span(null, NOW.minusSeconds(1));
        push.participants = List.of(familyPhysician(TEAM_MEMBER));

        assertThat(owner(Route.GENERAL_PRACTITIONER)).isEqualTo(IN_THE_RECORD);
    }

    @Test
    void whoseRoleHasEndedIsNotARecipient() {
        people.withEnded(STORED_MEMBER, FAMILY);
        assertThat(PushCheckTest.reasons(check.check(push.build(), people, NOW)))
                .containsExactly(PushReason.RECIPIENT_UNKNOWN);

        push.recipients = List.of();
        push.participants = List.of(familyPhysician(TEAM_MEMBER));
        assertThat(owner(Route.GENERAL_PRACTITIONER)).isEqualTo(IN_THE_RECORD);
    }

    @Test
    void theStoredTeamsOfThePatientGoBeforeTheRecordAndAfterTheTeamOfThePush() {
        push.recipients = List.of();
        people.withTeamMembers(FAMILY);
        assertThat(owner(Route.CARE_TEAM)).isEqualTo(FAMILY);

        push.participants = List.of(familyPhysician(TEAM_MEMBER));
        assertThat(owner(Route.CARE_TEAM)).isEqualTo(STORED_MEMBER);

        push.participants = List.of();
        people.withTeamMembers(FAMILY, STORED_MEMBER);
        assertThat(PushCheckTest.reasons(check.check(push.build(), people, NOW)))
                .containsExactly(PushReason.RECIPIENT_AMBIGUOUS);
    }

    @Test
    void anotherRoleOnTheTeamIsNotARecipient() {
        push.recipients = List.of();
        var physiotherapist = Code.of("https://roles.example", "physiotherapist");
        push.participants = List.of(
                new Participant(new Link("m", TEAM_MEMBER), Set.of(physiotherapist), new Span(Instant.EPOCH, null)));

        assertThat(owner(Route.GENERAL_PRACTITIONER)).isEqualTo(IN_THE_RECORD);
    }

    @Test
    void aFamilyPhysicianWhoIsNotStoredIsReportedAndNotReplacedByAnother() {
        push.recipients = List.of();
        push.participants = List.of(familyPhysician(new Target.Logical("Practitioner", "https://ids.example", "x")));

        assertThat(PushCheckTest.reasons(check.check(push.build(), people, NOW)))
                .containsExactly(PushReason.RECIPIENT_UNKNOWN);
    }

    @Test
    void twoActiveFamilyPhysiciansAreAskedAbout() {
        push.recipients = List.of();
        push.participants =
                List.of(familyPhysician(TEAM_MEMBER), familyPhysician(new Target.Literal(FAMILY.type(), FAMILY.id())));

        assertThat(PushCheckTest.reasons(check.check(push.build(), people, NOW)))
                .containsExactly(PushReason.RECIPIENT_AMBIGUOUS);
    }

    @Test
    void twoGeneralPractitionersInTheRecordAreAskedAbout() {
        push.recipients = List.of();
        people.withGeneralPractitioners(IN_THE_RECORD, STORED_MEMBER);

        assertThat(PushCheckTest.reasons(check.check(push.build(), people, NOW)))
                .containsExactly(PushReason.RECIPIENT_AMBIGUOUS);
    }

    private StoredRef owner(Route expected) {
        var accepted = (Accepted) check.check(push.build(), people, NOW);
        assertThat(accepted.reviews()).extracting(ReviewTask::chosenBy).containsExactly(expected);
        return accepted.reviews().getFirst().owner();
    }
}
