package org.painbridge.careplan.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.careplan.fhir.MemoryPlan.NOW;
import static org.painbridge.careplan.fhir.MemoryPlan.ZONE;

import java.time.Duration;
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
    void thePartIsAskedToSeeToIt() {
        theReviewerWorksAtAPartOfAnOrganization();
        LivingPlan living = living();

        new Escalation(living, deadlines(Map.of("part", 4))).run(plan.review());

        assertThat(living.created())
                .singleElement()
                .satisfies(created ->
                        assertThat(((Task) created).getOwner().getReference()).isEqualTo("Organization/part"));
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
