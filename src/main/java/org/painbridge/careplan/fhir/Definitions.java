package org.painbridge.careplan.fhir;

/** Canonicals of the guide that a push writes. */
enum Definitions {
    PAIN_CARE_PLAN("StructureDefinition/pain-care-plan"),
    PAIN_GOAL("StructureDefinition/pain-goal"),
    PAIN_CARE_TEAM("StructureDefinition/pain-care-team"),
    PLAN_REVIEW_TASK("StructureDefinition/plan-review-task"),
    PLAN_AGREEMENT("StructureDefinition/plan-agreement"),
    TASK_CODE("CodeSystem/task-code"),
    ERROR_CODE("CodeSystem/error-code");

    private final String url;

    Definitions(String path) {
        url = "https://painbridge.example/fhir/" + path;
    }

    String url() {
        return url;
    }
}
