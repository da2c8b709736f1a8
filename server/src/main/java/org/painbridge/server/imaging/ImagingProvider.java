package org.painbridge.server.imaging;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.fhir.ImagingAppropriateness;
import org.painbridge.imaging.fhir.ImagingRequest;
import org.painbridge.imaging.fhir.VerdictWriter;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.fhirserver.RequestProblem;

/** Is this image appropriate? docs/operations/imaging-appropriateness.md. */
public final class ImagingProvider implements CapabilityOperations {
    private final ImagingAppropriateness imaging;
    private final StoredChart chart;
    private final ImagingSettings settings;
    private final Clock clock;
    private final ZoneId zone;

    ImagingProvider(
            ImagingAppropriateness imaging, StoredChart chart, ImagingSettings settings, Clock clock, ZoneId zone) {
        this.imaging = imaging;
        this.chart = chart;
        this.settings = settings;
        this.clock = clock;
        this.zone = zone;
    }

    @Operation(
            name = "$imaging-appropriateness",
            typeName = "ServiceRequest",
            idempotent = true,
            canonicalUrl = "https://painbridge.example/fhir/OperationDefinition/imaging-appropriateness")
    public Parameters assess(@ResourceParam @Nullable IBaseResource body, RequestDetails caller) {
        Parameters request = CapabilityOperations.parameters(body);
        chart.localise(request);
        ImagingParameters parameters = new ImagingParameters(request);
        ServiceRequest order = parameters.required("order", ServiceRequest.class);
        Optional<Patient> patient =
                parameters.optional("patient", Patient.class).or(() -> chart.patient(order.getSubject(), caller));
        ImagingRequest question = new ImagingRequest(
                order, patient.orElse(null), data(parameters, patient, caller), evaluatedAt(parameters));
        Language language = parameters
                .optional("language", CodeType.class)
                .map(code -> Language.of(code.getValue()))
                .orElse(Language.EN);
        return new VerdictWriter(language, maxAlternatives(parameters)).parameters(imaging.decide(question));
    }

    /** The caller's data; without any, what is stored here. Answers always count. */
    private List<Resource> data(ImagingParameters parameters, Optional<Patient> patient, RequestDetails caller) {
        List<Resource> data = new ArrayList<>();
        Optional<Bundle> sent = parameters.optional("data", Bundle.class);
        if (sent.isPresent()) {
            sent.get().getEntry().stream()
                    .map(BundleEntryComponent::getResource)
                    .filter(resource -> resource != null)
                    .forEach(data::add);
        } else if (parameters.optional("patient", Patient.class).isEmpty()) {
            patient.map(known -> chart.data(known, caller)).ifPresent(data::addAll);
        }
        data.addAll(parameters.all("answers", QuestionnaireResponse.class));
        return data;
    }

    private int maxAlternatives(ImagingParameters parameters) {
        int most = parameters
                .optional("maxAlternatives", IntegerType.class)
                .map(IntegerType::getValue)
                .orElse(settings.maxAlternatives());
        return Math.clamp(most, 0, settings.maxAlternatives());
    }

    private OffsetDateTime evaluatedAt(ImagingParameters parameters) {
        Optional<DateTimeType> sent = parameters.optional("evaluatedAt", DateTimeType.class);
        if (sent.isEmpty()) {
            return clock.instant().atZone(zone).toOffsetDateTime();
        }
        if (!sent.get().getValueAsString().contains("T")) {
            throw new RequestProblem(
                    ErrorCode.INVALID_PARAMETER,
                    "Parameters.parameter.where(name='evaluatedAt')",
                    "evaluatedAt is a moment with its offset, such as 2026-11-25T09:30:00-05:00");
        }
        return sent.get().getValue().toInstant().atZone(zone).toOffsetDateTime();
    }
}
