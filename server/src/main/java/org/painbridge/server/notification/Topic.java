package org.painbridge.server.notification;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.jspecify.annotations.Nullable;

/** What can be heard of. */
enum Topic {
    CARE_PLAN_PUSHED("care-plan-pushed", "Task", "owner", "A care plan was pushed: the Task to review it is there") {
        @Override
        boolean isAbout(Resource resource, boolean created) {
            return created && hasCode(resource, "review-care-plan");
        }
    },
    CARE_PLAN_TASK("care-plan-task", "Task", "owner", "A Task around a care plan is new or changed") {
        @Override
        boolean isAbout(Resource resource, boolean created) {
            return hasCode(resource, null) && ABOUT_NO_PLAN.stream().noneMatch(code -> hasCode(resource, code));
        }
    },
    CARE_PLAN_CHANGED("care-plan-changed", "CarePlan", "", "A care plan is new or changed") {
        @Override
        boolean isAbout(Resource resource, boolean created) {
            return resource instanceof CarePlan;
        }
    },
    CARE_PLAN_COMMENT("care-plan-comment", "Communication", "recipient", "Something was said about a care plan") {
        @Override
        boolean isAbout(Resource resource, boolean created) {
            return created
                    && resource instanceof Communication said
                    && said.getBasedOn().stream().anyMatch(plan -> isOf(plan, "CarePlan"));
        }
    },
    CARE_PLAN_OVERDUE(
            "care-plan-overdue",
            "Task",
            "owner",
            "Nobody has acknowledged or answered a care plan in time: the Task to see to it is new or changed") {
        @Override
        boolean isAbout(Resource resource, boolean created) {
            return hasCode(resource, "overdue-review");
        }
    },
    DISPENSING_FINDING(
            "dispensing-finding",
            "DetectedIssue",
            "",
            "A rule on dispenses has found something, finds something else now, or does not hold any more") {
        @Override
        boolean isAbout(Resource resource, boolean created) {
            return resource instanceof DetectedIssue issue && issue.hasExtension(DISPENSING_RULE);
        }
    },
    IMAGING_FEEDBACK("imaging-feedback", "Task", "", "It was said what became of a decision on imaging") {
        @Override
        boolean isAbout(Resource resource, boolean created) {
            return created
                    && resource instanceof Task task
                    && !task.getCode().hasCoding()
                    && isOf(task.getFocus(), "GuidanceResponse");
        }
    },
    DISCLOSURE_WAITING(
            "disclosure-waiting",
            "Task",
            "owner",
            "A disclosure waits for another person to decide it, or does not any more: the Task is new or changed") {
        @Override
        boolean isAbout(Resource resource, boolean created) {
            return hasCode(resource, "decide-disclosure");
        }
    },
    DISCLOSURE_DECIDED(
            "disclosure-decided", "Task", "owner", "A disclosure is decided: the Task of who requested it is there") {
        @Override
        boolean isAbout(Resource resource, boolean created) {
            return created && hasCode(resource, "disclosure-decided");
        }
    },
    PRIVACY_NOTICE(
            "privacy-notice",
            "Communication",
            "recipient",
            "A patient withholds something, or does not any more, or somebody sees it all the same: the notice of it is there") {
        @Override
        boolean isAbout(Resource resource, boolean created) {
            return created
                    && resource instanceof Communication said
                    && said.getBasedOn().stream().anyMatch(consent -> isOf(consent, "Consent"));
        }
    };

    static final String PATIENT = "patient";

    private static final Set<String> ABOUT_NO_PLAN =
            Set.of(OperatorTasks.CODE, "decide-disclosure", "disclosure-decided");
    private static final String BASE = "https://painbridge.example/fhir/SubscriptionTopic/";
    private static final String TASK_CODE = "https://painbridge.example/fhir/CodeSystem/task-code";
    private static final String DISPENSING_RULE = "https://painbridge.example/fhir/StructureDefinition/dispensing-rule";

    private final String code;
    private final String type;
    private final String owner;
    private final String description;

    /** @param owner the filter for whom it is addressed to; empty for none */
    Topic(String code, String type, String owner, String description) {
        this.code = code;
        this.type = type;
        this.owner = owner;
        this.description = description;
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

    String description() {
        return description;
    }

    List<String> filters() {
        return owner.isEmpty() ? List.of(PATIENT) : List.of(owner, PATIENT);
    }

    /** Whether the filter is the one for whom it is addressed to. */
    boolean isOwner(String filter) {
        return owner.equals(filter);
    }

    static Set<String> owners(Resource resource) {
        List<Reference> owners = switch (resource) {
            case Task task -> List.of(task.getOwner());
            case Communication said -> said.getRecipient();
            default -> List.of();
        };
        return owners.stream()
                .map(Reference::getReference)
                .filter(reference -> reference != null)
                .collect(Collectors.toSet());
    }

    static @Nullable String patient(Resource resource) {
        return switch (resource) {
            case Task task -> task.getFor().getReference();
            case CarePlan plan -> plan.getSubject().getReference();
            case Communication said -> said.getSubject().getReference();
            case DetectedIssue issue -> issue.getPatient().getReference();
            default -> null;
        };
    }

    private static boolean isOf(Reference reference, String type) {
        return String.valueOf(reference.getReference()).startsWith(type + "/");
    }

    /** @param code null for any of our code system */
    static boolean hasCode(Resource resource, @Nullable String code) {
        return resource instanceof Task task
                && task.getCode().getCoding().stream().anyMatch(coding -> isOurs(coding, code));
    }

    private static boolean isOurs(Coding coding, @Nullable String code) {
        return TASK_CODE.equals(coding.getSystem()) && (code == null || code.equals(coding.getCode()));
    }
}
