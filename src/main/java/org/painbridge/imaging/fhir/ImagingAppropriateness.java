package org.painbridge.imaging.fhir;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.painbridge.clinical.Terminology;
import org.painbridge.imaging.CaseSheet;
import org.painbridge.imaging.FactEvidence;
import org.painbridge.imaging.FactState;
import org.painbridge.imaging.ImagingEngine;
import org.painbridge.imaging.ImagingOrder;
import org.painbridge.imaging.ImagingVerdict;
import org.painbridge.imaging.MissingElement;
import org.painbridge.imaging.PackFiles;
import org.painbridge.imaging.ProcedureCatalogue;
import org.painbridge.imaging.RuleSet;
import org.painbridge.imaging.RuleSetLoader;
import org.painbridge.imaging.Side;

/** The imaging capability over FHIR: reads the order, asks the engine. Immutable; one for all requests. */
public final class ImagingAppropriateness {
    private final RuleSet rules;
    private final ProcedureCatalogue procedures;
    private final ImagingOrderReader reader;
    private final ImagingEngine engine;

    public ImagingAppropriateness(RuleSet rules, ProcedureCatalogue procedures) {
        this.rules = rules;
        this.procedures = procedures;
        this.reader = new ImagingOrderReader(rules, procedures);
        this.engine = new ImagingEngine(rules, procedures);
    }

    /** With a guideline pack: {@link PackFiles#shipped()} or that of a site. */
    public static ImagingAppropriateness with(Terminology terminology, PackFiles pack) {
        ProcedureCatalogue procedures = new ProcedureCatalogue(terminology);
        return new ImagingAppropriateness(new RuleSetLoader(terminology, procedures).load(pack), procedures);
    }

    public RuleSet rules() {
        return rules;
    }

    /** Judges an order that was read before. */
    public ImagingVerdict judge(ImagingOrder order) {
        return engine.assess(order);
    }

    /** An order that was read before, without the person. */
    public CaseSheet sheet(ImagingOrder order) {
        return engine.sheet(order);
    }

    public ImagingDecision decide(ImagingRequest request) {
        return switch (reader.read(request)) {
            case OrderReading.Complete(ImagingOrder order, List<MissingElement> leftOut) ->
                decision(request, engine.assess(order), Optional.of(order), facts(order), leftOut);
            case OrderReading.Incomplete(
                    List<MissingElement> missing,
                    Optional<ImagingOrder> known,
                    List<MissingElement> leftOut) ->
                decision(
                        request,
                        known.map(order -> engine.unrated(order, missing))
                                .orElseGet(() -> new ImagingVerdict.NotRecognised(missing, rules.ref())),
                        Optional.empty(),
                        known.stream().flatMap(ImagingAppropriateness::facts),
                        leftOut);
        };
    }

    private Optional<Side> side(ServiceRequest order) {
        return new Coded(order.getCode())
                .codes().stream()
                        .flatMap(code -> procedures.side(code).stream())
                        .findFirst();
    }

    private static Stream<String> facts(ImagingOrder order) {
        Stream<String> findings =
                order.findings().stream().map(Object::toString).sorted();
        return Stream.concat(Stream.of(order.procedureKey()), findings);
    }

    private ImagingDecision decision(
            ImagingRequest request,
            ImagingVerdict verdict,
            Optional<ImagingOrder> asked,
            Stream<String> facts,
            List<MissingElement> leftOut) {
        OrderContent content = OrderContent.of(request.order());
        Stream<String> head = Stream.of(
                rules.ref().hash(),
                request.evaluatedAt().toString(),
                FindingReader.reference(request.order()),
                content.text());
        String question = Stream.concat(head, facts).collect(Collectors.joining("\n"));
        DecisionId id = DecisionId.of(request.evaluatedAt(), Sha256.of(question).bytes());
        return new ImagingDecision(
                id,
                request.order(),
                content.hash(),
                asked,
                verdict,
                request.evaluatedAt(),
                told(leftOut, verdict),
                side(request.order()),
                Optional.empty());
    }

    /** Medicines that are not known are told of only where one may be what a fact of the order looks for. */
    private static List<MissingElement> told(List<MissingElement> leftOut, ImagingVerdict verdict) {
        boolean unread = leftOut.stream().anyMatch(ImagingAppropriateness::isUnread);
        return !unread || mayTurnOnMedicines(verdict)
                ? leftOut
                : leftOut.stream().filter(missing -> !isUnread(missing)).toList();
    }

    private static boolean isUnread(MissingElement missing) {
        return missing.problem() == MissingElement.Problem.UNREAD_MEDICINE;
    }

    private static boolean mayTurnOnMedicines(ImagingVerdict verdict) {
        return verdict.trace().facts().stream()
                .filter(trace -> trace.state() != FactState.MET)
                .flatMap(trace -> trace.criterion().evidence().stream())
                .anyMatch(FactEvidence.Medication.class::isInstance);
    }
}
