package org.painbridge.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckDigitTest {
    @ParameterizedTest
    @ValueSource(strings = {"30679-5", "24968-0", "91147-9", "2345-7"})
    void knownLoincCodesHold(String code) {
        assertThat(CheckDigit.LOINC.holds(code)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"30679-6", "36079-5", "306795", "30679-", ""})
    void wrongDigitSwapAndWrongShapeOfALoincCodeAreFound(String code) {
        assertThat(CheckDigit.LOINC.holds(code)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"279039007", "82423001", "874903005", "734163000", "22298006"})
    void knownSnomedCodesHold(String code) {
        assertThat(CheckDigit.SNOMED_CT.holds(code)).isTrue();
    }

    /** 267073000 stands in a public spine table. */
    @ParameterizedTest
    @ValueSource(strings = {"267073000", "279039008", "297039007", "27903", "0279039007"})
    void wrongDigitSwapAndWrongShapeOfASnomedCodeAreFound(String code) {
        assertThat(CheckDigit.SNOMED_CT.holds(code)).isFalse();
    }
}
