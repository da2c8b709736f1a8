package org.painbridge.imaging.fhir;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.painbridge.clinical.Code;
import org.painbridge.imaging.FactEvidence;
import org.painbridge.imaging.FactState;
import org.painbridge.imaging.Finding;
import org.painbridge.imaging.ImagingOrder;
import org.painbridge.imaging.Indications;
import org.painbridge.imaging.MissingElement;
import org.painbridge.imaging.MissingElement.Problem;
import org.painbridge.imaging.PriorStudy;
import org.painbridge.imaging.Procedure;
import org.painbridge.imaging.ProcedureCatalogue;
import org.painbridge.imaging.RuleSet;
import org.painbridge.imaging.Side;

/** FHIR to an order of the engine, or a list of what is missing. Never guesses. */
final class ImagingOrderReader {
    private final RuleSet rules;
    private final ProcedureCatalogue procedures;
    private final Indications indications;
    private final FindingReader findings;
    private final EndedStates ended;
    private final MedicationReader medicines;
    private final StudyReader studies;
    private final SideReader sides;
    private final PersonReader person;
    private final AgeReader ages;
    private final CareOfEpisode care;
    private final OrderChecks checks;

    ImagingOrderReader(RuleSet rules, ProcedureCatalogue procedures) {
        this.rules = rules;
        this.procedures = procedures;
        this.indications = new Indications(rules);
        this.findings = new FindingReader(rules, indications);
        this.ended = new EndedStates(rules);
        this.medicines = new MedicationReader(rules);
        this.studies = new StudyReader(rules, procedures);
        this.sides = new SideReader(procedures);
        this.person = new PersonReader(rules);
        this.ages = new AgeReader(rules);
        this.care = new CareOfEpisode(rules);
        this.checks = new OrderChecks(rules);
    }

    OrderReading read(ImagingRequest request) {
        OrderChecks.Checked checked = checks.check(request);
        List<MissingElement> missing = new ArrayList<>(checked.order());
        missing.addAll(checked.refused());
        Set<Procedure> ordered = procedures(request.order());
        OrderReasons reasons = new OrderReasons(request.order(), checked.usable());
        procedureProblem(request.order(), ordered).ifPresent(missing::add);
        if (ordered.stream().anyMatch(rules::covers)) {
            indicationProblem(request.order(), reasons.codes()).ifPresent(missing::add);
        }
        List<MedicineUse> uses =
                medicines.uses(checked.usable(), request.evaluatedAt().toLocalDate());
        Optional<ImagingOrder> known = Optional.of(ordered)
                .filter(procedures -> procedures.size() == 1 && checked.order().isEmpty())
                .map(procedures -> order(request, procedures.iterator().next(), reasons, checked.usable(), uses));
        if (missing.isEmpty()) {
            checked.leftOut()
                    .addAll(medicines.unread(uses, request.evaluatedAt().toLocalDate()));
        }
        return missing.isEmpty()
                ? new OrderReading.Complete(known.orElseThrow(), checked.leftOut())
                : new OrderReading.Incomplete(missing, known, checked.leftOut());
    }

    private ImagingOrder order(
            ImagingRequest request,
            Procedure procedure,
            OrderReasons reasons,
            List<Resource> evidence,
            List<MedicineUse> uses) {
        ServiceRequest order = request.order();
        LocalDate day = request.evaluatedAt().toLocalDate();
        List<Finding> found = new ArrayList<>(findings.reasons(reasons.all(), day));
        List<Finding> ofPerson =
                request.patient() == null ? List.of() : person.findings(request.patient(), evidence, day);
        found.addAll(ofPerson);
        OrderLinks links = new OrderLinks(order);
        evidence.forEach(resource -> findings.findings(resource, evidence, day)
                .map(finding -> finding.saidFor(links.purpose(resource)))
                .forEach(found::add));
        found.addAll(findings.onsets(evidence, reasons.codes()));
        found.addAll(medicines.findings(uses, day));
        found.addAll(ages.findings(found));
        care.dropEarlier(found, day);
        found.removeIf(finding -> isStale(finding, day) || isRuledOut(finding, ofPerson));
        List<Finding> all = List.copyOf(found);
        found.removeIf(finding -> isSettled(finding, all, day));
        ended.silence(found, evidence, day);
        Side side = procedure.sided() ? sides.side(order.getCode(), order.getBodySite()) : null;
        List<PriorStudy> earlier = studies.studies(evidence.stream(), order);
        studies.findings(earlier, side).forEach(found::add);
        return new ImagingOrder(
                FindingReader.reference(order),
                new Person(order.getSubject(), request.patient()).ref(),
                procedure.key(),
                side,
                reasons.codes(),
                found,
                earlier,
                request.evaluatedAt());
    }

