package org.painbridge.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.imaging.ImagingOrders.TODAY;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FactTraceTest {
    private final ImagingEngine engine = ImagingPack.engine();

    @Test
    void theTraceOfAClockShowsItsDateAndThatItIsNotMet() {
        var verdict = engine.assess(ImagingOrders.lumbarMri().painFor(21).build());

        assertThat(trace(verdict, "pain-six-weeks").state()).isEqualTo(FactState.NOT_MET);
        assertThat(trace(verdict, "pain-six-weeks").used())
                .extracting(Finding::date)
                .containsExactly(DateRange.on(TODAY.minusDays(21)));
        assertThat(trace(verdict, "pain-onset").state()).isEqualTo(FactState.MET);
    }

    @Test
    void theTraceOfAClockShowsItsDateAndThatItIsMet() {
        var verdict =
                engine.assess(ImagingOrders.lumbarMri().painFor(90).careFor(60).build());

        assertThat(trace(verdict, "care-six-weeks").state()).isEqualTo(FactState.MET);
        assertThat(trace(verdict, "care-six-weeks").used())
                .extracting(Finding::date)
                .containsExactly(DateRange.on(TODAY.minusDays(60)));
    }

    @Test
    void aClockWithoutADateIsUnknownInTheTrace() {
        var verdict =
                engine.assess(ImagingOrders.lumbarMri().unknown("pain-onset").build());

        assertThat(trace(verdict, "pain-six-weeks").state()).isEqualTo(FactState.UNKNOWN);
        assertThat(trace(verdict, "pain-onset").state()).isEqualTo(FactState.UNKNOWN);
        assertThat(trace(verdict, "pain-six-weeks").used()).isEmpty();
    }

    @Test
    void aDateOnWhichTheRecordsDisagreeIsUnknownInTheTrace() {
        ImagingOrder order = ImagingOrders.lumbarMri().painFor(21).build();
        var other = Finding.of(
                "pain-onset",
                DateRange.on(TODAY.minusDays(90)),
                Finding.Origin.ANSWER,
                new FindingSource("QuestionnaireResponse/other", "item", null, TODAY, null));

        var verdict = engine.assess(new ImagingOrder(
                order.id(),
                order.patient(),
                order.procedureKey(),
                order.indications(),
                Stream.concat(order.findings().stream(), Stream.of(other)).toList(),
                order.evaluatedAt()));

        assertThat(trace(verdict, "pain-onset").state()).isEqualTo(FactState.UNKNOWN);
        assertThat(trace(verdict, "pain-onset").used()).hasSize(2);
        assertThat(trace(verdict, "pain-six-weeks").state()).isEqualTo(FactState.UNKNOWN);
    }

    private static FactTrace trace(ImagingVerdict verdict, String fact) {
        return verdict.trace().facts().stream()
                .filter(trace -> trace.fact().equals(fact))
                .findFirst()
                .orElseThrow();
    }
}
