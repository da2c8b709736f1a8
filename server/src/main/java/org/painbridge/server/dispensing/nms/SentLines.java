package org.painbridge.server.dispensing.nms;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.fhirserver.NarrativeChecks;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.fhirserver.SentBody;

/**
 * The body of a submission, of which one line that cannot be read leaves the others standing.
 *
 * @param body as it is parsed, an empty dispense in place of each line that cannot be taken
 * @param unreadable why, by the place of the line from 1
 */
record SentLines(@Nullable IBaseResource body, Map<Integer, RuntimeException> unreadable) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    SentLines {
        unreadable = Map.copyOf(unreadable);
    }

    /** @throws DataFormatException if it cannot be read for another reason than a line of several */
    static SentLines of(byte @Nullable [] bytes, RequestDetails request, FhirContext context) {
        SentBody sent = new SentBody(bytes, request);
        try {
            return still(sent.withNarratives(context), Map.of());
        } catch (DataFormatException e) {
            boolean inJson = RestfulServerUtils.determineRequestEncodingNoDefault(request) == EncodingEnum.JSON;
            if (!inJson || bytes == null) {
                throw e;
            }
            return apart(bytes, request, context, e);
        }
    }

    private static SentLines apart(
            byte[] bytes, RequestDetails request, FhirContext context, DataFormatException whole) {
        JsonNode root = tree(bytes, whole);
        Map<Integer, RuntimeException> unreadable = new HashMap<>();
        int number = 0;
        for (JsonNode parameter : root.path("parameter")) {
            JsonNode resource = parameter.path("resource");
            if (resource.path("resourceType").asText().equals("Bundle")) {
                for (JsonNode entry : resource.path("entry")) {
                    read(++number, entry, context, unreadable);
                }
            } else {
                read(++number, parameter, context, unreadable);
            }
        }
        if (number < 2 || unreadable.isEmpty()) {
            throw whole;
        }
        byte[] rest = root.toString().getBytes(StandardCharsets.UTF_8);
        return still(new SentBody(rest, request).withNarratives(context), unreadable);
    }

    /** A narrative that may run is the fault of its line alone, too. */
    private static SentLines still(@Nullable IBaseResource body, Map<Integer, RuntimeException> before) {
        Map<Integer, RuntimeException> unreadable = new HashMap<>(before);
        int number = 0;
        if (body instanceof Parameters parameters) {
            for (int i = 0; i < parameters.getParameter().size(); i++) {
                ParametersParameterComponent parameter =
                        parameters.getParameter().get(i);
                String place = "Parameters.parameter[" + i + "].resource";
                if (parameter.getResource() instanceof Bundle batch) {
                    for (int j = 0; j < batch.getEntry().size(); j++) {
                        BundleEntryComponent entry = batch.getEntry().get(j);
                        String where = place + ".entry[" + j + "].resource";
                        calm(++number, entry.getResource(), where, entry::setResource, unreadable);
                    }
                } else {
                    calm(++number, parameter.getResource(), place, parameter::setResource, unreadable);
                }
            }
        }
        if (number < 2 && !unreadable.isEmpty()) {
            throw unreadable.values().iterator().next();
        }
        NarrativeChecks.check(body);
        return new SentLines(body, unreadable);
    }

    private static void calm(
            int number,
            @Nullable Resource line,
            String place,
            Consumer<Resource> instead,
            Map<Integer, RuntimeException> unreadable) {
        if (line == null) {
            return;
        }
        try {
            NarrativeChecks.check(line, place);
        } catch (RequestProblem e) {
            unreadable.put(number, e);
            instead.accept(new MedicationDispense());
        }
    }

    private static JsonNode tree(byte[] bytes, DataFormatException whole) {
        try {
            return JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw whole;
        }
    }

    private static void read(
            int number, JsonNode holder, FhirContext context, Map<Integer, RuntimeException> unreadable) {
        if (!(holder instanceof ObjectNode object) || !object.path("resource").isObject()) {
            return;
        }
        try {
            Objects.requireNonNull(context.newJsonParser()
                    .parseResource(object.path("resource").toString()));
        } catch (DataFormatException e) {
            unreadable.put(number, e);
            object.set("resource", JSON.createObjectNode().put("resourceType", "MedicationDispense"));
        }
    }
}
