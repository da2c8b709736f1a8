package org.painbridge.imaging.fhir;

import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.painbridge.imaging.DateRange;
import org.painbridge.imaging.FactEvidence;
import org.painbridge.imaging.FactState;
import org.painbridge.imaging.Finding;
import org.painbridge.imaging.FindingSource;
import org.painbridge.imaging.PriorStudy;
import org.painbridge.imaging.ProcedureCatalogue;
import org.painbridge.imaging.RuleSet;
import org.painbridge.imaging.Side;

/** Finds earlier imaging studies: those whose code we know and whose day is told. */
final class StudyReader {
    /** SNOMED CT, normal; as the coded conclusion of a report. */
    private static final Set<String> NORMAL = Set.of("17621005");

    private static final Set<String> ORDERED =
            Set.of("order", "original-order", "reflex-order", "filler-order", "instance-order");

    private final RuleSet rules;
    private final ProcedureCatalogue procedures;
    private final SideReader sides;

    StudyReader(RuleSet rules, ProcedureCatalogue procedures) {
        this.rules = rules;
        this.procedures = procedures;
        this.sides = new SideReader(procedures);
    }

    /** @param order that is judged; it is no repeat of itself */
    List<PriorStudy> studies(Stream<Resource> resources, ServiceRequest order) {
        List<ToldStudies.Told> told = resources
                .filter(resource -> !isSame(resource, order))
                .flatMap(resource -> studies(resource).map(study -> new ToldStudies.Told(resource, study)))
                .distinct()
                .toList();
        return new ToldStudies(told, this::window).once();
    }

    private Optional<Period> window(PriorStudy study) {
        return rules.safety().repeats().flatMap(policy -> policy.window(study, Map.of()));
    }

    private static boolean isSame(Resource resource, ServiceRequest order) {
        return resource == order
                || (resource instanceof ServiceRequest
                        && order.hasIdElement()
                        && order.getIdElement()
                                .getIdPart()
                                .equals(resource.getIdElement().getIdPart()));
    }

    private Stream<PriorStudy> studies(Resource resource) {
        return switch (resource) {
            case ImagingStudy study
            when study.getStatus() == ImagingStudy.ImagingStudyStatus.AVAILABLE ->
                study.getProcedureCode().stream()
                        .flatMap(code ->
                                study(resource, code, sides.side(code, study), study.getStartedElement(), false));
            case DiagnosticReport report
            when isIssued(report) ->
                study(
                        resource,
                        report.getCode(),
                        sides.side(report.getCode(), List.of()),
                        report.hasEffective() ? report.getEffective() : report.getIssuedElement(),
                        isNormal(report));
            case Procedure procedure
            when procedure.getStatus() == Procedure.ProcedureStatus.COMPLETED ->
                study(
                        resource,
                        procedure.getCode(),
                        sides.side(procedure.getCode(), procedure.getBodySite()),
                        procedure.getPerformed(),
                        false);
            case ServiceRequest asked
            when isStanding(asked) ->
                study(
                        resource,
                        asked.getCode(),
                        sides.side(asked.getCode(), asked.getBodySite()),
                        asked.getAuthoredOnElement(),
                        false);
            default -> Stream.empty();
        };
    }

    private static boolean isIssued(DiagnosticReport report) {
        return report.getStatus() != null
                && Set.of("preliminary", "final", "amended", "corrected", "appended")
                        .contains(report.getStatus().toCode());
    }

    private static boolean isNormal(DiagnosticReport report) {
        return report.getConclusionCode().stream().anyMatch(code -> new Coded(code).isAnyOf(NORMAL));
    }

    /** Asked for already, and not withdrawn: drafts of a session are not, nor proposals and plans. */
    private static boolean isStanding(ServiceRequest request) {
        return request.getStatus() != null
                && Set.of("active", "completed").contains(request.getStatus().toCode())
                && isOrder(request)
                && !request.getDoNotPerform();
    }

    /** Not a proposal, a plan or an option; who says nothing means an order. */
    static boolean isOrder(ServiceRequest request) {
        return request.getIntent() == null
                || ORDERED.contains(request.getIntent().toCode());
    }

    /** Of a request its status tells. */
    private static boolean isDone(Resource resource) {
        return !(resource instanceof ServiceRequest asked)
                || asked.getStatus() == ServiceRequest.ServiceRequestStatus.COMPLETED;
    }

    private Stream<PriorStudy> study(
            Resource resource, CodeableConcept code, @Nullable Side side, @Nullable Type when, boolean normal) {
        DateRange date = new FhirMoment(when).range();
        if (date == null) {
            return Stream.empty();
        }
        return new Coded(code)
                .codes().stream()
                        .flatMap(one -> procedures.find(one).stream())
                        .map(procedure -> new PriorStudy(
                                new PriorStudy.Part(procedure.modality(), procedure.region()),
                                procedure.sided() ? side : null,
                                date,
                                normal,
                                isDone(resource),
                                FindingReader.reference(resource)));
    }

    /**
     * What the studies say about facts: that there was one, or when it was.
     *
     * @param side of the order; a study of the other one tells nothing of it
     */
    Stream<Finding> findings(List<PriorStudy> studies, @Nullable Side side) {
        return rules.facts().values().stream()
                .flatMap(fact -> fact.evidence().stream()
                        .filter(FactEvidence.Study.class::isInstance)
                        .map(FactEvidence.Study.class::cast)
                        .flatMap(wanted -> studies.stream()
                                .filter(PriorStudy::done)
                                .filter(study -> study.mayBeOf(side))
                                .filter(study -> wanted.modalities()
                                        .contains(study.procedure().modality()))
                                .filter(study -> wanted.regions()
                                        .contains(study.procedure().region()))
                                .map(study -> switch (fact.type()) {
                                    case DATE ->
                                        Finding.of(fact.id(), study.date(), Finding.Origin.CHART, source(study));
                                    case BOOLEAN, QUANTITY ->
                                        Finding.of(fact.id(), FactState.MET, Finding.Origin.CHART, source(study));
                                })));
    }

    private static FindingSource source(PriorStudy study) {
        return new FindingSource(study.reference(), "code", null, study.date().earliest(), null);
    }
}
