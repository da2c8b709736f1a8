package org.painbridge.careplan.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.painbridge.careplan.fhir.MemoryPlan.PHYSICIAN;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Goal;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.BeforeEach;
import org.painbridge.careplan.Deadlines;
import org.painbridge.careplan.ExchangeReason;
import org.painbridge.careplan.ExchangeRefusal;
import org.painbridge.careplan.Speaker;

/** A plan in memory that was agreed to, and changes that are proposed of it. */
abstract class ProposedChanges {
    static final String GOAL = "Goal/Goal-1";
    static final String TAPER = "MedicationRequest/MedicationRequest-1";
    static final Deadlines WITHIN = Deadlines.of(Duration.ofHours(24), Duration.ofDays(14));
    final MemoryPlan plan = new MemoryPlan();

    @BeforeEach
    void anAgreedPlan() {
        plan.act(new Response(), PHYSICIAN, sent -> {
            sent.addParameter("task", new Reference(plan.review()));
            sent.addParameter("decision", new CodeType("accept"));
        });
    }

    Parameters propose(Speaker speaker, Consumer<Parameters> change) {
        return plan.act(new Proposal(WITHIN, PushWriting.TAPER), speaker, sent -> {
            sent.addParameter("baseVersion", new IntegerType(2));
            change.accept(sent);
        });
    }

    Parameters decide(Speaker speaker, String decision, String comment) {
        return decide(speaker, decision, comment, sent -> {});
    }

    Parameters decide(Speaker speaker, String decision, String comment, Consumer<Parameters> change) {
        return plan.act(
                new Decision(WITHIN, PushWriting.TAPER),
                "Task/" + open().getIdElement().getIdPart(),
                speaker,
                sent -> {
                    sent.addParameter("decision", new CodeType(decision));
                    if (!comment.isEmpty()) {
                        sent.addParameter("comment", comment);
                    }
                    change.accept(sent);
                });
    }

    static Consumer<Parameters> replace(String target, Resource resource) {
        return change("replace").andThen(target(target)).andThen(with(resource));
    }

    static Consumer<Parameters> change(String action) {
        return sent -> sent.addParameter()
                .setName("change")
                .addPart()
                .setName("action")
                .setValue(new CodeType(action));
    }

    static Consumer<Parameters> target(String target) {
        return sent -> sent.getParameter().getLast().addPart().setName("target").setValue(new Reference(target));
    }

    static Consumer<Parameters> with(Resource resource) {
        return sent ->
                sent.getParameter().getLast().addPart().setName("resource").setResource(resource);
    }

    CarePlan titled(String title) {
        return plan.only(CarePlan.class).copy().setTitle(title);
    }

    Goal wanted(String description) {
        return plan.only(Goal.class).copy().setDescription(new CodeableConcept().setText(description));
    }

    /** A proposed resource contains no other. */
    static MedicationRequest plain(MedicationRequest medicine) {
        MedicationRequest plain = medicine.copy();
        plain.getContained().clear();
        plain.setMedication(new CodeableConcept().setText("A medicine that is tapered"));
        return plain;
    }

    Task proposal() {
        return proposals().getLast();
    }

    /** The last one that waits, or else the last one. */
    Task open() {
        return proposals().stream()
                .filter(task -> List.of("requested", "on-hold")
                        .contains(task.getStatus().toCode()))
                .reduce((first, last) -> last)
                .orElseGet(this::proposal);
    }

    List<Task> proposals() {
        return plan.all(Task.class).stream()
                .filter(task -> task.getCode().getCodingFirstRep().getCode().equals("change-proposal"))
                .toList();
    }

    List<Task> reviews() {
        return plan.all(Task.class).stream()
                .filter(task -> task.getCode().getCodingFirstRep().getCode().equals("review-care-plan"))
                .toList();
    }

    String agreement() {
        return plan.only(CarePlan.class)
                .getExtensionByUrl("https://painbridge.example/fhir/StructureDefinition/plan-agreement")
                .getValue()
                .primitiveValue();
    }

    static String part(ParametersParameterComponent parameter, String name) {
        return value(parameter, name).primitiveValue();
    }

    static String reference(ParametersParameterComponent parameter, String name) {
        return ((Reference) value(parameter, name)).getReference();
    }

    static Type value(ParametersParameterComponent parameter, String name) {
        return parameter.getPart().stream()
                .filter(part -> part.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    static void assertRefused(ExchangeReason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ExchangeRefusal.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }
}
