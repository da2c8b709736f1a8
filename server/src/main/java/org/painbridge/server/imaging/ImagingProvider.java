package org.painbridge.server.imaging;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.fhirserver.CapabilityOperations;

/** Is this image appropriate? docs/operations/imaging-appropriateness.md. */
public final class ImagingProvider implements CapabilityOperations {
    private static final String CANONICAL =
            "https://painbridge.example/fhir/OperationDefinition/imaging-appropriateness";

    private final Assessor assessor;
    private final StoredChart chart;

    ImagingProvider(Assessor assessor, StoredChart chart) {
        this.assessor = assessor;
        this.chart = chart;
    }

    @Operation(name = "$imaging-appropriateness", typeName = "ServiceRequest", canonicalUrl = CANONICAL)
    public Parameters assess(@ResourceParam @Nullable IBaseResource body, RequestDetails caller) {
        AssessmentRequest asked = assessor.read(CapabilityOperations.parameters(body));
        return assessor.assess(asked, asked.order(), caller);
    }

    /** Of an order that is stored here. */
    @Operation(name = "$imaging-appropriateness", typeName = "ServiceRequest", canonicalUrl = CANONICAL)
    public Parameters assessStored(
            @IdParam IdType order, @ResourceParam @Nullable IBaseResource body, RequestDetails caller) {
        AssessmentRequest asked =
                assessor.read(body == null ? new Parameters() : CapabilityOperations.parameters(body));
        asked.requireNoOrder();
        return assessor.assess(asked, chart.order(order.getIdPart(), caller), caller);
    }
}
