package org.painbridge.server.samples;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/** The tasks that a push and its answer leave behind. */
record PlanTasks(Map<String, String> row, Identifier push, PlanParts parts) {
    private static final int DAYS_TO_ANSWER = 14;

    Task review() {
        Task task = task("review", "plan-review-task", row.get("review"), "review-care-plan");
        task.setDescription("Please review the pain care plan.");
        task.setFocus(new Reference("CarePlan/" + parts.plan().getIdPart() + "/_history/1"));
        LocalDate due = LocalDate.parse(row.get("created")).plusDays(DAYS_TO_ANSWER);
        task.getRestriction().getPeriod().setEndElement(new DateTimeType(due.toString()));
        return task;
    }

    Task activity(String name, String status, Reference focus) {
        Task task = task("task-" + name, "plan-activity-task", status, "plan-activity");
        return task.addPartOf(new Reference("Task/review-" + patient())).setFocus(focus);
    }

    private Task task(String kind, String profile, String status, String code) {
        Task task = Fhir.named(new Task(), kind + "-" + patient(), profile);
        task.setGroupIdentifier(push).setStatus(TaskStatus.fromCode(status)).setIntent(TaskIntent.ORDER);
        if (status.equals("rejected")) {
            task.setStatusReason(Fhir.text(row.get("answer")));
        }
        task.getCode()
                .addCoding()
                .setSystem(Fhir.PAINBRIDGE + "CodeSystem/task-code")
                .setCode(code);
        task.setFor(parts.plan().getSubject());
        task.setAuthoredOnElement(new DateTimeType(row.get("created")));
        task.setRequester(Fhir.role(row.get("specialist"))).setOwner(Fhir.role(row.get("doctor")));
        return task;
    }

    private String patient() {
        return row.get("patient").toLowerCase(Locale.ROOT);
    }
}
