package org.painbridge.imaging.fhir;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.painbridge.imaging.Clock;
import org.painbridge.imaging.Fact;
import org.painbridge.imaging.Finding;
import org.painbridge.imaging.RuleSet;

/**
 * Care on record that began before what it would have been for, such as an anti-inflammatory for gout years before the
 * back hurt, is of another matter.
 */
final class CareOfEpisode {
    /** The date that something began, by the date of its care. */
    private final Map<String, Fact> onsets = new HashMap<>();

    CareOfEpisode(RuleSet rules) {
        for (Fact fact : rules.facts().values()) {
            Clock clock = fact.clock();
            if (clock != null && clock.mayNotBe() && fact.onlyIf() != null) {
                Clock of = rules.fact(fact.onlyIf()).clock();
                Optional.ofNullable(of).ifPresent(other -> onsets.put(clock.since(), rules.fact(other.since())));
            }
        }
    }

    void dropEarlier(List<Finding> found, LocalDate day) {
        onsets.forEach((care, onset) -> began(found, onset, day)
                .ifPresent(began -> found.removeIf(finding -> finding.fact().equals(care)
                        && !finding.isAnswer()
                        && finding.date() != null
                        && finding.date().earliest().isBefore(began))));
    }

    /** Of this episode, not of an earlier one that was answered for before. Answers go before the chart. */
    private static Optional<LocalDate> began(List<Finding> found, Fact onset, LocalDate day) {
        List<Finding> dated = onset.dated(found, day);
        return earliest(dated.stream().filter(Finding::isAnswer)).or(() -> earliest(dated.stream()));
    }

    private static Optional<LocalDate> earliest(Stream<Finding> findings) {
        return findings.flatMap(finding -> Stream.ofNullable(finding.date()))
                .map(date -> date.earliest())
                .min(Comparator.naturalOrder());
    }
}
