package org.painbridge.imaging.fhir;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.clinical.Code;
import org.painbridge.imaging.FactEvidence;
import org.painbridge.imaging.FactEvidence.Doubt;
import org.painbridge.imaging.FactState;
import org.painbridge.imaging.Finding;
import org.painbridge.imaging.FindingSource;
import org.painbridge.imaging.RuleSet;

/**
 * Finds results that neither say "yes" nor calm, such as the hCG of a very early pregnancy. They put a "no" in doubt for
 * a time, or until a later result calms.
 */
final class DoubtReader {
    private final Wanted<FactEvidence.Observation> observations;

    DoubtReader(RuleSet rules) {
        this.observations = new Wanted<>(rules, FactEvidence.Observation.class, FactEvidence.Observation::codes);
    }

    Stream<Finding> findings(Observation observation, List<Resource> all, LocalDate day) {
        LocalDate on = day(observation);
        return on == null || !FindingReader.isUsable(observation)
                ? Stream.empty()
                : observations.of(new Coded(observation.getCode()).codes()).flatMap(match -> {
                    Doubt doubt = match.evidence().doubt();
                    return doubt != null && isInDoubt(observation, match.evidence(), doubt, on, all, day)
                            ? Stream.of(hint(observation, match.fact().id(), match.code(), on))
                            : Stream.empty();
                });
    }

    private static boolean isInDoubt(
            Observation observation,
            FactEvidence.Observation wanted,
            Doubt doubt,
            LocalDate on,
            List<Resource> all,
            LocalDate day) {
        Result result = new Result(observation);
        return !on.isBefore(day.minus(doubt.lasting()))
                && !new ObservedValue(observation.getValue()).says(wanted)
                && result.state(wanted) != FactState.MET
                && result.doubts(wanted, doubt) == FactState.MET
                && !isOver(wanted, doubt, on, all, day);
    }

    private static boolean isOver(
            FactEvidence.Observation wanted, Doubt doubt, LocalDate on, List<Resource> all, LocalDate day) {
        return all.stream()
                .filter(Observation.class::isInstance)
                .map(Observation.class::cast)
                .filter(other ->
                        FindingReader.isUsable(other) && wanted.codes().containsAny(new Coded(other.getCode()).codes()))
                .filter(other -> new Result(other).doubts(wanted, doubt) == FactState.NOT_MET)
                .flatMap(other -> Stream.ofNullable(day(other)))
                .anyMatch(later -> later.isAfter(on) && !later.isAfter(day));
    }

    /** A laboratory may tell only when the result was issued. */
    private static @Nullable LocalDate day(Observation observation) {
        LocalDate on = FindingReader.day(observation);
        return on == null ? new FhirMoment(observation.getIssuedElement()).day() : on;
    }

    private static Finding hint(Observation observation, String fact, Code code, LocalDate on) {
        FindingSource source = FindingReader.source(observation, code);
        return Finding.of(
                fact,
                FactState.MET,
                Finding.Origin.HINT,
                new FindingSource(source.reference(), source.path(), code, on, source.assertedBy()));
    }
}
