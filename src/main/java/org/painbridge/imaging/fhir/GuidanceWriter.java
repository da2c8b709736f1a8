package org.painbridge.imaging.fhir;

import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DataRequirement;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.GuidanceResponse;
import org.hl7.fhir.r4.model.GuidanceResponse.GuidanceResponseStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.painbridge.imaging.Category;
import org.painbridge.imaging.ImagingVerdict;
import org.painbridge.imaging.Insurance;
import org.painbridge.imaging.MissingElement;
import org.painbridge.imaging.Procedure;
import org.painbridge.imaging.Question;

/** The decision as GuidanceResponse; its output parameters are contained in it. */
final class GuidanceWriter {
    static final String CATEGORY = "https://painbridge.example/fhir/CodeSystem/imaging-category";
    private static final String ELIGIBILITY = "https://painbridge.example/fhir/CodeSystem/ohip-eligibility";
    private static final String PROFILE =
            "https://painbridge.example/fhir/StructureDefinition/imaging-guidance-response";
    private static final String OUTPUT = "painbridge-output";

    private final AnswerForm form;

    GuidanceWriter(AnswerForm form) {
        this.form = form;
    }

    /** @param alternatives whether there are any: they have the id of the decision */
    GuidanceResponse guidance(ImagingDecision decision, boolean alternatives) {
        ImagingVerdict verdict = decision.verdict();
        GuidanceResponse guidance = new GuidanceResponse();
        guidance.setId(decision.id());
        guidance.getMeta().addProfile(PROFILE);
        guidance.addIdentifier().setSystem("urn:ietf:rfc:3986").setValue(decision.uri());
        requestIdentifier(decision.order()).ifPresent(guidance::setRequestIdentifier);
        guidance.setModule(new CanonicalType(verdict.rules().versioned()));
        guidance.setStatus(status(verdict));
        guidance.setSubject(subject(decision.order()));
        guidance.setOccurrenceDateTimeElement(new DateTimeType(
                decision.evaluatedAt().truncatedTo(ChronoUnit.MILLIS).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME)));
        guidance.setReasonCode(decision.order().getReasonCode());
        guidance.addNote().setText(new VerdictText(form.language()).summary(verdict));
        guidance.addContained(new OutputWriter(form).output(decision).setId(OUTPUT));
        guidance.setOutputParameters(new Reference("#" + OUTPUT));
        if (alternatives) {
            guidance.setResult(new Reference("RequestGroup/" + decision.id()));
        }
        requirements(verdict).forEach(guidance::addDataRequirement);
        return guidance;
    }

    static Coding coding(Category category) {
        String display = switch (category) {
            case APPROPRIATE -> "Appropriate";
            case MAY_BE_APPROPRIATE -> "May be appropriate";
            case NOT_APPROPRIATE -> "Not appropriate";
        };
        return new Coding(CATEGORY, category.code(), display);
    }

    static Coding coding(Insurance.State state) {
        return new Coding(ELIGIBILITY, state.code(), state.display());
    }

    /** An emergency is answered but not closed: the right order is still to come. */
    private static GuidanceResponseStatus status(ImagingVerdict verdict) {
        return switch (verdict) {
            case ImagingVerdict.Rated rated -> GuidanceResponseStatus.SUCCESS;
            case ImagingVerdict.NoCriteria none -> GuidanceResponseStatus.SUCCESS;
            case ImagingVerdict.Emergency emergency -> GuidanceResponseStatus.DATAREQUESTED;
            case ImagingVerdict.NeedsData needs -> GuidanceResponseStatus.DATAREQUIRED;
            case ImagingVerdict.NotRecognised not -> GuidanceResponseStatus.DATAREQUIRED;
        };
    }

    /** A draft often has neither identifier nor id: then nothing names it, and no name is made up. */
    private static Optional<Identifier> requestIdentifier(ServiceRequest order) {
        if (order.hasIdentifier()) {
            return Optional.of(order.getIdentifierFirstRep().copy());
        }
        return order.getIdElement().hasIdPart()
                ? Optional.of(new Identifier().setValue(FindingReader.reference(order)))
                : Optional.empty();
    }

    private static Reference subject(ServiceRequest order) {
        return order.hasSubject() ? order.getSubject().copy() : new Reference().setDisplay("Not stated in the order");
    }

    private static List<DataRequirement> requirements(ImagingVerdict verdict) {
        return switch (verdict) {
            case ImagingVerdict.NeedsData needs ->
                needs.questions().stream()
                        .flatMap(question -> requirements(question).stream())
                        .toList();
            case ImagingVerdict.NotRecognised not ->
                not.missing().stream().map(GuidanceWriter::requirement).toList();
            case ImagingVerdict.Rated rated -> List.of();
            case ImagingVerdict.Emergency emergency -> List.of();
            case ImagingVerdict.NoCriteria none -> List.of();
        };
    }

    /** {@code ServiceRequest.code.coding}: type and element. */
    private static DataRequirement requirement(MissingElement missing) {
        String expression = missing.expression();
        int end = expression.indexOf('.');
        DataRequirement requirement = new DataRequirement();
        requirement.setType(expression.substring(0, end));
        requirement.addMustSupport(expression.substring(expression.lastIndexOf('.') + 1));
        if (!missing.candidates().isEmpty()) {
            DataRequirement.DataRequirementCodeFilterComponent filter =
                    requirement.addCodeFilter().setPath("code");
            missing.candidates()
                    .forEach(procedure -> filter.addCode(new Coding()
                            .setSystem(Procedure.SYSTEM)
                            .setCode(procedure.key())
                            .setDisplay(procedure.title().en())));
        }
        return requirement;
    }

    /** The answer, or what may stand in the chart for it. */
    private static List<DataRequirement> requirements(Question question) {
        DataRequirement answer = new DataRequirement();
        answer.setType("QuestionnaireResponse");
        answer.addMustSupport("item");
        answer.addCodeFilter().setPath("item.linkId").addCode().setCode(question.fact());
        return Stream.concat(Stream.of(answer), question.evidence().stream().flatMap(ChartRequirements::of))
                .toList();
    }
}
