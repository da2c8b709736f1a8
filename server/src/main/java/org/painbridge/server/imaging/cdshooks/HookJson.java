package org.painbridge.server.imaging.cdshooks;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.painbridge.server.fhirserver.JsonChecks;

/** JSON in and out. An order that goes back with its rating keeps every digit of its numbers. */
final class HookJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .configure(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN, true)
            .build();

    private final JsonChecks checks;

    HookJson(JsonChecks checks) {
        this.checks = checks;
    }

    /**
     * @throws org.painbridge.server.fhirserver.RequestProblem where another reader could take it for something else, or it is
     *     none
     */
    JsonNode read(byte[] body) {
        return checks.tree(body, MAPPER);
    }

    /** The same of a call or a page of a chart, whose resources {@link FhirReader} makes fit to be stored. */
    JsonNode readChart(byte[] body) {
        return checks.passingTree(body, MAPPER);
    }

    static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree cannot be written", e);
        }
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Of what we have written ourselves. */
    static JsonNode tree(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException("We wrote what is not JSON", e);
        }
    }
}
