package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosestNameTest {
    private static final List<String> NAMES = List.of("name", "birthdate", "identifier", "code");

    @ParameterizedTest
    @CsvSource({"nmae, name", "NAME, name", "birthdat, birthdate", "identifer, identifier", "coda, code"})
    void oneThatIsSpelledAlikeIsMeant(String asked, String meant) {
        assertThat(ClosestName.didYouMean(asked, NAMES)).isEqualTo(" Did you mean " + meant + "?");
    }

    @ParameterizedTest
    @CsvSource({"foo", "_contained", "birth", "x"})
    void nothingIsGuessedOfWhatIsFarFromAll(String asked) {
        assertThat(ClosestName.didYouMean(asked, NAMES)).isEmpty();
    }

    @Test
    void whatIsLongerThanAnyNameIsNotCompared() {
        assertThat(ClosestName.near("name".repeat(10_000_000), NAMES)).isEmpty();
    }

    @Test
    void amongNoNamesNoneIsMeant() {
        assertThat(ClosestName.near("name", List.of())).isEmpty();
    }
}
