package org.painbridge.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
}
