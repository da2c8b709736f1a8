package org.painbridge.careplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.painbridge.Cases;

class MergeTest {
    /** A dash: the version lacks the element. */
    @ParameterizedTest
    @CsvSource({
        "a, a, a, a, same",
        "a, a, b, b, changed",
        "a, b, a, b, same",
        "a, b, b, b, same",
        "a, b, c, b, conflict",
        "-, -, b, b, changed",
        "-, b, b, b, same",
        "-, b, c, b, conflict",
        "a, a, -, -, changed",
        "a, b, -, b, conflict",
        "a, -, b, -, conflict",
        "a, -, -, -, same"
    })
    void anElementMergesWhereOneSideHasChangedIt(
            String base, String current, String proposed, String after, String kind) {
        Merge<String> merge = Merge.of(version(base), version(current), version(proposed));

        assertThat(merge.merged()).isEqualTo(version(after));
        assertThat(merge.changed()).hasSize(kind.equals("changed") ? 1 : 0);
        assertThat(merge.conflicts()).hasSize(kind.equals("conflict") ? 1 : 0);
    }

    @Test
    void aMedicineThatWasChangedMeanwhileNeverMerges() {
        Map<String, String> base = Map.of("dose", "1", "note", "x");

        Merge<String> merge =
                Merge.ofMedicine(base, Map.of("dose", "1", "note", "y"), Map.of("dose", "2", "note", "x"));

        assertThat(merge.conflicts()).containsExactly("dose");
        assertThat(merge.merged()).containsEntry("dose", "1");
        assertThat(Merge.ofMedicine(base, base, Map.of("dose", "2", "note", "x"))
                        .changed())
                .containsExactly("dose");
    }

    @ParameterizedTest
    @MethodSource("threeVersions")
    void whatNobodyProposedStaysAndWhatOneProposedIsThere(Map<String, Map<String, String>> versions) {
        Map<String, String> base = versions.get("base");
        Map<String, String> current = versions.get("current");
        Map<String, String> proposed = versions.get("proposed");

        Merge<String> merge = Merge.of(base, current, proposed);

        for (String element : new String[] {"a", "b", "c", "d"}) {
            String expected = merge.changed().contains(element) ? proposed.get(element) : current.get(element);
            assertThat(merge.merged().get(element)).isEqualTo(expected);
        }
        assertThat(merge.conflicts()).noneMatch(merge.changed()::contains);
    }

    static Stream<Arguments> threeVersions() {
        return Cases.of(200, random -> Map.of("base", some(random), "current", some(random), "proposed", some(random)));
    }

    private static Map<String, String> some(RandomGenerator random) {
        Map<String, String> version = new java.util.TreeMap<>();
        for (String element : new String[] {"a", "b", "c", "d"}) {
            int value = random.nextInt(3);
            if (value > 0) {
                version.put(element, String.valueOf(value));
            }
        }
        return version;
    }

    private static Map<String, String> version(String value) {
        return value.equals("-") ? Map.of() : Map.of("e", value);
    }
}
