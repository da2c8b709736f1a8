package org.painbridge.careplan.fhir;

/** Canonicals of the guide that plans are written by. */
enum Definitions {
    PAIN_CARE_PLAN("StructureDefinition/pain-care-plan"),
    PAIN_GOAL("StructureDefinition/pain-goal"),
    PAIN_CARE_TEAM("StructureDefinition/pain-care-team"),
    PLAN_REVIEW_TASK("StructureDefinition/plan-review-task"),
    PLAN_ACTIVITY_TASK("StructureDefinition/plan-activity-task"),
    PLAN_CHANGE_TASK("StructureDefinition/plan-change-task"),
    PLAN_COMMENT("StructureDefinition/plan-comment"),
    PLAN_PROVENANCE("StructureDefinition/plan-provenance"),
    PAIN_PLAN_DOCUMENT("StructureDefinition/pain-plan-document"),
    CUSTODIAN("StructureDefinition/custodian"),
    TARGET_MME("StructureDefinition/target-mme"),
    PLAN_AGREEMENT("StructureDefinition/plan-agreement"),
    TASK_CODE("CodeSystem/task-code"),
    TASK_BUSINESS_STATUS("CodeSystem/task-business-status"),
    SERVER("sid/server"),
    PLAN_ACTION("CodeSystem/plan-action"),
    ERROR_CODE("CodeSystem/error-code");

    private final String url;

    Definitions(String path) {
        url = "https://painbridge.example/fhir/" + path;
    }

    String url() {
        return url;
    }
}
