package org.painbridge.imaging.fhir;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.painbridge.clinical.Code;
import org.painbridge.imaging.Finding;
import org.painbridge.imaging.ImagingOrder;
import org.painbridge.imaging.MissingElement;
import org.painbridge.imaging.MissingElement.Problem;
import org.painbridge.imaging.Procedure;
import org.painbridge.imaging.ProcedureCatalogue;
import org.painbridge.imaging.RuleSet;

/** FHIR to an order of the engine, or a list of what is missing. Never guesses. */
final class ImagingOrderReader {
    private static final Set<String> NO_REASON = Set.of("refuted", "entered-in-error");

    private final RuleSet rules;
    private final ProcedureCatalogue procedures;
    private final FindingReader findings;
    private final OrderChecks checks = new OrderChecks();

    ImagingOrderReader(RuleSet rules, ProcedureCatalogue procedures) {
        this.rules = rules;
        this.procedures = procedures;
        this.findings = new FindingReader(rules);
    }

    OrderReading read(ImagingRequest request) {
        List<MissingElement> missing = new ArrayList<>(checks.problems(request));
        Set<Procedure> ordered = procedures(request.order());
        Set<Code> indications = indications(request);
        procedureProblem(request.order(), ordered).ifPresent(missing::add);
        if (ordered.stream().anyMatch(this::isCovered)) {
            indicationProblem(request.order(), indications).ifPresent(missing::add);
        }
        if (!missing.isEmpty()) {
            return new OrderReading.Incomplete(missing);
        }
        return new OrderReading.Complete(order(request, ordered.iterator().next(), indications));
    }

    private ImagingOrder order(ImagingRequest request, Procedure procedure, Set<Code> indications) {
        ServiceRequest order = request.order();
        List<Finding> found = new ArrayList<>(findings.reasons(
                indications,
                FindingReader.reference(order),
                request.evaluatedAt().toLocalDate()));
        if (request.patient() != null) {
            found.addAll(findings.birth(request.patient()));
        }
        request.data().forEach(resource -> found.addAll(findings.findings(resource)));
        return new ImagingOrder(
                FindingReader.reference(order),
                new Person(order.getSubject(), request.patient()).ref(),
                procedure.key(),
                indications,
                found,
                request.evaluatedAt());
    }

    private boolean isCovered(Procedure procedure) {
        return rules.scenarios().stream()
                .anyMatch(scenario -> scenario.procedures().contains(procedure.code()));
    }

    private Set<Procedure> procedures(ServiceRequest order) {
        return new Coded(order.getCode())
                .codes().stream()
                        .flatMap(code -> procedures.find(code).stream())
                        .collect(Collectors.toCollection(() -> new TreeSet<>(Comparator.comparing(Procedure::key))));
    }

    private static Optional<MissingElement> procedureProblem(ServiceRequest order, Set<Procedure> found) {
        String send =
                "One code of LOINC/RSNA that ConceptMap imaging-procedure-key knows, or a key of " + Procedure.SYSTEM;
        if (found.size() == 1) {
            return Optional.empty();
        }
        if (found.size() > 1) {
            return Optional.of(new MissingElement("ServiceRequest.code.coding", Problem.AMBIGUOUS, send));
        }
        boolean coded = !new Coded(order.getCode()).codes().isEmpty();
        return Optional.of(
                coded
                        ? new MissingElement("ServiceRequest.code.coding", Problem.NOT_RECOGNISED, send)
                        : new MissingElement("ServiceRequest.code", Problem.ABSENT, send));
    }

    private Optional<MissingElement> indicationProblem(ServiceRequest order, Set<Code> indications) {
        if (indications.stream().anyMatch(rules::knowsIndication)) {
            return Optional.empty();
        }
        String send = "A reason coded in one of the value sets indication-* (ICD-10 or SNOMED CT). If none fits, this "
                + "rule set has no criteria for the order";
        if (!indications.isEmpty()) {
            return Optional.of(new MissingElement("ServiceRequest.reasonCode", Problem.NOT_RECOGNISED, send));
        }
        return Optional.of(
                order.hasReasonReference()
                        ? new MissingElement("ServiceRequest.reasonReference", Problem.UNRESOLVED, send)
                        : new MissingElement("ServiceRequest.reasonCode", Problem.ABSENT, send));
    }

    private static Set<Code> indications(ImagingRequest request) {
        Stream<CodeableConcept> coded = request.order().getReasonCode().stream();
        Stream<CodeableConcept> referenced = request.order().getReasonReference().stream()
                .flatMap(reference -> condition(reference, request).stream())
                .filter(condition -> !isNoReason(condition))
                .map(Condition::getCode);
        return Stream.concat(coded, referenced)
                .flatMap(concept -> new Coded(concept).codes().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<Condition> condition(Reference reference, ImagingRequest request) {
        return Stream.concat(request.order().getContained().stream(), request.data().stream())
                .filter(Condition.class::isInstance)
                .map(Condition.class::cast)
                .filter(Condition::hasIdElement)
                .filter(condition ->
                        isReferenceTo(reference, condition.getIdElement().getIdPart()))
                .findFirst();
    }

    private static boolean isReferenceTo(Reference reference, String id) {
        String local = id.startsWith("#") ? id : "#" + id;
        return local.equals(reference.getReference())
                || ("Condition".equals(reference.getReferenceElement().getResourceType())
                        && id.equals(reference.getReferenceElement().getIdPart()));
    }

    private static boolean isNoReason(Condition condition) {
        return new Coded(condition.getVerificationStatus()).isAnyOf(NO_REASON);
    }
}
