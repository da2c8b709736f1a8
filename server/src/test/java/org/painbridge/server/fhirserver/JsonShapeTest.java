package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.ErrorCode;

class JsonShapeTest {
    private static final JsonChecks CHECKS = new JsonChecks(FhirContext.forR4Cached(), 32, 2);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"resourceType\":\"Patient\",\"name\":[{\"given\":[\"a\",null],\"_given\":[null,{\"id\":\"b\"}]}]}",
                "{\"name\":[{\"family\":\"a\"}],\"id\":\"b\",\"resourceType\":\"Patient\"}",
                "{\"resourceType\":\"Patient\",\"_birthDate\":{\"extension\":[{\"url\":\"urn:x\",\"valueString\":\"a\"}]}}",
                "{\"resourceType\":\"Patient\",\"contained\":[{\"active\":true,\"resourceType\":\"Patient\",\"id\":\"a\"}]}",
                "{\"resourceType\":\"Patient\",\"text\":{\"status\":\"generated\",\"div\":\"<div>a</div>\"},\"name\":[]}",
                "{\"resourceType\":\"Patient\",\"extension\":[{\"url\":\"urn:x\",\"valueCode\":\"a\",\"_valueCode\":{\"id\":\"b\"}},"
                        + "{\"url\":\"urn:y\",\"valueDate\":\"2026\"}]}",
                "{\"resourceType\":\"Patient\",\"text\":{\"div\":\" <div title=\\\"on = off\\\"><p>on=1, script: &#160;</p></div>\"}}",
                "{\"resourceType\":\"Patient\",\"text\":{\"div\":\"<x:div xmlns:x='http://www.w3.org/1999/xhtml'><x:img src='#a'/></x:div>\"}}",
                "{\"resourceType\":\"Patient\",\"text\":{\"div\":\"<div>a&nbsp;b&#160;&eacute; only one = 1, a script: x</div>\"}}",
                "{\"resourceType\":\"Patient\",\"multipleBirthInteger\":2,\"flower\":{\"a\":[null]}}",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"a\",\"valueReference\":{\"reference\":\"b\"}},"
                        + "{\"name\":\"c\",\"resource\":{\"resourceType\":\"Patient\",\"active\":true}}]}",
                "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{},{}]}",
                "{\"resourceType\":\"Observation\",\"issued\":\"2026-02-28T23:59:60.123Z\",\"valueTime\":\"23:59:59.5\","
                        + "\"effectiveDateTime\":\"2026\",\"component\":[{\"valueQuantity\":{\"value\":1e3}}]}",
                "{\"resourceType\":\"Flower\",\"a\":1}",
                "[1,2]",
            })
    void whatFhirAllowsPasses(String body) {
        assertThatCode(() -> check(body)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"name\":[{\"given\":\"a\"}],\"resourceType\":\"Patient\"}; name[0].given",
                "{\"resourceType\":\"Patient\",\"contained\":[{\"active\":1,\"resourceType\":\"Patient\"}]}; contained.active",
                "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":\"Patient\",\"active\":\"no\"}}]}; entry[0].resource.active",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"part\":[{\"valueInteger\":1.0}]}]}; parameter[0].part[0].valueInteger",
                "{\"resourceType\":\"Patient\",\"extension\":[{\"extension\":[{\"valueDate\":\"2026-1-1\"}]}]}; extension[0].extension[0].valueDate",
                "{\"resourceType\":\"Patient\",\"_gender\":[{}],\"gender\":null}; gender",
                "{\"resourceType\":\"Patient\",\"_gender\":{\"extension\":[null]}}; _gender.extension[0]",
                "{\"resourceType\":\"Patient\",\"contact\":[{\"\":1}]}; contact[0].",
                "{\"resourceType\":\"Patient\",\"extension\":[{\"url\":\"urn:x\",\"valueString\":\"a\",\"valueCode\":\"b\"}]}; extension[0].valueCode",
                "{\"resourceType\":\"Patient\",\"_active\":{\"extension\":[{\"_valueString\":{\"id\":\"a\"},\"valueCode\":\"b\"}]}}; _active.extension[0].valueCode",
                "{\"resourceType\":\"Patient\",\"text\":{\"div\":\"\"}}; text.div",
                "{\"resourceType\":\"Patient\",\"text\":{\"div\":\"pain\"}}; text.div",
                "{\"resourceType\":\"Patient\",\"text\":{\"div\":\"<p>x</p>\"}}; text.div",
                "{\"resourceType\":\"Patient\",\"text\":{\"div\":\"<DIV>x</DIV>\"}}; text.div",
                "{\"resourceType\":\"Patient\",\"text\":{\"div\":\"<divan>x</divan>\"}}; text.div",
                "{\"resourceType\":\"Patient\",\"text\":{\"div\":\"<div/>\"}}; text.div",
                "{\"resourceType\":\"Patient\",\"text\":{\"div\":\"<div> </div>\"}}; text.div",
                "{\"resourceType\":\"Composition\",\"section\":[{\"text\":{\"div\":\"<p>x</p>\"}}]}; section[0].text.div",
                "{\"resourceType\":\"Bundle\",\"entry\":[{},{},{}]}; Bundle.entry",
            })
    void whatHasAnotherKindIsRefusedWithItsPlace(String body, String place) {
        assertThatThrownBy(() -> check(body))
                .isInstanceOfSatisfying(
                        RequestProblem.class,
                        problem -> assertThat(problem.expression()).isEqualTo(place));
    }

    @Test
    void aStringHasAMegabyteOfCharactersAtMost() {
        String most = "a".repeat(1024 * 1024 - 1) + "\ud83d\ude00";
        String media =
                "{\"resourceType\":\"Media\",\"note\":[{\"text\":\"%s\"}],\"deviceName\":\"%s\",\"content\":{\"data\":\"%s\"}}";

        assertThatCode(() -> check(media.formatted(most, most, most + most))).doesNotThrowAnyException();
        refusesLong(media.formatted("a", most + "a", "a"), "deviceName");
        refusesLong(media.formatted(most + "a", "a", "a"), "note[0].text");
    }

    private static void refusesLong(String body, String place) {
        assertThatThrownBy(() -> check(body)).isInstanceOfSatisfying(RequestProblem.class, problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.VALUE_TOO_LONG);
            assertThat(problem.expression()).isEqualTo(place);
        });
    }

    private static void check(String body) {
        CHECKS.checkResource(body.getBytes(StandardCharsets.UTF_8));
    }
}
