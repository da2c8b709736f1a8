package org.painbridge.server.notification;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.jspecify.annotations.Nullable;

/** What can be heard of. */
enum Topic {
    /** A plan was pushed: its review Task is there. */
    CARE_PLAN_PUSHED("care-plan-pushed", "Task", List.of("owner", "patient")) {
        @Override
        boolean isAbout(Resource resource, boolean created) {
            return created && hasCode(resource, "review-care-plan");
        }
    },
    /** A Task around a plan is new or changed. */
    CARE_PLAN_TASK("care-plan-task", "Task", List.of("owner", "patient")) {
        @Override
        boolean isAbout(Resource resource, boolean created) {
            return hasCode(resource, null);
        }
    },
    /** A plan is new or changed. */
    CARE_PLAN_CHANGED("care-plan-changed", "CarePlan", List.of("patient")) {
        @Override
        boolean isAbout(Resource resource, boolean created) {
            return resource instanceof CarePlan;
        }
    };

    private static final String BASE = "https://painbridge.example/fhir/SubscriptionTopic/";
    private static final String TASK_CODE = "https://painbridge.example/fhir/CodeSystem/task-code";

    private final String code;
    private final String type;
    private final List<String> filters;

    Topic(String code, String type, List<String> filters) {
        this.code = code;
        this.type = type;
        this.filters = filters;
    }

    static Optional<Topic> of(String canonical) {
        return Arrays.stream(values())
                .filter(topic -> topic.canonical().equals(canonical))
                .findFirst();
    }

    /** @param code as stored */
    static Topic stored(String code) {
        return of(BASE + code).orElseThrow();
    }

    static Stream<Topic> of(Resource resource, boolean created) {
        return Arrays.stream(values()).filter(topic -> topic.isAbout(resource, created));
    }

    static List<String> canonicals() {
        return Arrays.stream(values()).map(Topic::canonical).toList();
    }

    abstract boolean isAbout(Resource resource, boolean created);

    String code() {
        return code;
    }

    String canonical() {
        return BASE + code;
    }

    /** Of the resources that it is about. */
    String type() {
        return type;
    }

    List<String> filters() {
        return filters;
    }

    static @Nullable String owner(Resource resource) {
        return resource instanceof Task task ? reference(task.getOwner()) : null;
    }

    static @Nullable String patient(Resource resource) {
        return switch (resource) {
            case Task task -> reference(task.getFor());
            case CarePlan plan -> reference(plan.getSubject());
            default -> null;
        };
    }

    private static @Nullable String reference(Reference reference) {
        return reference.getReference();
    }

    /** @param code null for any of our code system */
    private static boolean hasCode(Resource resource, @Nullable String code) {
        return resource instanceof Task task
                && task.getCode().getCoding().stream().anyMatch(coding -> isOurs(coding, code));
    }

    private static boolean isOurs(Coding coding, @Nullable String code) {
        return TASK_CODE.equals(coding.getSystem()) && (code == null || code.equals(coding.getCode()));
    }
}
