package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.painbridge.server.Cases;

class SearchValuesTest {
    record Token(String system, String code) {}

    static Stream<Arguments> tokens() {
        return Cases.of(200, random -> new Token(Cases.text(random, 20), Cases.text(random, 20)));
    }

    @Test
    void aValueIsSplitAtSeparatorsThatAreNotEscaped() {
        assertThat(SearchValues.split("a,b", ',')).containsExactly("a", "b");
        assertThat(SearchValues.split("a\\,b,c", ',')).containsExactly("a\\,b", "c");
        assertThat(SearchValues.split("a\\\\,b", ',')).containsExactly("a\\\\", "b");
        assertThat(SearchValues.split("s|c", '|')).containsExactly("s", "c");
        assertThat(SearchValues.split("s\\|c", '|')).containsExactly("s\\|c");
        assertThat(SearchValues.split("", ',')).containsExactly("");
        assertThat(SearchValues.split(",a,", ',')).containsExactly("", "a", "");
    }

    @ParameterizedTest
    @CsvSource({
        "plain, plain",
        "'a\\,b', 'a,b'",
        "a\\|b, a|b",
        "a\\$b, a$b",
        "a\\\\b, a\\b",
        "a\\\\\\|b, a\\|b",
        "a\\, a\\"
    })
    void anEscapedCharacterStandsForItself(String value, String plain) {
        assertThat(SearchValues.unescape(value)).isEqualTo(plain);
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void aTokenThatIsWrittenIsReadAsItWas(Token token) {
        String value = SearchQuery.token(token.system(), token.code());

        List<String> alternatives = SearchValues.split(value + "," + value, ',');
        List<String> parts = SearchValues.split(alternatives.getLast(), '|');

        assertThat(alternatives).containsExactly(value, value);
        assertThat(parts.stream().map(SearchValues::unescape)).containsExactly(token.system(), token.code());
    }
}
