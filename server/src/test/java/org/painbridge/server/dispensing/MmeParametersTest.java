package org.painbridge.server.dispensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.painbridge.server.fhirserver.RequestProblem;

class MmeParametersTest {
    private static final Instant NOW = Instant.parse("2026-03-01T14:00:00Z");

    static Stream<InstantType> refused() {
        InstantType absent = new InstantType();
        absent.addExtension("http://hl7.org/fhir/StructureDefinition/data-absent-reason", new StringType("unknown"));
        return Stream.of(absent, new InstantType("2026-03-01T14:00:01Z"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatIsNoMomentThatHasPassedIsRefused(InstantType sent) {
        assertThatThrownBy(() -> MmeParameters.moment(sent, NOW))
                .isInstanceOf(RequestProblem.class)
                .hasMessageContaining("knownAt");
    }

    @Test
    void aMomentIsTheSameInAnyZone() {
        assertThat(MmeParameters.moment(new InstantType("2026-03-01T09:00:00-05:00"), NOW))
                .isEqualTo(NOW);
    }
}
