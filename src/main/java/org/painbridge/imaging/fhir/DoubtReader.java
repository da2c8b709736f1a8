package org.painbridge.imaging.fhir;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.imaging.FactEvidence;
import org.painbridge.imaging.FactState;
import org.painbridge.imaging.Finding;
import org.painbridge.imaging.RuleSet;

/**
 * Finds numbers under the limit that the laboratory calls raised, such as the hCG of a very early pregnancy. They do not
 * say "yes"; they put a "no" in doubt for a time, or until a later result is not raised.
 */
final class DoubtReader {
    private final Wanted<FactEvidence.Observation> observations;

    DoubtReader(RuleSet rules) {
        this.observations = new Wanted<>(rules, FactEvidence.Observation.class, FactEvidence.Observation::codes);
    }

    Stream<Finding> findings(Observation observation, List<Resource> all, LocalDate day) {
        Result result = new Result(observation);
        LocalDate on = FindingReader.day(observation);
        return on == null || !FindingReader.isUsable(observation) || result.raised() != FactState.MET
                ? Stream.empty()
                : observations
                        .of(new Coded(observation.getCode()).codes())
                        .filter(match -> isDoubtful(match.evidence(), on, day))
                        .filter(match -> result.state(match.evidence()) == FactState.UNKNOWN)
                        .filter(match -> !isOver(match.evidence(), on, all, day))
                        .map(match -> Finding.of(
                                match.fact().id(),
                                FactState.MET,
                                Finding.Origin.HINT,
                                FindingReader.source(observation, match.code())));
    }

    private static boolean isDoubtful(FactEvidence.Observation wanted, LocalDate on, LocalDate day) {
        FactEvidence.@Nullable Limit limit = wanted.limit();
        Period doubt = limit == null ? null : limit.doubt();
        return doubt != null && !on.isBefore(day.minus(doubt));
    }

    private static boolean isOver(FactEvidence.Observation wanted, LocalDate on, List<Resource> all, LocalDate day) {
        return all.stream()
                .filter(Observation.class::isInstance)
                .map(Observation.class::cast)
                .filter(other ->
                        FindingReader.isUsable(other) && wanted.codes().containsAny(new Coded(other.getCode()).codes()))
                .filter(other -> new Result(other).raised() == FactState.NOT_MET)
                .flatMap(other -> Stream.ofNullable(FindingReader.day(other)))
                .anyMatch(later -> later.isAfter(on) && !later.isAfter(day));
    }
}
