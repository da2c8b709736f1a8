package org.painbridge.careplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.painbridge.Cases;

class ContentHashTest {
    static Stream<Arguments> parts() {
        return Cases.of(200, ContentHashTest::randomParts);
    }

    private static List<String> randomParts(RandomGenerator random) {
        return IntStream.range(0, 2 + random.nextInt(8))
                .mapToObj(i -> "part" + random.nextInt(1_000_000))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("parts")
    void orderDoesNotChangeTheFingerprint(List<String> parts) {
        assertThat(ContentHash.of(parts.reversed())).isEqualTo(ContentHash.of(parts));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void anyChangedPartChangesTheFingerprint(List<String> parts) {
        for (int i = 0; i < parts.size(); i++) {
            var changed = new ArrayList<>(parts);
            changed.set(i, parts.get(i) + " ");

            assertThat(ContentHash.of(changed)).isNotEqualTo(ContentHash.of(parts));
        }
    }

    @Test
    void movingTextFromOnePartToTheNextChangesTheFingerprint() {
        assertThat(ContentHash.of(List.of("ab", "c"))).isNotEqualTo(ContentHash.of(List.of("a", "bc")));
    }

    @Test
    void theSameContentAgainIsADuplicateAndOtherContentAConflict() {
        var first = ContentHash.of(List.of("a"));

        assertThat(ContentHash.of(List.of("a")).after(first)).isEqualTo(Repetition.DUPLICATE);
        assertThat(ContentHash.of(List.of("b")).after(first)).isEqualTo(Repetition.CONFLICT);
    }

    @Test
    void aTextThatIsNoFingerprintIsRefused() {
        assertThatThrownBy(() -> new ContentHash("A1")).isInstanceOf(IllegalArgumentException.class);
    }
}
