package org.painbridge.imaging.fhir;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.painbridge.clinical.Terminology;
import org.painbridge.imaging.ImagingEngine;
import org.painbridge.imaging.ImagingOrder;
import org.painbridge.imaging.ImagingVerdict;
import org.painbridge.imaging.MissingElement;
import org.painbridge.imaging.PackFiles;
import org.painbridge.imaging.ProcedureCatalogue;
import org.painbridge.imaging.RuleSet;
import org.painbridge.imaging.RuleSetLoader;
import org.painbridge.imaging.Trace;
import org.painbridge.imaging.Urgency;

/** The imaging capability over FHIR: reads the order, asks the engine. Immutable; one for all requests. */
public final class ImagingAppropriateness {
    private final RuleSet rules;
    private final ImagingOrderReader reader;
    private final ImagingEngine engine;

    public ImagingAppropriateness(RuleSet rules, ProcedureCatalogue procedures) {
        this.rules = rules;
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

    public ImagingDecision decide(ImagingRequest request) {
        return switch (reader.read(request)) {
            case OrderReading.Complete(ImagingOrder order) -> decision(request, engine.assess(order), facts(order));
            case OrderReading.Incomplete(List<MissingElement> missing) ->
                decision(
                        request,
                        new ImagingVerdict.NotRecognised(missing, Urgency.ROUTINE, Trace.EMPTY, rules.ref()),
                        missing.stream().map(MissingElement::toString));
        };
    }

    private static Stream<String> facts(ImagingOrder order) {
        Stream<String> head = Stream.of(order.id(), order.patient().id(), order.procedureKey());
        Stream<String> indications =
                order.indications().stream().map(Object::toString).sorted();
        Stream<String> findings =
                order.findings().stream().map(Object::toString).sorted();
        return Stream.of(head, indications, findings).flatMap(part -> part);
    }

    private ImagingDecision decision(ImagingRequest request, ImagingVerdict verdict, Stream<String> facts) {
        String question = Stream.concat(
                        Stream.of(rules.ref().hash(), request.evaluatedAt().toString()), facts)
                .reduce("", (all, part) -> all + "\n" + part);
        String id = UUID.nameUUIDFromBytes(question.getBytes(StandardCharsets.UTF_8))
                .toString();
        return new ImagingDecision(id, request.order(), verdict, request.evaluatedAt());
    }
}
