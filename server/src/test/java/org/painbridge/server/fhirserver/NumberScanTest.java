package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberScanTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1e100}",
                "{\"a\":-1.5E-100,\"b\":1}",
                "{\"a\": [1, 10e+099]}",
                "{\"a\":\"1e99999999\"}",
                "<value value='1e999'/>",
                "{\"a\":\"+1e999\"}",
                "{\"a\":\".5e999\"}",
                "{\"a\":\"\u0661e\u0669\u0669\u0669\"}",
                "<value value=\"-0.1E+1000\"/>",
                "{\"a\":11111111111111111111111111111111111111111111111111111111111111111}",
                "{\"a\":\"11111111111111111111111111111111111111111111111111111111111111111e1\"}"
            })
    void aWordThatLooksLikeAnImmenseNumberIsNoticed(String body) {
        assertThat(suspicious(body)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1e99,\"b\":1.25,\"c\":-3E-2}",
                "{\"a\":\"urn:uuid:12345678-1e23-4e100-9e12-1234567e8901\"}",
                "{\"a\":\"urn:uuid:1234e567-0000-4000-8000-00000000000e\"}",
                "{\"a\":\"5e2c1e999f\",\"b\":\"x1e999\",\"c\":\"1e999x\"}",
                "{\"a\":\"2026-03-01T10:00:00.123-05:00\",\"b\":12345678901234567890}"
            })
    void idsTimesAndUsualNumbersAreNot(String body) {
        assertThat(suspicious(body)).isFalse();
    }

    @Test
    void endlessDigitsAreRefusedUnread() {
        assertThatThrownBy(() -> suspicious("{\"a\":\"" + "9".repeat(1001) + "\"}"))
                .isInstanceOf(RequestProblem.class);
        assertThat(suspicious("{\"a\":\"x" + "9".repeat(1000) + "\"}")).isFalse();
    }

    private static boolean suspicious(String body) {
        return NumberChecks.suspicious(body.getBytes(StandardCharsets.UTF_8));
    }
}
