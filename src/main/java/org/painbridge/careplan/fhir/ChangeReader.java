package org.painbridge.careplan.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;
import org.painbridge.careplan.ExchangeReason;
import org.painbridge.careplan.ExchangeRefusal;
import org.painbridge.careplan.Speaker;
import org.painbridge.careplan.fhir.ExchangeParameters.Placed;
import org.painbridge.careplan.fhir.PlanChange.Action;

/**
 * Reads what a proposal wants to change.
 *
 * @param base the version of the plan that it was made from
 * @param speaker who proposes
 */
record ChangeReader(LivingPlan plan, int base, Speaker speaker) {
    private static final Set<String> PARTS = Set.of("action", "target", "resource", "status");
    private static final Set<String> NEW =
            Set.of("Goal", "ServiceRequest", "MedicationRequest", "Appointment", "CommunicationRequest");

    List<PlanChange> read(ExchangeParameters in) {
        List<PlanChange> changes = new ArrayList<>();
        in.parts("change", PARTS).forEach(part -> changes.add(change(part)));
        if (changes.isEmpty()) {
            throw ExchangeParameters.invalid("Parameters.parameter", "Send at least one change.");
        }
        long targets = changes.stream()
                .map(PlanChange::target)
                .filter(target -> !target.isEmpty())
                .distinct()
                .count();
        if (targets
                < changes.stream().filter(change -> !change.target().isEmpty()).count()) {
            throw invalid("Parameters.parameter", "Each resource is changed once.");
        }
        return changes;
    }

    private PlanChange change(ExchangeParameters part) {
        String action =
                part.required("action", () -> part.code("action", Set.of("add", "replace", "remove", "set-status")));
        if (action.equals("add")) {
            Placed<Resource> added = resource(part);
            requireNew(added);
            return new PlanChange(Action.ADD, "", 0, added.value());
        }
        String target = part.requiredReference("target");
        Resource current = Optional.of(target)
                .filter(this::belongs)
                .flatMap(plan::part)
                .filter(new SamePatient(plan)::isAbout)
                .orElseThrow(() -> invalid(
                        part.root(),
                        "The target is neither the plan nor a goal, an activity or the care" + " team of it."));
        return switch (action) {
            case "remove" -> {
                requireItem(target, part.root());
                yield new PlanChange(Action.REMOVE, target, base(current, Optional.empty()), null);
            }
            case "set-status" -> {
                requireItem(target, part.root());
                yield new PlanChange(Action.REPLACE, target, base(current, Optional.empty()), moved(current, part));
            }
            default -> replacement(target, current, resource(part));
        };
    }

    private PlanChange replacement(String target, Resource current, Placed<Resource> sent) {
        Resource wanted = sent.value();
        if (!wanted.fhirType().equals(current.fhirType())) {
            throw invalid(sent.path(), "The resource is a " + current.fhirType() + ", as the target is.");
        }
        requirePatient(sent, current);
        if (current.fhirType().equals("CarePlan")) {
            requireSame(sent, current, "status", "The operations of the plan move its status.");
            requireSame(sent, current, "intent", "The intent of a plan stays.");
            requireSame(sent, current, "identifier", "The identifier of a plan stays.");
            requireSame(sent, current, "author", "The author of a plan stays: $hand-over makes it somebody else's.");
            requireSame(
                    sent, current, "careTeam", "The care team of a plan stays: its members change by replace of it.");
            requireSame(sent, current, "activity", "Activities come by add and go by remove.");
            requireSame(sent, current, "goal", "Goals come by add and go by remove.");
        }
        if (current instanceof ServiceRequest || current instanceof MedicationRequest) {
            requireSame(sent, current, "intent", "The intent of a request stays: an order is a new request.");
            requireSame(sent, current, "requester", "Who asks for an activity stays.");
        }
        return new PlanChange(Action.REPLACE, target, base(current, Optional.of(wanted)), wanted);
    }

    /** The version that the sender says it read; else the one that there was with the plan it read. */
    private int base(Resource current, Optional<Resource> sent) {
        Optional<String> said =
                sent.map(resource -> resource.getMeta().getVersionId()).filter(text -> text.matches("[0-9]{1,9}"));
        if (said.isPresent()) {
            return Integer.parseInt(said.get());
        }
        return current.fhirType().equals("CarePlan") ? base : new PlanVersions(plan).with(current, base);
    }

    private static Resource moved(Resource current, ExchangeParameters part) {
        Resource moved = current.copy();
        String element = current.fhirType().equals("Goal") ? "lifecycleStatus" : "status";
        String status = part.required("status", () -> part.anyCode("status"));
        try {
            moved.setProperty(element, new CodeType(status));
        } catch (RuntimeException e) {
            throw invalid(part.root(), "A " + current.fhirType() + " has no such status.");
        }
        return moved;
    }

    private void requireNew(Placed<Resource> added) {
        if (!NEW.contains(added.value().fhirType())) {
            throw invalid(
                    added.path(),
                    "What is added is a goal or a request: "
                            + String.join(", ", NEW.stream().sorted().toList()) + ".");
        }
        Intents.requireOwn(added.value(), added.path(), speaker);
        requirePatient(added, null);
    }

    private void requirePatient(Placed<Resource> sent, @Nullable Resource current) {
        Stream<Reference> subjects = sent.value() instanceof Appointment appointment
                ? appointment.getParticipant().stream().map(participant -> participant.getActor())
                : references(sent.value());
        boolean same = subjects.anyMatch(subject -> plan.patient().equals(subject.getReference()));
        if (!same) {
            throw new ExchangeRefusal(
                    ExchangeReason.SUBJECT_DIFFERS, sent.path(), "The resource is about the patient of the plan.");
        }
        new SamePatient(plan).require(sent.value(), sent.path(), current);
        if (sent.value() instanceof DomainResource resource && resource.hasContained()) {
            throw invalid(sent.path(), "A proposed resource contains no other: name a medicine by its code.");
        }
    }

    private static Stream<Reference> references(Resource resource) {
        return Stream.of(resource.getProperty("subject".hashCode(), "subject", false))
                .filter(Reference.class::isInstance)
                .map(Reference.class::cast);
    }

    private static void requireSame(Placed<Resource> sent, Resource current, String element, String fix) {
        Base[] wanted = sent.value().getProperty(element.hashCode(), element, false);
        Base[] now = current.getProperty(element.hashCode(), element, false);
        if (!Base.compareDeep(List.of(wanted), List.of(now), true)) {
            throw invalid(sent.path() + "." + element, fix);
        }
    }

    private static Placed<Resource> resource(ExchangeParameters part) {
        List<Placed<Resource>> sent = part.resources("resource");
        if (sent.size() != 1) {
            throw invalid(part.root(), "The change has one resource.");
        }
        return sent.getFirst();
    }

    private void requireItem(String target, String place) {
        if (!plan.requests().contains(target) && !plan.goals().contains(target)) {
            throw invalid(place, "Only goals and activities are called off, or change their status, so.");
        }
    }

    private boolean belongs(String target) {
        return target.equals(plan.reference())
                || plan.requests().contains(target)
                || plan.goals().contains(target)
                || plan.teams().contains(target);
    }

    static ExchangeRefusal gone(String target) {
        return invalid("Parameters.parameter", target + " is not part of the plan any more.");
    }

    private static ExchangeRefusal invalid(String place, String fix) {
        return new ExchangeRefusal(ExchangeReason.CHANGE_INVALID, place, fix);
    }
}
