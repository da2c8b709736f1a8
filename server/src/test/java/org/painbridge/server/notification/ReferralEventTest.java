package org.painbridge.server.notification;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.InputStream;
import java.util.Objects;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CarePlan.CarePlanStatus;
import org.hl7.fhir.r4.model.MessageDefinition;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReferralEventTest {
    @ParameterizedTest
    @EnumSource(ReferralEvent.class)
    void eachIsDefinedInTheGuide(ReferralEvent event) {
        String file = "/org/painbridge/profiles/MessageDefinition-" + event.code() + ".json";
        InputStream bytes = Objects.requireNonNull(ReferralEventTest.class.getResourceAsStream(file), file);
        MessageDefinition definition =
                FhirContext.forR4Cached().newJsonParser().parseResource(MessageDefinition.class, bytes);

        assertThat(definition.getEventCoding().getCode()).isEqualTo(event.code());
        assertThat(definition.getFocus()).anyMatch(focus -> focus.getCode().equals(event.focus()));
    }

    @ParameterizedTest
    @CsvSource({
        "CARE_PLAN_TASK, process-request, 1, NOTIFY_ADD_PROCESS_REQUEST",
        "CARE_PLAN_TASK, process-request, 2, NOTIFY_UPDATE_PROCESS_REQUEST",
        "CARE_PLAN_PUSHED, review-care-plan, 1, NOTIFY_ADD_PROCESS_REQUEST",
        "CARE_PLAN_PUSHED, review-care-plan, 2, NOTIFY_ADD_PROCESS_REQUEST",
        "CARE_PLAN_TASK, plan-activity, 3, NOTIFY_UPDATE_PROCESS_REQUEST",
        "CARE_PLAN_TASK, send-on-paper, 1,",
        "CARE_PLAN_OVERDUE, overdue-review, 1,",
        "DISCLOSURE_WAITING, decide-disclosure, 1,"
    })
    void aTaskIsToldByTheEventThatFits(Topic topic, String code, String version, ReferralEvent event) {
        Task task = new Task();
        task.getCode()
                .addCoding()
                .setSystem("https://painbridge.example/fhir/CodeSystem/task-code")
                .setCode(code);
        task.getMeta().setVersionId(version);

        assertThat(ReferralEvent.of(topic, task).orElse(null)).isEqualTo(event);
    }

    @Test
    void aPlanThatIsWithdrawnIsRevoked() {
        CarePlan plan = new CarePlan().setStatus(CarePlanStatus.REVOKED);
        plan.getMeta().setVersionId("2");

        assertThat(ReferralEvent.of(Topic.CARE_PLAN_CHANGED, plan)).contains(ReferralEvent.REVOKE_SERVICE_REQUEST);
        assertThat(ReferralEvent.of(Topic.CARE_PLAN_CHANGED, plan.setStatus(CarePlanStatus.ACTIVE)))
                .contains(ReferralEvent.NOTIFY_UPDATE_SERVICE_REQUEST);
    }
}
