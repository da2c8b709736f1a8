package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.hl7.fhir.r4.model.IdType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.store.StoreProblem;

class VersionsTest {
    @ParameterizedTest
    @ValueSource(strings = {"W/\"17\"", "\"17\"", "17"})
    void theVersionOfAnEtagIsRead(String ifMatch) {
        assertThat(Versions.expected(ifMatch, "http.If-Match")).isEqualTo(17);
    }

    @Test
    void withoutIfMatchNoVersionIsExpected() {
        assertThat(Versions.expected(null, "http.If-Match")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "W/\"\"", "W/\"-1\"", "W/\"1.5\"", "W/\"1\", W/\"2\"", "9999999999", "x"})
    void whatIsNoVersionIsRefusedWhereItStands(String ifMatch) {
        assertThatThrownBy(() -> Versions.expected(ifMatch, "request.ifMatch"))
                .isInstanceOf(RequestProblem.class)
                .extracting(problem -> ((RequestProblem) problem).expression())
                .isEqualTo("request.ifMatch");
    }

    @Test
    void aVersionThatCannotBeOursIsNotFound() {
        assertThat(Versions.of(new IdType("Patient/1/_history/17"))).isEqualTo(17);
        assertThatThrownBy(() -> Versions.of(new IdType("Patient/1/_history/latest")))
                .isInstanceOf(StoreProblem.NotFound.class);
        assertThatThrownBy(() -> Versions.of(new IdType("Patient/1/_history/9999999999")))
                .isInstanceOf(StoreProblem.NotFound.class);
    }
}
