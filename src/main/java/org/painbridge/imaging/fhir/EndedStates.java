package org.painbridge.imaging.fhir;

import java.time.LocalDate;
import java.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.imaging.Fact;
import org.painbridge.imaging.FactEvidence;
import org.painbridge.imaging.FactState;
import org.painbridge.imaging.Finding;
import org.painbridge.imaging.RuleSet;

/**
 * What is expected to end at a day, such as a pregnancy, may end before it. A later "no" does not outweigh what was
 * observed, but both together leave it unknown: it is asked about and no longer taken for granted.
 */
final class EndedStates {
    private final Map<String, Period> lasting = new HashMap<>();

    EndedStates(RuleSet rules) {
        for (Fact fact : rules.facts().values()) {
            Period no = fact.lookBackNo();
            if (no != null && fact.evidence().stream().anyMatch(FactEvidence.DueDate.class::isInstance)) {
                lasting.put(fact.id(), no);
            }
        }
    }

    /** Silences in the findings what a later "no" makes doubtful, and that "no". A hint says no more than that by itself. */
    void silence(List<Finding> found, List<Resource> evidence, LocalDate day) {
        lasting.forEach((fact, no) -> denied(found, fact, day.minus(no), day)
                .ifPresent(denied -> silence(
                        found,
                        finding -> isOf(finding, fact, FactState.MET)
                                && finding.origin() != Finding.Origin.HINT
                                && observed(finding, evidence)
                                        .filter(denied::isAfter)
                                        .isPresent(),
                        fact)));
    }

    private static void silence(List<Finding> found, Predicate<Finding> ended, String fact) {
        if (found.stream().anyMatch(ended)) {
            found.replaceAll(finding -> ended.test(finding) || isNo(finding, fact) ? finding.silenced() : finding);
        }
    }

    private static Optional<LocalDate> denied(List<Finding> found, String fact, LocalDate from, LocalDate until) {
        return found.stream()
                .filter(finding -> isNo(finding, fact))
                .flatMap(finding -> Stream.ofNullable(finding.source().observedOn()))
                .filter(on -> !on.isBefore(from) && !on.isAfter(until))
                .max(LocalDate::compareTo);
    }

    private static boolean isNo(Finding finding, String fact) {
        return isOf(finding, fact, FactState.NOT_MET) && finding.isAnswer();
    }

    private static boolean isOf(Finding finding, String fact, FactState state) {
        return finding.fact().equals(fact) && finding.state() == state;
    }

    /** The day of the Observation itself: a date of delivery is found on the day that the pregnancy began. */
    private static Optional<LocalDate> observed(Finding finding, List<Resource> evidence) {
        return evidence.stream()
                .filter(Observation.class::isInstance)
                .map(Observation.class::cast)
                .filter(observation -> FindingReader.reference(observation)
                        .equals(finding.source().reference()))
                .flatMap(observation -> Stream.ofNullable(new FhirMoment(observation.getEffective()).day()))
                .max(LocalDate::compareTo);
    }
}
