package org.painbridge.careplan.fhir;

import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.Task;
import org.painbridge.careplan.TaskState;

/** What those who were asked have declined of a plan, whatever was answered after it. */
final class Refusals {
    private Refusals() {}

    /** Whether somebody declines the plan, or an activity of it. */
    static boolean of(LivingPlan plan) {
        List<Task> reviews = plan.reviews();
        return reviews.stream().anyMatch(review -> isDeclined(review) && !isAskedAgain(review, reviews))
                || plan.activities().stream().anyMatch(Refusals::isDeclined);
    }

    /** Whether its owner was asked once more later. */
    static boolean isAskedAgain(Task review, List<Task> reviews) {
        return reviews.stream()
                .anyMatch(other -> Objects.equals(
                                other.getOwner().getReference(),
                                review.getOwner().getReference())
                        && other.hasAuthoredOn()
                        && review.hasAuthoredOn()
                        && other.getAuthoredOn().after(review.getAuthoredOn()));
    }

    private static boolean isDeclined(Task task) {
        return TaskState.REJECTED.code().equals(task.getStatus().toCode());
    }
}
