package org.painbridge.imaging.fhir;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DeviceUseStatement;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.painbridge.clinical.Code;
import org.painbridge.imaging.DateRange;
import org.painbridge.imaging.Fact;
import org.painbridge.imaging.FactEvidence;
import org.painbridge.imaging.FactState;
import org.painbridge.imaging.Finding;
import org.painbridge.imaging.FindingSource;
import org.painbridge.imaging.RuleSet;

/** Finds what care and devices of the chart say about facts. Nothing of it says "no", but a refuted allergy. */
final class CareReader {
    private static final Set<String> NOT_DONE = Set.of("preparation", "not-done", "entered-in-error", "unknown");
    private static final Set<String> NOT_ORDERED = Set.of("draft", "revoked", "entered-in-error", "unknown");

    private final DeviceReader devices;
    private final Wanted<FactEvidence.Procedure> procedures;
    private final Worded<FactEvidence.Procedure> worded;
    private final Wanted<FactEvidence.Request> requests;
    private final Wanted<FactEvidence.Allergy> allergies;
    private final Worded<FactEvidence.Allergy> allergens;

    CareReader(RuleSet rules) {
        devices = new DeviceReader(rules);
        worded = new Worded<>(rules, FactEvidence.Procedure.class, FactEvidence.Procedure::words);
        procedures = new Wanted<>(rules, FactEvidence.Procedure.class, FactEvidence.Procedure::codes);
        requests = new Wanted<>(rules, FactEvidence.Request.class, FactEvidence.Request::codes);
        allergies = new Wanted<>(rules, FactEvidence.Allergy.class, FactEvidence.Allergy::codes);
        allergens = new Worded<>(rules, FactEvidence.Allergy.class, FactEvidence.Allergy::words);
    }

    /** @param all the data, among which a statement of use may find its device */
    Stream<Finding> findings(Resource resource, List<Resource> all) {
        return switch (resource) {
            case Device device -> devices.findings(device);
            case DeviceUseStatement use -> devices.findings(use, all);
            case Procedure procedure when !isAny(NOT_DONE, procedure.getStatus()) -> done(procedure);
            case ServiceRequest request
            when !isAny(NOT_ORDERED, request.getStatus())
                    && StudyReader.isOrder(request)
                    && !request.getDoNotPerform() ->
                requests.of(new Coded(request.getCode()).codes())
                        .map(match -> found(match, request, "ServiceRequest.code", request.getAuthoredOnElement()));
            case AllergyIntolerance allergy -> allergy(allergy);
            default -> Stream.empty();
        };
    }

    private Stream<Finding> done(Procedure procedure) {
        Coded code = new Coded(procedure.getCode());
        List<Wanted.Match<FactEvidence.Procedure>> coded =
                procedures.of(code.codes()).toList();
        Stream<Finding> told = coded.isEmpty()
                ? worded.of(code.texts().toList())
                        .filter(fact -> fact.type() == Fact.Type.BOOLEAN)
                        .map(fact -> Finding.of(
                                fact.id(),
                                FactState.MET,
                                Finding.Origin.CHART,
                                new FindingSource(
                                        FindingReader.reference(procedure),
                                        "Procedure.code.text",
                                        null,
                                        new FhirMoment(procedure.getPerformed()).day(),
                                        null)))
                : Stream.empty();
        return Stream.concat(
                coded.stream().map(match -> found(match, procedure, "Procedure.code", procedure.getPerformed())), told);
    }

    static boolean isAny(Set<String> codes, @Nullable Enum<?> status) {
        return status == null
                || codes.contains(status.name().toLowerCase(Locale.ROOT).replace("_", "-"));
    }

    /** By code; where none of them is known, by words, of what is not refuted. */
    private Stream<Finding> allergy(AllergyIntolerance allergy) {
        Coded verification = new Coded(allergy.getVerificationStatus());
        if (verification.isAnyOf(Set.of("entered-in-error"))) {
            return Stream.empty();
        }
        boolean refuted = verification.isAnyOf(Set.of("refuted"));
        List<Coded> told = Stream.concat(
                        Stream.of(allergy.getCode()),
                        refuted
                                ? Stream.empty()
                                : allergy.getReaction().stream().map(reaction -> reaction.getSubstance()))
                .map(Coded::new)
                .toList();
        List<Code> codes = told.stream().flatMap(one -> one.codes().stream()).toList();
        List<Finding> coded = allergies
                .of(codes)
                .filter(match -> !refuted || match.evidence().refutedBy().containsAll(codes))
                .map(match -> Finding.of(
                        match.fact().id(),
                        refuted ? FactState.NOT_MET : FactState.MET,
                        Finding.Origin.CHART,
                        source(match, allergy, "AllergyIntolerance.code", allergy.getRecordedDateElement())))
                .toList();
        return coded.isEmpty() && !refuted ? worded(allergy, told) : coded.stream();
    }

    private Stream<Finding> worded(AllergyIntolerance allergy, List<Coded> told) {
        return allergens
                .of(told.stream().flatMap(Coded::texts).toList())
                .map(fact -> Finding.of(
                        fact.id(),
                        FactState.MET,
                        Finding.Origin.CHART,
                        new FindingSource(
                                FindingReader.reference(allergy),
                                "AllergyIntolerance.code.text",
                                null,
                                new FhirMoment(allergy.getRecordedDateElement()).day(),
                                null)));
    }

    private static Finding found(Wanted.Match<?> match, Resource resource, String path, @Nullable Type when) {
        FindingSource source = source(match, resource, path, when);
        DateRange since = new FhirMoment(when).range();
        Fact fact = match.fact();
        return fact.type() == Fact.Type.DATE && since != null
                ? Finding.of(fact.id(), since, Finding.Origin.CHART, source)
                : Finding.of(fact.id(), FactState.MET, Finding.Origin.CHART, source);
    }

    private static FindingSource source(Wanted.Match<?> match, Resource resource, String path, @Nullable Type when) {
        return new FindingSource(
                FindingReader.reference(resource), path, match.code(), new FhirMoment(when).day(), null);
    }
}
