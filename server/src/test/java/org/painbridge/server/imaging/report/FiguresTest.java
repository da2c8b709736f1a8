package org.painbridge.server.imaging.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final Map<String, Double> PEERS =
            Map.of("a", 0.1, "b", 0.2, "c", 0.3, "d", 0.4, "e", 0.5, "f", 0.6, "g", 0.6, "h", 0.9);

    private final Figures figures = new Figures(Map.of(), Map.of(), Map.of(), PEERS);

    @Test
    void thePercentileCountsPeersThatAreNotHigher() {
        assertThat(figures.percentile("a").orElseThrow()).isEqualTo(12.5);
        assertThat(figures.percentile("f").orElseThrow()).isEqualTo(87.5);
        assertThat(figures.percentile("h").orElseThrow()).isEqualTo(100.0);
    }

    @Test
    void whoHasTooFewDecisionsOrPeersHasNone() {
        assertThat(figures.percentile("nobody")).isEmpty();
        assertThat(figures.percentile(null)).isEmpty();
        assertThat(new Figures(Map.of(), Map.of(), Map.of(), Map.of("a", 0.5, "b", 0.6)).percentile("a"))
                .isEmpty();
    }
}
