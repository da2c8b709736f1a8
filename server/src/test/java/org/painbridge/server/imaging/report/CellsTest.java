package org.painbridge.server.imaging.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.painbridge.server.Cases;

class CellsTest {

    @Test
    void countsBelowSixAreWithheldAndZeroIsNot() {
        Cells cells = new Cells(Map.of("a", 5L, "b", 3L, "c", 6L, "d", 0L));

        assertThat(cells.count("a")).isEmpty();
        assertThat(cells.count("b")).isEmpty();
        assertThat(cells.count("c")).isEqualTo(OptionalLong.of(6));
        assertThat(cells.count("d")).isEqualTo(OptionalLong.of(0));
    }

    @Test
    void aSingleGapIsNotLeftToBeReckonedFromTheTotal() {
        Cells cells = new Cells(Map.of("a", 5L, "b", 30L, "c", 200L));

        assertThat(cells.count("b")).isEmpty();
        assertThat(cells.count("c")).isPresent();
    }

    /** With all counts that are shown, and the total, at least two cells stay open, or what is open is large. */
    @ParameterizedTest
    @MethodSource("tables")
    void noSmallCountCanBeReckoned(Map<String, Long> counts) {
        Cells cells = new Cells(counts);

        long hidden = counts.keySet().stream()
                .filter(cell -> cells.count(cell).isEmpty())
                .count();
        assertThat(hidden == 1 && counts.size() > 1).isFalse();
        counts.forEach((cell, count) -> {
            if (count > 0 && count < 6) {
                assertThat(cells.count(cell)).isEmpty();
            }
        });
    }

    @Test
    void whatIsWithheldTogetherIsNoSmallCountEither() {
        Cells cells = new Cells(Map.of("a", 1L, "b", 1L, "c", 9L, "d", 70L));

        assertThat(cells.count("c")).isEmpty();
        assertThat(cells.count("d")).isPresent();
    }

    @Test
    void aSumBesideACellThatIsShownDoesNotTellAnother() {
        Cells cells = new Cells(Map.of("appropriate", 30L, "not-appropriate", 4L, "needs-data", 20L));

        assertThat(cells.tells(Set.of("appropriate", "not-appropriate"))).isTrue();
        assertThat(cells.tells(Set.of("appropriate"))).isFalse();
    }

    private static Stream<Arguments> tables() {
        return Cases.of(
                200,
                random -> Map.of(
                        "a", (long) random.nextInt(9), "b", 6L + random.nextInt(9), "c", (long) random.nextInt(40)));
    }
}
