package org.painbridge.server.dispensing.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryLanguageTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fr-CA, en;q=0.5 | FR
            en;q=0.5, fr    | FR
            de, fr;q=0.1    | FR
            fr;q=0, en      | EN
            de              | EN
            ;;;             | EN
            -               | EN
            fr,-            | EN
                            | EN
            """)
    void theFirstThatThereIsCountsByPreference(String header, SummaryLanguage language) {
        assertThat(SummaryLanguage.accepted(header)).isEqualTo(language);
    }
}
