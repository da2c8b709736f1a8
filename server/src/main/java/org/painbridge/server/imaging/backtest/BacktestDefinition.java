package org.painbridge.server.imaging.backtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What is to be compared.
 *
 * @param baseline canonical and version of the rules that things stood under
 * @param candidate of those that would take their place
 * @param fromMonth 202611 is November 2026; of stored cases
 * @param untilMonth the last month
 * @param cases lines of NDJSON in place of stored cases; empty for none
 */
record BacktestDefinition(String baseline, String candidate, int fromMonth, int untilMonth, List<String> cases) {
    private static final ObjectMapper JSON = new ObjectMapper();

    BacktestDefinition {
        cases = List.copyOf(cases);
    }

    static BacktestDefinition of(byte[] json) {
        try {
            return JSON.readValue(json, BacktestDefinition.class);
        } catch (IOException e) {
            throw new UncheckedIOException("A stored back-test cannot be read", e);
        }
    }

    byte[] json() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
