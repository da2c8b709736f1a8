package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.painbridge.server.Cases;

class IndexRowsTest {
    /** A character of two Java chars, as some Japanese and Chinese names have them. */
    private static final String WIDE = "\uD842\uDFB7";

    private final IndexRows rows = new IndexRows();

    static Stream<Arguments> texts() {
        return Cases.of(200, random -> Cases.text(random, 700));
    }

    @ParameterizedTest
    @CsvSource({
        "Éluard, eluard",
        "ZOË, zoe",
        "'  Sault   Ste. Marie ', sault ste. marie",
        "Nguyễn, nguyen",
        "Lefèvre-Œuvrard, lefevre-oeuvrard",
        "Ægir Løvstraße, aegir lovstrasse",
        "Łukasz Đặng, lukasz dang",
    })
    void stringsCompareWithoutCaseAccentsAndSurplusBlanks(String text, String value) {
        assertThat(IndexRows.stringValue(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"Éluard, eluard", "Lefèvre-Œuvrard, lefevre-œuvrard", "Sørensen, sørensen", "WEIß, weiß"})
    void anEarlierBuildKeptTheLettersThatAreNoAccentedOnes(String text, String value) {
        assertThat(IndexRows.earlierStringValue(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void whatIsIndexedFitsTheColumnAndIsWholeCharacters(String text) {
        for (String value : new String[] {
            IndexRows.stringValue(text), IndexRows.cut(text), IndexRows.shortened(text), IndexRows.tokenValue(text)
        }) {
            assertThat(value.length()).isLessThanOrEqualTo(IndexRows.LONGEST);
            assertThat(value.chars()
                                    .filter(c -> Character.isSurrogate((char) c))
                                    .count()
                            % 2)
                    .isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void theIndexedFormOfAStringIsItsOwnIndexedForm(String text) {
        String value = IndexRows.stringValue(text);

        assertThat(IndexRows.stringValue(value)).isEqualTo(value);
    }

    @Test
    void aCutDoesNotTearACharacter() {
        String beforeTheEdge = "x".repeat(IndexRows.LONGEST - 1);

        assertThat(IndexRows.cut(beforeTheEdge + WIDE + "y")).isEqualTo(beforeTheEdge);
        assertThat(IndexRows.shortened("x".repeat(199) + WIDE + "y".repeat(200)))
                .startsWith("x".repeat(199) + "#");
    }

    @Test
    void longValuesThatDifferBehindTheCutStayApart() {
        String longValue = "x".repeat(IndexRows.LONGEST);

        assertThat(IndexRows.shortened(longValue)).isEqualTo(longValue);
        assertThat(IndexRows.shortened(longValue + "a")).isNotEqualTo(IndexRows.shortened(longValue + "b"));
    }

    @Test
    void aTokenTooLongForTheColumnIsFoundInAnyCase() {
        String code = "Long".repeat(IndexRows.LONGEST);

        rows.token(1, null, code);

        assertThat(rows.texts)
                .containsExactly(new IndexRows.Text(1, 0, IndexRows.tokenValue(code), IndexRows.shortened(code)));
    }

    @Test
    void aTokenWithoutSystemIsKeptApartFromOneWith() {
        rows.token(1, null, " A ");
        rows.token(1, "urn:s", "a");

        assertThat(rows.texts)
                .containsExactly(
                        new IndexRows.Text(1, 0, "a", "A"),
                        new IndexRows.Text(1, NameIds.ofSystem("urn:s"), "a", null));
    }

    @Test
    void nothingGivesNoRow() {
        rows.token(1, null, null);
        rows.token(1, " ", " ");
        rows.string(1, null);
        rows.string(1, "  ");
        rows.uri(1, null);
        rows.uri(1, "");

        assertThat(rows.texts).isEmpty();
    }

    @Test
    void aTextWithWhichAnotherBeginsNeedsNoRowWhereOnlyBeginningsAreAskedFor() {
        rows.beginning(1, "Dilaudid");
        rows.beginning(1, "DILAUDID 4 mg");
        rows.beginning(1, "dilaudid  4");
        rows.beginning(1, "hydromorphone");
        rows.beginning(1, " ");
        rows.beginning(2, "Dilaudid");

        assertThat(rows.texts)
                .containsExactly(
                        new IndexRows.Text(1, 0, "dilaudid 4 mg", null),
                        new IndexRows.Text(1, 0, "hydromorphone", null),
                        new IndexRows.Text(2, 0, "dilaudid", null));
    }

    @Test
    void theSameValueTwiceIsOneRow() {
        rows.string(1, "Zoë");
        rows.string(1, "Zoë");
        rows.range(1, 0, ValueRange.point(1));
        rows.range(1, 0, ValueRange.point(1));

        assertThat(rows.texts).containsExactly(new IndexRows.Text(1, 0, "zoe", "Zoë"));
        assertThat(rows.ranges).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void whatBeginsWithAPrefixLiesBeforeItsEnd(String text) {
        String prefix = "p" + IndexRows.stringValue(text);
        String end = IndexRows.endOfPrefix(prefix);

        for (String longer : new String[] {prefix, prefix + "a", prefix + "\uFFEE", prefix + WIDE}) {
            assertThat(codePoints(longer)).isLessThan(codePoints(end));
        }
        assertThat(codePoints(end)).isGreaterThan(codePoints(prefix));
        assertThat(end).doesNotStartWith(prefix);
    }

    /** In an order that both databases share: PostgreSQL compares UTF-8 bytes, which is the order of code points. */
    private static String codePoints(String text) {
        StringBuilder padded = new StringBuilder();
        text.codePoints().forEach(point -> padded.append(String.format("%06x", point)));
        return padded.toString();
    }
}
