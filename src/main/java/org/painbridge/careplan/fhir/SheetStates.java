package org.painbridge.careplan.fhir;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.painbridge.careplan.sheet.SheetWords;

/** How far an activity or a review is, in words. */
record SheetStates(SheetSource source, SheetWords words) {
    private static final Set<String> OPEN = Set.of("requested", "received", "accepted", "in-progress", "on-hold");

    /** As its task says; of what nobody was asked to do yet, or has ended without its task, as it says itself. */
    String of(Resource activity) {
        return SheetTexts.distinct(pieces(activity));
    }

    /** The same, each thing that is said for itself. */
    Stream<String> pieces(Resource activity) {
        Optional<Task> task = source.task("plan-activity", activity).filter(found -> !isOvertaken(found, activity));
        return Stream.concat(
                task.map(this::pieces).orElseGet(() -> Stream.of(own(activity))), Stream.of(why(activity)));
    }

    /** As the request itself says: why it is paused or stopped. */
    private static String why(Resource activity) {
        return switch (activity) {
            case MedicationRequest medicine -> SheetTexts.concept(medicine.getStatusReason());
            case Appointment visit -> SheetTexts.concept(visit.getCancelationReason());
            default -> "";
        };
    }

    private static boolean isOvertaken(Task task, Resource activity) {
        return task.getStatus() != null
                && (task.getStatus() == TaskStatus.COMPLETED && Revocation.isOf(activity)
                        || OPEN.contains(task.getStatus().toCode())
                                && (Revocation.isEnd(activity)
                                        || value(activity, "status").equals("on-hold")));
    }

    String of(Task task) {
        return SheetTexts.distinct(pieces(task));
    }

    private Stream<String> pieces(Task task) {
        String late = task.getBusinessStatus().getCoding().stream()
                .map(Coding::getCode)
                .findFirst()
                .map(code -> words.code("late", code))
                .orElse("");
        boolean open = task.getStatus() != null
                && ("requested".equals(task.getStatus().toCode())
                        || "received".equals(task.getStatus().toCode()));
        return Stream.concat(
                Stream.of(
                        words.code(
                                "task",
                                task.getStatus() != null ? task.getStatus().toCode() : ""),
                        open ? late : "",
                        SheetTexts.concept(task.getStatusReason())),
                SheetTexts.pieces(task.getNote()));
    }

    private String own(Resource activity) {
        String status = value(activity, "status");
        boolean ordered = value(activity, "intent").equals("order");
        return ordered && status.equals("active") ? words.say("ordered.active") : words.code("request", status);
    }

    private static String value(Resource resource, String element) {
        return Optional.ofNullable(resource.getNamedProperty(element)).stream()
                .flatMap(property -> property.getValues().stream())
                .map(value -> String.valueOf(value.primitiveValue()))
                .findFirst()
                .orElse("");
    }
}
