package org.painbridge.server.imaging;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.HapiRefusals;
import org.painbridge.server.fhirserver.JsonChecks;
import org.painbridge.server.fhirserver.NumberChecks;
import org.painbridge.server.fhirserver.RequestProblem;

/**
 * A call of the hook order-sign (CDS Hooks 2.0).
 *
 * @param orders the ServiceRequests among the draft orders
 * @param patient of the prefetch
 * @param data what else the prefetch holds; a key that is absent, null or an OperationOutcome is unknown, not empty
 */
record HookRequest(List<ServiceRequest> orders, Optional<Patient> patient, List<Resource> data) {
    static final String HOOK = "order-sign";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** @param checks have seen the body as a whole, and look at its resources */
    static HookRequest parse(byte[] body, FhirContext context, JsonChecks checks) {
        JsonNode root = json(body);
        require(root.path("hook").asText().equals(HOOK), "hook", "This service is for the hook " + HOOK);
        require(!root.path("hookInstance").asText().isBlank(), "hookInstance", "hookInstance is a UUID of this call");
        String patientId = root.path("context").path("patientId").asText();
        require(!patientId.isBlank(), "context.patientId", "context.patientId is the id of the patient in the chart");
        JsonNode drafts = root.path("context").path("draftOrders");
        require(drafts.isObject(), "context.draftOrders", "context.draftOrders is a Bundle with the unsigned orders");
        List<Resource> prefetched = new ArrayList<>();
        root.path("prefetch")
                .fields()
                .forEachRemaining(entry ->
                        prefetched.addAll(resources(entry.getValue(), "prefetch." + entry.getKey(), context, checks)));
        Optional<Patient> patient = prefetched.stream()
                .filter(Patient.class::isInstance)
                .map(Patient.class::cast)
                .findFirst();
        patient.ifPresent(found -> require(
                patientId.equals(found.getIdElement().getIdPart()),
                "prefetch",
                "The prefetched Patient is not the one of context.patientId"));
        return new HookRequest(
                resources(drafts, "context.draftOrders", context, checks).stream()
                        .filter(ServiceRequest.class::isInstance)
                        .map(ServiceRequest.class::cast)
                        .toList(),
                patient,
                prefetched.stream()
                        .filter(resource -> !(resource instanceof Patient))
                        .toList());
    }

    private static List<Resource> resources(JsonNode node, String where, FhirContext context, JsonChecks checks) {
        if (!node.isObject()) {
            return List.of();
        }
        try {
            checks.checkResource(node.toString().getBytes(StandardCharsets.UTF_8));
            Resource resource = (Resource) context.newJsonParser().parseResource(node.toString());
            NumberChecks.check(resource);
            return switch (resource) {
                case OperationOutcome failed -> List.of();
                case Bundle bundle ->
                    bundle.getEntry().stream()
                            .filter(Bundle.BundleEntryComponent::hasResource)
                            .map(Bundle.BundleEntryComponent::getResource)
                            .toList();
                default -> List.of(resource);
            };
        } catch (RequestProblem e) {
            throw new RequestProblem(ErrorCode.MALFORMED_RESOURCE, where, String.valueOf(e.getMessage()));
        } catch (DataFormatException e) {
            throw new RequestProblem(
                    ErrorCode.MALFORMED_RESOURCE, where, "This is not a FHIR R4 resource: " + HapiRefusals.plain(e));
        }
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new RequestProblem(ErrorCode.MALFORMED_JSON, "", "The body is not JSON: " + e.getOriginalMessage());
        } catch (java.io.IOException e) {
            throw new IllegalStateException("Reading from memory failed", e);
        }
    }

    private static void require(boolean holds, String where, String message) {
        if (!holds) {
            throw new RequestProblem(ErrorCode.INVALID_HOOK_REQUEST, where, message);
        }
    }
}
