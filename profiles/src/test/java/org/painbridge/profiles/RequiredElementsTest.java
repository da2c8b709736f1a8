package org.painbridge.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a profile makes required is refused when it is missing: each example loses each such element once. */
class RequiredElementsTest {
    static Stream<Arguments> required() {
        return Guide.profiles().stream()
                .flatMap(profile -> requiredBy(profile)
                        .map(element -> arguments(profile.getId(), element, exampleWith(profile, element))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("required")
    void missingElementIsRefused(String profile, String element, ObjectNode example) {
        List<String> errors =
                Hl7Validator.errors(Twin.of(example).without(element).json());

        assertThat(errors)
                .anySatisfy(error -> assertThat(error)
                        .contains("." + element.replace("identifiedDateTime", "identified[x]")
                                + ": minimum required = 1, but only found 0")
                        .contains(profile));
    }

    @Test
    void everyProfileButTheGoalRequiresSomethingOfItsOwn() {
        assertThat(Guide.profiles())
                .filteredOn(profile -> requiredBy(profile).findAny().isEmpty())
                .extracting(StructureDefinition::getId)
                .containsExactly("StructureDefinition/pain-goal");
    }

    /** Names of the resource's own elements that the profile, not R4, makes required. */
    private static Stream<String> requiredBy(StructureDefinition profile) {
        return profile.getDifferential().getElement().stream()
                .filter(element -> element.getMin() > 0)
                .map(ElementDefinition::getId)
                .map(id -> id.substring(id.indexOf('.') + 1))
                .filter(id -> !id.contains(".") && !id.contains(":"))
                .map(id -> id.replace("[x]", "DateTime"));
    }

    private static ObjectNode exampleWith(StructureDefinition profile, String element) {
        return Guide.examplesOf(profile).stream()
                .filter(example -> example.has(element))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No example of " + profile.getId() + " has " + element));
    }
}
