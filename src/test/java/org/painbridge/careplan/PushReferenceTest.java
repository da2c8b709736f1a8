package org.painbridge.careplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.careplan.PlanPushes.NOW;
import static org.painbridge.careplan.PlanPushes.member;
import static org.painbridge.careplan.PlanPushes.people;
import static org.painbridge.careplan.PushCheckTest.reasons;
import static org.painbridge.careplan.PushReason.REFERENCE_TYPE;
import static org.painbridge.careplan.PushReason.SUBJECT_DIFFERS;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.painbridge.careplan.PushVerdict.Accepted;

/** What a push names that is stored already. */
class PushReferenceTest {
    private final PushCheck check = new PushCheck(new PushPolicy(
            PlanPushes.FAMILY_PHYSICIANS, Deadlines.of(Duration.ofHours(24), Duration.ofDays(14)), true));

    @Test
    void aPlanNamesTheReferralAndThePlanBeforeItOfItsPatientOnly() {
        var push = new PlanPushes();
        var referral = new StoredRef("ServiceRequest", "r1");
        var before = new StoredRef("CarePlan", "c0");
        push.named = List.of(
                new Link("plan.supportingInfo[0]", new Target.Literal("ServiceRequest", "r1")),
                new Link("plan.replaces[0]", new Target.Literal("CarePlan", "c0")));
        var patient = new StoredRef("Patient", "p1");
        var own = people().about(referral, patient).about(before, patient);
        var anothers = people().about(referral, new StoredRef("Patient", "p2")).about(before, patient);

        assertThat(check.check(push.build(), own, NOW)).isInstanceOf(Accepted.class);
        assertThat(reasons(check.check(push.build(), anothers, NOW))).containsExactly(SUBJECT_DIFFERS);
    }

    @Test
    void aMedicineFollowsOneThatThePatientTakesAndNobodyElses() {
        var push = new PlanPushes();
        var taken = new StoredRef("MedicationRequest", "m0");
        Link prior = new Link("step.priorPrescription", new Target.Literal("MedicationRequest", "m0"));
        push.more.add(member("step", "MedicationRequest", prior));
        var elsewhere = new PlanPushes();
        elsewhere.more.add(member("step", "MedicationRequest", new Link("step.reasonReference[0]", prior.target())));
        var own = people().about(taken, new StoredRef("Patient", "p1"));

        assertThat(check.check(push.build(), own, NOW)).isInstanceOf(Accepted.class);
        assertThat(reasons(check.check(push.build(), people().about(taken, new StoredRef("Patient", "p2")), NOW)))
                .containsExactly(SUBJECT_DIFFERS);
        assertThat(reasons(check.check(elsewhere.build(), own, NOW))).containsExactly(REFERENCE_TYPE);
    }

    @Test
    void aReferralByAnIdentifierThatNobodyKnowsOrElsewhereInThePlanIsRefused() {
        var push = new PlanPushes();
        push.named = List.of(new Link(
                "plan.supportingInfo[0]", new Target.Logical("ServiceRequest", "https://referrals.example", "1")));
        var elsewhere = new PlanPushes();
        elsewhere.named = List.of(new Link("plan.partOf[0]", new Target.Literal("CarePlan", "c0")));
        var known = people().about(new StoredRef("CarePlan", "c0"), new StoredRef("Patient", "p1"));

        assertThat(reasons(check.check(push.build(), known, NOW))).containsExactly(SUBJECT_DIFFERS);
        assertThat(reasons(check.check(elsewhere.build(), known, NOW))).containsExactly(REFERENCE_TYPE);
    }
}
