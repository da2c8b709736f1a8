package org.painbridge.careplan.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.careplan.fhir.MemoryPlan.NOW;
import static org.painbridge.careplan.fhir.MemoryPlan.ZONE;

import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.painbridge.careplan.BusinessIdentifier;
import org.painbridge.careplan.Deadlines;
import org.painbridge.careplan.Deadlines.Times;

/** The review of the plan was asked for a day before: not yet overdue by the general times. */
class EscalationTest {
    private static final String SYSTEM = "urn:made-up:organizations";

    private static final String NOT_ACKNOWLEDGED = "Nobody has acknowledged the care plan in time";
    private static final String NOT_ANSWERED = "Nobody has answered the care plan in time";

    private final MemoryPlan plan = new MemoryPlan();

    @Test
    void theTimesOfTheNearestOrganizationCount() {
        theReviewerWorksAtAPartOfAnOrganization();

        assertThat(told(Map.of())).isFalse();
        assertThat(told(Map.of("elsewhere", 4))).isFalse();
        assertThat(told(Map.of("whole", 4))).isTrue();
        assertThat(told(Map.of("whole", 4, "part", 48))).isFalse();
    }

    @Test
    void nothingIsToldOfAnImportedDraft() {
        plan.task("CarePlan/CarePlan-1").setStatus(Task.TaskStatus.DRAFT);
        theReviewerWorksAtAPartOfAnOrganization();

        assertThat(told(Map.of("whole", 4))).isFalse();
    }

    @Test
    void thePartIsAskedToSeeToIt() {
        theReviewerWorksAtAPartOfAnOrganization();
        LivingPlan living = living();

        new Escalation(living, deadlines(Map.of("part", 4))).run(plan.review());

        assertThat(living.created())
                .singleElement()
                .satisfies(created ->
                        assertThat(((Task) created).getOwner().getReference()).isEqualTo("Organization/part"));
    }

    @Test
    void theTaskSaysThatTheAnswerIsLateWhereOnlyTheAcknowledgementWas() {
        tellAfter(Duration.ofDays(2));
        assertThat(escalations()).extracting(Task::getDescription).containsExactly(NOT_ACKNOWLEDGED);

        tellAfter(Duration.ofDays(30));

        assertThat(escalations()).singleElement().satisfies(task -> {
            assertThat(task.getDescription()).isEqualTo(NOT_ANSWERED);
            assertThat(task.getMeta().getVersionId()).isEqualTo("2");
            assertThat(task.getLastModified()).isEqualTo(Date.from(NOW.plus(Duration.ofDays(30))));
        });
    }

    @Test
    void aLateAcknowledgementEndsTheTaskAndALateAnswerIsToldOfAnew() {
        plan.task("CarePlan/CarePlan-1").setAuthoredOn(Date.from(NOW.minus(Duration.ofDays(2))));
        tellAfter(Duration.ZERO);

        plan.act(
                new Acknowledgement(),
                MemoryPlan.PHYSICIAN,
                sent -> sent.addParameter("task", new Reference(plan.review())));

        assertThat(escalations()).extracting(task -> task.getStatus().toCode()).containsExactly("cancelled");
        assertThat(plan.task("CarePlan/CarePlan-1").hasBusinessStatus()).isFalse();

        tellAfter(Duration.ofDays(30));

        assertThat(escalations())
                .extracting(task -> task.getStatus().toCode() + " " + task.getDescription())
                .containsExactly("cancelled " + NOT_ACKNOWLEDGED, "requested " + NOT_ANSWERED);
    }

    /** As the server does it, which keeps what comes of it. */
    private void tellAfter(Duration time) {
        LivingPlan living = new LivingPlan(
                plan.only(CarePlan.class).copy(),
                plan,
                new PlanDesk(NOW.plus(time), type -> type + "-after-" + time.toDays(), ZONE));
        assertThat(new Escalation(living, deadlines(Map.of())).run(plan.review()))
                .isTrue();
        living.created().forEach(created -> plan.keep(created, 1));
        living.changed()
                .forEach(changed ->
                        plan.keep(changed, Integer.parseInt(changed.getMeta().getVersionId()) + 1));
    }

    private List<Task> escalations() {
        return plan.all(Task.class).stream()
                .filter(task -> Escalation.CODE.equals(
                        task.getCode().getCodingFirstRep().getCode()))
                .toList();
    }

    private boolean told(Map<String, Integer> hours) {
        return new Escalation(living(), deadlines(hours)).run(plan.review());
    }

    private LivingPlan living() {
        return new LivingPlan(
                plan.only(CarePlan.class).copy(), plan, new PlanDesk(NOW, type -> type + "-escalated", ZONE));
    }

    private static Deadlines deadlines(Map<String, Integer> hours) {
        Duration respond = Duration.ofDays(14);
        Map<BusinessIdentifier, Times> own = hours.entrySet().stream()
                .collect(Collectors.toMap(
                        each -> new BusinessIdentifier(SYSTEM, each.getKey()),
                        each -> new Times(Duration.ofHours(each.getValue()), respond)));
        return new Deadlines(new Times(Duration.ofHours(24), respond), own);
    }

    private void theReviewerWorksAtAPartOfAnOrganization() {
        organization("whole");
        organization("part").setPartOf(new Reference("Organization/whole"));
        plan.all(PractitionerRole.class).stream()
                .filter(role -> role.getIdElement().getIdPart().equals("family-physician-role"))
                .forEach(role -> role.setOrganization(new Reference("Organization/part")));
    }

    private Organization organization(String id) {
        Organization organization = new Organization()
                .addIdentifier(new Identifier().setSystem(SYSTEM).setValue(id));
        organization.setId("Organization/" + id);
        plan.keep(organization, 1);
        return organization;
    }
}
