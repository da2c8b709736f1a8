package org.painbridge.careplan.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.ParameterComponent;
import org.hl7.fhir.r4.model.Type;
import org.painbridge.careplan.fhir.PlanChange.Action;
import org.painbridge.clinical.fhir.PlacedReference;

/**
 * The changes of a proposal as its task keeps them. Of each one input says what is to become of which version; the next
 * one, where there is a resource, leads to it within the task.
 */
final class ChangeTask {
    private static final String WITH = "with";

    private ChangeTask() {}

    static void write(List<PlanChange> changes, Task task) {
        for (PlanChange change : changes) {
            String action = change.action().name().toLowerCase(Locale.ROOT);
            if (change.action() == Action.ADD) {
                add(task, action, contain(task, change.wanted()));
            } else {
                add(task, action, new Reference(change.target() + "/_history/" + change.base()));
            }
            if (change.action() == Action.REPLACE) {
                add(task, WITH, contain(task, change.wanted()));
            }
        }
    }

    private static void add(Task task, String type, Type value) {
        task.addInput(new ParameterComponent(new CodeableConcept().setText(type), value));
    }

    private static Reference contain(Task task, Resource resource) {
        Resource kept = resource.copy();
        String id = "change-" + (task.getContained().size() + 1);
        kept.setId(id);
        kept.getMeta().setVersionIdElement(null).setLastUpdatedElement(null);
        task.addContained(kept);
        if (kept instanceof DomainResource whole) {
            lift(whole, id, task);
        }
        return new Reference("#" + id);
    }

    /** R4, dom-2: what is contained contains nothing, so its medicine stands beside it, under an id that no other change has. */
    private static void lift(DomainResource kept, String id, Task task) {
        if (!kept.hasContained()) {
            return;
        }
        inside(kept)
                .forEach(reference -> reference
                        .setReference("#" + id + "-" + reference.getReference().substring(1))
                        .setResource(null));
        for (Resource inner : kept.getContained()) {
            inner.setId(id + "-" + bare(inner));
            task.addContained(inner);
        }
        kept.getContained().clear();
    }

    private static Stream<Reference> inside(Resource resource) {
        return PlacedReference.in(resource, "").stream()
                .filter(PlacedReference::staysInside)
                .map(PlacedReference::reference);
    }

    /** As the resource itself calls what it contains. */
    private static Resource lowered(Resource kept, String reference) {
        Resource copy = kept.copy();
        String prefix = reference + "-";
        inside(copy)
                .filter(inner -> inner.getReference().startsWith(prefix))
                .forEach(inner -> inner.setReference("#" + inner.getReference().substring(prefix.length())));
        return copy;
    }

    private static String bare(Resource contained) {
        return String.valueOf(contained.getIdElement().getIdPart()).replace("#", "");
    }

    static List<PlanChange> read(Task task) {
        if (HandOver.isOne(task)) {
            return List.of();
        }
        List<PlanChange> changes = new ArrayList<>();
        for (ParameterComponent input : task.getInput()) {
            String type = input.getType().getText();
            String reference = ((Reference) input.getValue()).getReference();
            if (type.equals(WITH)) {
                PlanChange begun = changes.removeLast();
                changes.add(new PlanChange(begun.action(), begun.target(), begun.base(), contained(task, reference)));
            } else if (reference.startsWith("#")) {
                changes.add(new PlanChange(Action.ADD, "", 0, contained(task, reference)));
            } else {
                int version = Integer.parseInt(reference.substring(reference.lastIndexOf('/') + 1));
                Action action = Action.valueOf(type.toUpperCase(Locale.ROOT));
                changes.add(new PlanChange(action, LivingPlan.unversioned(reference), version, null));
            }
        }
        return changes;
    }

    private static Resource contained(Task task, String reference) {
        return task.getContained().stream()
                .filter(resource ->
                        reference.equals("#" + resource.getIdElement().getIdPart())
                                || reference.equals(resource.getIdElement().getValue()))
                .findFirst()
                .map(resource -> lowered(resource, reference))
                .orElseThrow(() -> new IllegalStateException("The task of a proposal lacks what it contains"));
    }
}
