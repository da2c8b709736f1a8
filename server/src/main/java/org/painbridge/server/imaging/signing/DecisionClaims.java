package org.painbridge.server.imaging.signing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a signed decision says. Nothing in it names the patient.
 *
 * @param orderHash SHA-256 of what the order asks for
 * @param factHash SHA-256 of the states of the facts
 * @param ruleSetHash of the rules it was made by
 * @param engineVersion of this program
 * @param category of CodeSystem imaging-category, or why there is none
 */
public record DecisionClaims(
        String decisionId,
        String orderHash,
        String factHash,
        String ruleSetHash,
        String engineVersion,
        String category,
        Instant issuedAt) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Canonical JSON (RFC 8785): names in order, nothing between them. */
    String json() {
        Map<String, String> sorted = new TreeMap<>(Map.of(
                "decisionId", decisionId,
                "orderHash", orderHash,
                "factHash", factHash,
                "ruleSetHash", ruleSetHash,
                "engineVersion", engineVersion,
                "category", category,
                "issuedAt", issuedAt.toString()));
        try {
            return JSON.writeValueAsString(sorted);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty where the text is something else. */
    static Optional<DecisionClaims> parse(String json) {
        try {
            JsonNode claims = JSON.readTree(json);
            return Optional.of(new DecisionClaims(
                    claims.path("decisionId").asText(),
                    claims.path("orderHash").asText(),
                    claims.path("factHash").asText(),
                    claims.path("ruleSetHash").asText(),
                    claims.path("engineVersion").asText(),
                    claims.path("category").asText(),
                    Instant.parse(claims.path("issuedAt").asText())));
        } catch (JsonProcessingException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
