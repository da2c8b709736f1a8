package org.painbridge.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.imaging.ImagingOrders.TODAY;

import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookBackTest {
    private static final ImagingEngine ENGINE = ImagingPack.shippedEngine();

    /** It is a "no" to a pregnancy, too, which holds for 14 days. */
    @ParameterizedTest
    @CsvSource({"0, NOT_MET", "14, NOT_MET", "15, UNKNOWN", "60, UNKNOWN"})
    void aNoToAnyFlagOfHeadacheLastsNoLongerThanOneToAPregnancy(int daysAgo, FactState state) {
        var order = ImagingOrders.of("mr-brain-wo")
                .because("R51")
                .answered("any-headache-flag", FactState.NOT_MET, TODAY.minusDays(daysAgo));

        assertThat(ENGINE.assess(order.build()).trace().facts())
                .filteredOn(trace -> trace.fact().equals("any-headache-flag"))
                .singleElement()
                .satisfies(trace -> assertThat(trace.state()).isEqualTo(state));
    }

    @Test
    void aYesLastsAsTheFactSays() {
        var order = ImagingOrders.of("mr-brain-wo")
                .because("R51")
                .answered("any-headache-flag", FactState.MET, TODAY.minusDays(60));

        assertThat(ENGINE.assess(order.build()).trace().facts())
                .filteredOn(trace -> trace.fact().equals("any-headache-flag"))
                .singleElement()
                .satisfies(trace -> assertThat(trace.state()).isEqualTo(FactState.MET));
    }

    /** Cancer can be denied for a year, a radiation of the plexus for good. */
    @Test
    void aNoToWhatDoesNotAgeLastsAsLongAsThatToItsParts() {
        Fact whole = ENGINE.rules().fact("cancer-or-radiation-near-plexus");

        assertThat(whole.anyOf()).isEqualTo(List.of("cancer-history", "plexus-radiation"));
        assertThat(whole.lookBack(FactState.MET)).isNull();
        assertThat(whole.lookBack(FactState.NOT_MET)).isEqualTo(Period.ofYears(1));
    }
}
