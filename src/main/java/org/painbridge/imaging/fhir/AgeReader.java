package org.painbridge.imaging.fhir;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.painbridge.imaging.DateRange;
import org.painbridge.imaging.Fact;
import org.painbridge.imaging.FactEvidence;
import org.painbridge.imaging.FactState;
import org.painbridge.imaging.Finding;
import org.painbridge.imaging.RuleSet;

/** Finds at which age something began, of the dates that were found. */
final class AgeReader {
    private final List<Aged> wanted;

    private record Aged(String fact, FactEvidence.AgeAt age) {}

    AgeReader(RuleSet rules) {
        wanted = rules.facts().values().stream().flatMap(AgeReader::aged).toList();
    }

    private static Stream<Aged> aged(Fact fact) {
        return fact.evidence().stream()
                .filter(FactEvidence.AgeAt.class::isInstance)
                .map(evidence -> new Aged(fact.id(), (FactEvidence.AgeAt) evidence));
    }

    /** @param found dates among it */
    List<Finding> findings(List<Finding> found) {
        return wanted.stream()
                .flatMap(aged -> dated(found, aged.age().at())
                        .filter(onset ->
                                dated(found, aged.age().since()).anyMatch(birth -> isReached(birth, onset, aged.age())))
                        .map(onset -> Finding.of(aged.fact(), FactState.MET, Finding.Origin.CHART, onset.source())))
                .toList();
    }

    private static Stream<Finding> dated(List<Finding> found, String fact) {
        return found.stream().filter(finding -> finding.fact().equals(fact) && finding.date() != null);
    }

    private static boolean isReached(Finding birth, Finding onset, FactEvidence.AgeAt age) {
        Optional<DateRange> born = Optional.ofNullable(birth.date());
        Optional<DateRange> began = Optional.ofNullable(onset.date());
        return born.isPresent()
                && began.isPresent()
                && born.get().atLeastBefore(began.get().earliest(), age.atLeast()) == FactState.MET;
    }
}
