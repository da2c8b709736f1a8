package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.ErrorCode;

class JsonChecksTest {
    private static final JsonChecks CHECKS = new JsonChecks(FhirContext.forR4Cached(), 8, 100);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "{}",
                "{\"a\":1,\"b\":{\"a\":1}}",
                "[{\"a\":1},{\"a\":2}]",
                "{\"a\":\"\\\\u0000\"}",
                "{\"a\":\"\\\\b\\\\f\\t\\n\\r\\u0009\\u000a\\u00e9\\u007f\\ufffd\uFFFD\"}",
                "{\"a\":1.5e-99,\"b\":-9E+99,\"c\":\"1e99999999\",\"d\":0.0000000001}",
                "[[[[[[[[1]]]]]]]]"
            })
    void whatEveryReaderUnderstandsAlikePasses(String body) {
        assertThatCode(() -> check(body)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"a\":1,\"a\":2}; DUPLICATE_JSON_KEY; twice",
                "{\"b\":[{\"a\":1,\"a\":1}]}; DUPLICATE_JSON_KEY; twice",
                "{\"a\":1,\"\\u0061\":2}; DUPLICATE_JSON_KEY; twice",
                "{\"a\":1; MALFORMED_JSON; line 1",
                "{'a':1}; MALFORMED_JSON; line 1",
                "{\"a\":01}; MALFORMED_JSON; line 1",
                "{\"a\":1e99999999}; NUMBER_OUT_OF_RANGE; line 1",
                "{\"a\":[0,-1.5E-100]}; NUMBER_OUT_OF_RANGE; line 1",
                "{\"a\":10e+099}; NUMBER_OUT_OF_RANGE; line 1",
                "{\"a\":NaN}; MALFORMED_JSON; line 1",
                "{} {}; MALFORMED_JSON; behind the end",
                "{\"a\":\"x\\u0000\"}; MALFORMED_JSON; U+0000",
                "{\"x\\u0000\":1}; MALFORMED_JSON; U+0000",
                "{\"a\":\"BP\\u000b\"}; MALFORMED_JSON; U+000B",
                "{\"a\":\"\\\\\\u001F\"}; MALFORMED_JSON; U+001F",
                "{\"a\":\"x\\b\"}; MALFORMED_JSON; U+0008",
                "{\"a\":\"\\f\"}; MALFORMED_JSON; U+000C",
                "{\"a\":\"\\uFFFE\"}; MALFORMED_JSON; U+FFFE",
                "{\"a\":\"\uFFFF\"}; MALFORMED_JSON; U+FFFF",
                "{\"a\":\"\\ud83d\"}; MALFORMED_JSON; surrogates",
                "\"\\u0000\"; MALFORMED_JSON; U+0000",
                "[[[[[[[[[1]]]]]]]]]; NESTED_TOO_DEEP; max-depth",
                "{\"a\":[[[[[[[[\"\\u0000\"]]]]]]]]}; NESTED_TOO_DEEP; max-depth",
            })
    void whatReadersUnderstandDifferentlyIsRefused(String body, ErrorCode code, String why) {
        assertRefused(body, code, why);
    }

    @Test
    void aNumberOfAThousandDigitsIsNotCalledNesting() {
        assertRefused("{\"a\":" + "1".repeat(1001) + "}", ErrorCode.NUMBER_OUT_OF_RANGE, "64 digits");
    }

    @Test
    void aNameOfEndlessLengthIsNotCalledNesting() {
        assertRefused("{\"" + "a".repeat(60_000) + "\":1}", ErrorCode.MALFORMED_JSON, "longer than any in FHIR");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"resourceType\":\"ServiceRequest\",\"occurrenceTiming\":{\"repeat\":{\"count\":1e1}}}",
                "{\"occurrenceTiming\":{\"repeat\":{\"count\":1e1}},\"resourceType\":\"ServiceRequest\"}",
                "{\"contained\":[{\"occurrenceTiming\":{\"repeat\":{\"count\":1E1}},\"resourceType\":\"ServiceRequest\"}],"
                        + "\"resourceType\":\"ServiceRequest\"}",
            })
    void aWholeNumberOfATreeIsOneWhereverTheTypeStands(String body) throws IOException {
        JsonNode tree = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build()
                .readTree(body);

        assertThatCode(() -> CHECKS.checkResource(tree)).doesNotThrowAnyException();
    }

    @Test
    void whatIsOnlyReadMayHaveLineBreaksOfOldCharts() {
        JsonMapper mapper = new JsonMapper();

        assertThat(CHECKS.passingTree(bytes("{\"a\":\"b\\u000bc\\f\"}"), mapper)
                        .path("a")
                        .asText())
                .isEqualTo("b\u000bc\f");
        for (String refused : List.of("{\"a\":\"\\u0000\"}", "{\"a\":\"\\ud83d\"}")) {
            assertThatThrownBy(() -> CHECKS.passingTree(bytes(refused), mapper)).isInstanceOf(RequestProblem.class);
        }
    }

    private static byte[] bytes(String body) {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    private static void assertRefused(String body, ErrorCode code, String why) {
        RequestProblem problem = catchThrowableOfType(RequestProblem.class, () -> check(body));

        assertThat(problem).isNotNull().hasMessageContaining(why);
        assertThat(problem.code()).isEqualTo(code);
    }

    private static void check(String body) {
        CHECKS.check(bytes(body));
    }
}
