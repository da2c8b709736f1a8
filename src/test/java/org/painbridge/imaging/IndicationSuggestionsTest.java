package org.painbridge.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.clinical.Terminology;
import org.painbridge.imaging.IndicationSuggestions.Suggestion;

class IndicationSuggestionsTest {
    private static final Terminology TERMINOLOGY = new Terminology();
    private static final IndicationSuggestions SUGGESTIONS = new IndicationSuggestions(TERMINOLOGY);

    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "suggestions/indications.csv", numLinesToSkip = 1)
    void theTextIsUnderstoodAsTheTableSays(String language, String text, String first, String not) {
        List<String> found = SUGGESTIONS.suggest(text == null ? "" : text, 10).stream()
                .map(suggestion -> suggestion.reason().valueSet())
                .toList();

        assertThat(found.stream().findFirst().orElse(null)).isEqualTo(first);
        if (not != null) {
            assertThat(found).doesNotContain(not);
        }
    }

    @Test
    void aSuggestionSaysWhichWordsSpeakForItAndHowItIsCoded() {
        Suggestion first =
                SUGGESTIONS.suggest("Sévères LOMBALGIES depuis mars", 1).getFirst();

        assertThat(first.matched()).containsExactly("LOMBALGIES");
        assertThat(first.reason().title()).isEqualTo(new Localized("low back pain", "Lombalgie"));
        assertThat(first.reason().codes())
                .extracting(coded -> coded.code().toString())
                .contains("http://hl7.org/fhir/sid/icd-10|M54.5", "http://snomed.info/sct|279039007");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pain back low", "back, low pain", "low back pain", "LOW  BACK-PAIN!"})
    void theOrderOfWordsDoesNotMatter(String text) {
        Suggestion first = SUGGESTIONS.suggest(text, 1).getFirst();

        assertThat(first.reason().valueSet()).isEqualTo("indication-low-back-pain");
        assertThat(first.score())
                .isEqualTo(SUGGESTIONS.suggest("low back pain", 1).getFirst().score());
    }

    @Test
    void aSlipOfTheKeyboardLowersTheScoreOnly() {
        Suggestion right = SUGGESTIONS.suggest("diverticulitis", 1).getFirst();
        Suggestion slip = SUGGESTIONS.suggest("divertiuclitis", 1).getFirst();

        assertThat(slip.reason()).isEqualTo(right.reason());
        assertThat(slip.score()).isLessThan(right.score()).isPositive();
    }

    @Test
    void scoresFallAndStayBetweenZeroAndOne() {
        List<Suggestion> found = SUGGESTIONS.suggest("chronic low back pain, sciatica, osteoporosis and fever", 20);

        assertThat(found).hasSizeGreaterThan(3);
        assertThat(found).extracting(Suggestion::score).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(found)
                .extracting(Suggestion::score)
                .allSatisfy(score -> assertThat(score).isBetween(0.0, 1.0));
    }

    @Test
    void theSameTextGivesTheSameListInEveryThreadAndInstance() {
        String text = "chronic pelvic pain, kidney stones, no fever";
        List<Suggestion> once = SUGGESTIONS.suggest(text, 10);

        List<List<Suggestion>> often = IntStream.range(0, 200)
                .parallel()
                .mapToObj(i -> SUGGESTIONS.suggest(text, 10))
                .toList();

        assertThat(often).allMatch(once::equals);
        assertThat(new IndicationSuggestions(TERMINOLOGY).suggest(text, 10)).isEqualTo(once);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "?!",
                "no",
                "12345",
                "\u0000",
                "𝕝𝕠𝕨 𝕓𝕒𝕔𝕜",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void aTextWithoutMeaningGivesNothing(String text) {
        assertThat(SUGGESTIONS.suggest(text, 10)).isEmpty();
    }

    @Test
    void aVeryLongTextIsReadToItsLimitOnly() {
        String text = "x ".repeat(500_000) + "low back pain";

        assertThat(SUGGESTIONS.suggest(text, 10)).isEmpty();
    }

    /** Each term that the tables offer leads to its own reason, or to one that shares the term. */
    @Test
    void everyTermOfTheTablesFindsItsReason() {
        for (String table : List.of("indications", "findings")) {
            String kind = table.substring(0, table.length() - 1);
            for (Map<String, String> row : TERMINOLOGY.table("imaging-" + table)) {
                String terms = row.get("terms_en") + ";" + row.get("terms_fr");
                for (String term : terms.split(";")) {
                    if (!term.isBlank()) {
                        assertThat(SUGGESTIONS.suggest(term, 10))
                                .as("%s for %s", term, row.get(kind))
                                .extracting(suggestion -> suggestion.reason().valueSet())
                                .contains(kind + "-" + row.get(kind));
                    }
                }
            }
        }
    }
}
