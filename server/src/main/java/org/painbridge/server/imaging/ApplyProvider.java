package org.painbridge.server.imaging;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.UUID;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.store.StoreProblem;

/** The same decisions for clients that apply plans, in the shape of Belgium's PSS; docs/operations/imaging-apply.md. */
public final class ApplyProvider implements CapabilityOperations {
    private final Assessor assessor;

    ApplyProvider(Assessor assessor) {
        this.assessor = assessor;
    }

    @Operation(
            name = "$apply",
            typeName = "PlanDefinition",
            canonicalUrl = "https://painbridge.example/fhir/OperationDefinition/imaging-apply")
    public Bundle apply(@IdParam IdType plan, @ResourceParam @Nullable IBaseResource body, RequestDetails caller) {
        if (!GuidelineDefinitions.ID.equals(plan.getIdPart())) {
            throw new StoreProblem.NotFound("A PlanDefinition/" + plan.getIdPart() + " that can be applied");
        }
        ApplyRequest request = new ApplyRequest(assessor.localised(CapabilityOperations.parameters(body)));
        Bundle answer = new Bundle().setType(Bundle.BundleType.COLLECTION);
        for (ServiceRequest order : request.orders()) {
            AssessmentRequest question = assessor.read(request.question(order));
            assessor.assess(question, order, caller).getParameter().stream()
                    .filter(ParametersParameterComponent::hasResource)
                    .forEach(parameter -> add(answer, parameter.getResource()));
        }
        return answer;
    }

    private static void add(Bundle answer, Resource resource) {
        answer.addEntry().setFullUrl("urn:uuid:" + UUID.randomUUID()).setResource(resource);
    }
}
