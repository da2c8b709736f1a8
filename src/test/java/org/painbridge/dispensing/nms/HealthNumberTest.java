package org.painbridge.dispensing.nms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthNumberTest {
    @ParameterizedTest
    @ValueSource(strings = {"9999999015", "0000000000", "1234567897"})
    void theCheckDigitOfTheNumberFits(String number) {
        assertThat(HealthNumber.fits(number)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9999999016", "1234567890", "999999901", "99999990155", "999999901x", ""})
    void whatIsNoHealthNumberDoesNotFit(String number) {
        assertThat(HealthNumber.fits(number)).isFalse();
    }
}
