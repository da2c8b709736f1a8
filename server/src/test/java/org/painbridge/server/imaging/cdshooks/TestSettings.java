package org.painbridge.server.imaging.cdshooks;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.painbridge.server.imaging.cdshooks.HookSettings.Client;
import org.painbridge.server.imaging.cdshooks.HookSettings.Mode;
import org.painbridge.server.imaging.cdshooks.HookSettings.NoCriteria;
import org.painbridge.server.imaging.cdshooks.HookSettings.Place;
import org.painbridge.server.imaging.cdshooks.HookSettings.Trust;
import org.springframework.util.unit.DataSize;

/** Settings of unit tests: the defaults, but for what a test is about. */
final class TestSettings {
    static final ChartSettings CHART =
            new ChartSettings(List.of(), true, Duration.ofSeconds(30), DataSize.ofMegabytes(1), 60);

    private TestSettings() {}

    static HookSettings hooks(Trust trust, Map<String, Client> clients) {
        return hooks(Mode.LIVE, trust, clients);
    }

    static HookSettings hooks(Mode mode, Trust trust, Map<String, Client> clients) {
        return hooks(mode, trust, Duration.ofSeconds(2), Set.of(), clients);
    }

    static HookSettings hooks(
            Mode mode, Trust trust, Duration answerWithin, Set<String> silenced, Map<String, Client> clients) {
        return new HookSettings(
                mode,
                "https://pain.example.org/cds-services",
                trust,
                Duration.ofMinutes(5),
                List.of(),
                Place.BOTH,
                NoCriteria.NO_CRITERIA_APPLY,
                "PainBridge",
                DataSize.ofMegabytes(8),
                500,
                answerWithin,
                silenced,
                Duration.ofDays(366),
                clients);
    }
}
