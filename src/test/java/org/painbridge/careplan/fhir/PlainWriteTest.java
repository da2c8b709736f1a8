package org.painbridge.careplan.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CarePlan.CarePlanStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;

class PlainWriteTest {
    private final MemoryPlan plan = new MemoryPlan();

    @Test
    void aPushedPlanIsNotMovedNorTakenNorDeletedByPlainRest() {
        assertThat(plan(each -> each.setStatus(CarePlanStatus.ACTIVE))).contains("CarePlan.status", "$propose-change");
        assertThat(plan(each -> each.setAuthor(new Reference("PractitionerRole/other"))))
                .contains("CarePlan.author");
        assertThat(plan(each -> each.getExtension().clear())).contains("plan-agreement");
        assertThat(plan(each -> each.setTitle("Another"))).contains("CarePlan.title");
        assertThat(PlainWrite.refusal(plan.only(CarePlan.class), null)).isPresent();
    }

    @Test
    void whatIsWrittenAgainAsItWasIsNoChange() {
        assertThat(plan(each -> {})).isEmpty();
        assertThat(plan(each -> each.getMeta().setVersionId("7"))).isEmpty();
    }

    @Test
    void aTaskIsNotReopenedNorGivenAwayButMayBeNotedOn() {
        assertThat(task(each -> each.setStatus(TaskStatus.COMPLETED))).contains("Task.status", "$respond");
        assertThat(task(each -> each.setOwner(new Reference("PractitionerRole/other"))))
                .contains("Task.owner");
        assertThat(task(each -> each.setFocus(new Reference("CarePlan/other")))).contains("Task.focus");
        assertThat(task(each -> each.getMeta().getProfile().clear())).contains("Task.meta.profile");
        assertThat(task(each -> each.addNote().setText("Called the practice"))).isEmpty();
        assertThat(PlainWrite.refusal(review(), null)).isPresent();
    }

    @Test
    void whatWasNotPushedIsFree() {
        CarePlan draft = new CarePlan().setStatus(CarePlanStatus.DRAFT);
        Task own = new Task().setStatus(TaskStatus.COMPLETED);

        assertThat(PlainWrite.refusal(draft, new CarePlan().setStatus(CarePlanStatus.ACTIVE)))
                .isEmpty();
        assertThat(PlainWrite.refusal(own, new Task().setStatus(TaskStatus.REQUESTED)))
                .isEmpty();
        assertThat(PlainWrite.refusal(own, null)).isEmpty();
    }

    private String plan(Consumer<CarePlan> change) {
        CarePlan after = plan.only(CarePlan.class).copy();
        change.accept(after);
        return PlainWrite.refusal(plan.only(CarePlan.class), after)
                .map(Throwable::getMessage)
                .orElse("");
    }

    private String task(Consumer<Task> change) {
        Task after = review().copy();
        change.accept(after);
        return PlainWrite.refusal(review(), after).map(Throwable::getMessage).orElse("");
    }

    private Task review() {
        return plan.task("CarePlan/CarePlan-1");
    }
}
