package org.painbridge.imaging;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A verdict in the words of the vignette tables.
 *
 * @param headlines ids of the scenarios that made it or still may; always with the empty text, for rows that do not say
 * @param first key of the first alternative, or fact of the first question; empty when there is none
 */
record Said(String outcome, Set<String> headlines, String first) {
    static Said of(ImagingVerdict verdict) {
        return new Said(outcome(verdict), headlines(verdict), first(verdict));
    }

    private static String outcome(ImagingVerdict verdict) {
        return switch (verdict) {
            case ImagingVerdict.Rated rated -> rated.category().code();
            case ImagingVerdict.Emergency emergency -> "emergency";
            case ImagingVerdict.NeedsData needs -> "needs-data";
            case ImagingVerdict.NoCriteria none -> "no-criteria";
            case ImagingVerdict.NotRecognised not ->
                not.missing().getFirst().problem() == MissingElement.Problem.TOO_COARSE
                        ? "too-coarse"
                        : "not-recognised";
        };
    }

    private static Set<String> headlines(ImagingVerdict verdict) {
        Stream<String> made = verdict instanceof ImagingVerdict.Rated rated
                ? Stream.of(rated.scenario().id())
                : verdict.trace().scenarios().stream()
                        .filter(ScenarioTrace::headline)
                        .map(trace -> trace.scenario().id());
        return Stream.concat(Stream.of(""), made).collect(Collectors.toSet());
    }

    private static String first(ImagingVerdict verdict) {
        if (verdict instanceof ImagingVerdict.NeedsData needs) {
            return needs.questions().getFirst().fact();
        }
        return verdict.alternatives().stream()
                .findFirst()
                .map(alternative -> alternative.option().procedureKey())
                .orElse("");
    }
}