    private boolean isStale(Finding finding, LocalDate day) {
        return finding.isStaleHint(rules.fact(finding.fact()).lookBack(), day);
    }

    /** What age or registered gender rules out no hint puts in doubt. */
    private static boolean isRuledOut(Finding hint, List<Finding> ofPerson) {
        return hint.origin() == Finding.Origin.HINT
                && ofPerson.stream()
                        .anyMatch(own -> own.fact().equals(hint.fact()) && own.state() == FactState.NOT_MET);
    }

    /** Nor what is said of something else, such as menopause. */
    private boolean isSettled(Finding hint, List<Finding> all, LocalDate day) {
        return hint.origin() == Finding.Origin.HINT
                && rules.fact(hint.fact()).evidence().stream()
                        .filter(FactEvidence.Observation.class::isInstance)
                        .map(evidence -> ((FactEvidence.Observation) evidence).doubt())
                        .flatMap(doubt -> doubt == null ? Stream.empty() : Stream.ofNullable(doubt.unless()))
                        .anyMatch(other -> rules.fact(other).state(all, day) == FactState.NOT_MET);
    }

    private Set<Procedure> procedures(ServiceRequest order) {
        return new Coded(order.getCode())
                .codes().stream()
                        .flatMap(code -> procedures.find(code).stream())
                        .collect(Collectors.toCollection(() -> new TreeSet<>(Comparator.comparing(Procedure::key))));
    }

    private Optional<MissingElement> procedureProblem(ServiceRequest order, Set<Procedure> found) {
        String send =
                "One code that ConceptMap imaging-procedure-key knows (LOINC, SNOMED CT, RadLex Playbook, CPT, CCI), or"
                        + " a key of " + Procedure.SYSTEM;
        if (found.size() == 1) {
            return Optional.empty();
        }
        if (found.size() > 1) {
            return Optional.of(new MissingElement("ServiceRequest.code.coding", Problem.AMBIGUOUS, send));
        }
        boolean coded = !new Coded(order.getCode()).codes().isEmpty();
        return Optional.of(
                coded
                        ? new MissingElement(
                                "ServiceRequest.code.coding", Problem.NOT_RECOGNISED, send, candidates(order))
                        : new MissingElement("ServiceRequest.code", Problem.ABSENT, send, candidates(order)));
    }

    /** What the words of the order may mean: the reader chooses none of them. */
    private List<Procedure> candidates(ServiceRequest order) {
        return new Coded(order.getCode())
                .texts()
                .map(procedures::candidates)
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private Optional<MissingElement> indicationProblem(ServiceRequest order, Set<Code> reasons) {
        if (indications.knowAny(reasons)) {
            return Optional.empty();
        }
        String send =
                "A reason coded in one of the value sets indication-* (http://hl7.org/fhir/sid/icd-10, also under the names of"
                        + " ICD-10-CA, or http://snomed.info/sct). If none fits, this "
                        + "rule set has no criteria for the order";
        if (!reasons.isEmpty()) {
            return Optional.of(new MissingElement("ServiceRequest.reasonCode", Problem.NOT_RECOGNISED, send));
        }
        return Optional.of(
                order.hasReasonReference()
                        ? new MissingElement("ServiceRequest.reasonReference", Problem.UNRESOLVED, send)
                        : new MissingElement("ServiceRequest.reasonCode", Problem.ABSENT, send));
    }
}
