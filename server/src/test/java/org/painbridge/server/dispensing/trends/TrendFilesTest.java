package org.painbridge.server.dispensing.trends;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrendFilesTest {

    /** A site's own table of products or regions may hold anything. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "codeine+paracetamol|codeine+paracetamol",
                "=1+1|'=1+1",
                "@sum|'@sum",
                "-2|'-2",
                "a,b|\"a,b\"",
                "=\"x\"|\"'=\"\"x\"\"\""
            })
    void whatASpreadsheetWouldTakeForAFormulaIsText(String text, String written) {
        assertThat(TrendFiles.guarded(text)).isEqualTo(written);
    }
}
