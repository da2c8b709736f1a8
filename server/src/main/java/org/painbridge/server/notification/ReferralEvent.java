package org.painbridge.server.notification;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CarePlan.CarePlanStatus;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;

/** Events of Ontario's eReferral messages that say what has happened here, named as that guide names them. */
enum ReferralEvent {
    NOTIFY_ADD_PROCESS_REQUEST("Task"),
    NOTIFY_UPDATE_PROCESS_REQUEST("Task"),
    NOTIFY_UPDATE_SERVICE_REQUEST("CarePlan"),
    REVOKE_SERVICE_REQUEST("CarePlan"),
    SEND_COMMUNICATION("Communication");

    /** Tasks by which a referral, a plan or a part of one is processed. */
    private static final Set<String> PROCESSES = Set.of("process-request", "review-care-plan", "plan-activity");

    private final String focus;

    ReferralEvent(String focus) {
        this.focus = focus;
    }

    /** What a topic tells of a resource, as that is now; empty where the guide has no word for it. */
    static Optional<ReferralEvent> of(Topic topic, Resource now) {
        boolean first = "1".equals(now.getMeta().getVersionId());
        return switch (topic) {
            case CARE_PLAN_PUSHED, CARE_PLAN_TASK ->
                now instanceof Task && PROCESSES.stream().anyMatch(code -> Topic.hasCode(now, code))
                        ? Optional.of(
                                first || topic == Topic.CARE_PLAN_PUSHED
                                        ? NOTIFY_ADD_PROCESS_REQUEST
                                        : NOTIFY_UPDATE_PROCESS_REQUEST)
                        : Optional.empty();
            case CARE_PLAN_CHANGED -> now instanceof CarePlan plan && !first ? Optional.of(of(plan)) : Optional.empty();
            case CARE_PLAN_COMMENT -> Optional.of(SEND_COMMUNICATION);
            case CARE_PLAN_OVERDUE,
                    DISPENSING_FINDING,
                    IMAGING_FEEDBACK,
                    DISCLOSURE_WAITING,
                    DISCLOSURE_DECIDED,
                    PRIVACY_NOTICE -> Optional.empty();
        };
    }

    private static ReferralEvent of(CarePlan plan) {
        return plan.getStatus() == CarePlanStatus.REVOKED ? REVOKE_SERVICE_REQUEST : NOTIFY_UPDATE_SERVICE_REQUEST;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The type of resource that the message is about. */
    String focus() {
        return focus;
    }
}
