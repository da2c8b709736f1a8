package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Composition;
import org.junit.jupiter.api.Test;

class KeptTextsTest {
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void whatIsStoredIsReadOnceForAllNarratives() {
        Composition composition = composition(500);
        List<KeptTexts.Fault> faults = KeptTexts.faults(composition, false);

        KeptTexts.require(faults, counted(KeptTexts.in(composition)));

        assertThat(faults).hasSize(500);
        assertThat(asked).hasValue(1);
    }

    @Test
    void whatIsStoredIsNotReadWhereNothingIsWrong() {
        KeptTexts.require(KeptTexts.faults(new Composition(), true), counted(Set.of()));

        assertThat(asked).hasValue(0);
    }

    @Test
    void oneThatIsNotStoredIsRefusedWithItsPlace() {
        List<KeptTexts.Fault> faults = KeptTexts.faults(composition(3), false);
        Set<String> stored = KeptTexts.in(composition(2));

        assertThatThrownBy(() -> KeptTexts.require(faults, () -> stored))
                .isInstanceOfSatisfying(
                        RequestProblem.class,
                        problem -> assertThat(problem.expression()).isEqualTo("Composition.section[2].text.div"));
    }

    private Supplier<Set<String>> counted(Set<String> stored) {
        return () -> {
            asked.incrementAndGet();
            return stored;
        };
    }

    private static Composition composition(int sections) {
        Composition composition = new Composition();
        IntStream.range(0, sections)
                .forEach(i -> composition.addSection().getText().setDivAsString("<div><input id='" + i + "'/></div>"));
        return composition;
    }
}
