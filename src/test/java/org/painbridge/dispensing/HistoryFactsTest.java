package org.painbridge.dispensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.dispensing.Dispenses.dispense;
import static org.painbridge.dispensing.Dispenses.history;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.painbridge.clinical.Terminology;

class HistoryFactsTest {
    private static final Terminology TERMINOLOGY = new Terminology();
    private static final PopulationPass PASS = new DispensingEngine(
                    RuleSet.fromClassPath(), DrugTable.from(TERMINOLOGY), MmeTables.from(TERMINOLOGY))
            .pass();

    private final HistoryFacts.Keys keys = new HistoryFacts.Keys();

    @Test
    void regionsAreNumberedAsTheyComeAndTheNextPageGoesOn() {
        assertThat(regionOf("K")).isZero();
        assertThat(regionOf("")).isEqualTo(Columns.UNKNOWN);
        assertThat(regionOf("P")).isEqualTo(1);
        assertThat(regionOf("K")).isZero();
        assertThat(keys.regions()).containsExactly("K", "P");
    }

    private int regionOf(String region) {
        HistoryFacts facts =
                new HistoryFacts(PASS, keys, List.of(history(dispense("d").build())), patient -> region);
        assertThat(facts.next()).isTrue();
        return facts.region();
    }
}
