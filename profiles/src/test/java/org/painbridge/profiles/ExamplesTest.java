package org.painbridge.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {
    static List<String> examples() {
        return Guide.exampleNames();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void exampleIsValid(String name) {
        assertThat(Hl7Validator.errors(Guide.example(name))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void exampleHeedsWhatTheGuideOnlyWarnsOf(String name) {
        assertThat(Hl7Validator.problems(Guide.example(name).toString()))
                .extracting(ValidationMessage::getMessage)
                .noneMatch(message -> message.contains("pb-"));
    }
}
