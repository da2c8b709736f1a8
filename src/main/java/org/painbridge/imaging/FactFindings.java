package org.painbridge.imaging;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that was found of one fact, sorted into what counts and what does not. */
record FactFindings(Fact fact, List<Finding> used, List<Finding> setAside, LocalDate day) {

    private static final Set<FactState> NO = Set.of(FactState.NOT_MET, FactState.NOT_APPLICABLE);

    /** A fixed order, so that the order in which resources arrive changes nothing. */
    private static final Comparator<Finding> BY_SOURCE = Comparator.comparing(
                    (Finding finding) -> finding.source().reference())
            .thenComparing(finding -> finding.source().path())
            .thenComparing(Finding::toString);

    static FactFindings of(Fact fact, ImagingOrder order) {
        LocalDate day = order.evaluatedOn();
        List<Finding> own = order.findings().stream()
                .filter(finding -> finding.fact().equals(fact.id()))
                .toList();
        return of(fact, own, day);
    }

    /** @param own findings of this fact alone */
    static FactFindings of(Fact fact, List<Finding> own, LocalDate day) {
        if (own.isEmpty()) {
            return new FactFindings(fact, List.of(), List.of(), day);
        }
        List<Finding> all = own.stream().distinct().sorted(BY_SOURCE).toList();
        List<Finding> timely = all.stream()
                .filter(finding -> finding.isTimely(fact.lookBack(finding.state()), day))
                .toList();
        LocalDate newest = newestAnswer(timely);
        List<Finding> counted = timely.stream()
                .filter(finding -> counts(finding, newest))
                .filter(finding -> fact.type() != Fact.Type.QUANTITY || finding.number() != null)
                .toList();
        List<Finding> used = counted.stream().anyMatch(finding -> finding.state() != FactState.UNKNOWN)
                ? counted
                : all.stream()
                        .filter(finding ->
                                counted.contains(finding) || (!fact.emergent() && standsUndated(finding, day)))
                        .toList();
        List<Finding> setAside =
                all.stream().filter(finding -> !used.contains(finding)).toList();
        return new FactFindings(fact, used, setAside, day);
    }

    private static @Nullable LocalDate newestAnswer(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.origin() == Finding.Origin.ANSWER)
                .flatMap(finding -> Stream.ofNullable(finding.source().observedOn()))
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static boolean standsUndated(Finding finding, LocalDate day) {
        return finding.source().observedOn() == null && finding.doubts(day);
    }

    private static boolean counts(Finding finding, @Nullable LocalDate newestAnswer) {
        return finding.origin() != Finding.Origin.ANSWER
                || newestAnswer == null
                || newestAnswer.equals(finding.source().observedOn());
    }

    /** MET if anything says so, else NOT_MET if anything says so: a contradiction is never read as what calms. */
    FactState state() {
        Set<FactState> states = used.stream().map(Finding::state).collect(Collectors.toSet());
        if (fact.unanimous() && states.contains(FactState.MET) && !Collections.disjoint(states, NO)) {
            return FactState.UNKNOWN;
        }
        return Stream.of(FactState.MET, FactState.NOT_MET, FactState.NOT_APPLICABLE)
                .filter(states::contains)
                .findFirst()
                .orElse(FactState.UNKNOWN);
    }

    /** What the dates say about a clock. */
    FactState state(Clock clock) {
        List<DateRange> dates = dated().stream()
                .flatMap(finding -> Stream.ofNullable(finding.date()))
                .toList();
        return clock.state(dates, day, dated(Finding.Origin.ANSWER).isEmpty());
    }

    /** What the newest numbers say about a limit: met if any of them does. */
    FactState state(Threshold threshold) {
        return threshold.state(numbers().stream()
                .flatMap(finding -> Optional.ofNullable(finding.number()).stream())
                .toList());
    }

    /** The findings whose numbers count: answers before chart, of these the newest. */
    List<Finding> numbers() {
        List<Finding> answers = numbers(Finding.Origin.ANSWER);
        List<Finding> numbers = answers.isEmpty() ? numbers(Finding.Origin.CHART) : answers;
        Optional<LocalDate> newest = numbers.stream()
                .flatMap(finding -> Stream.ofNullable(finding.source().observedOn()))
                .max(Comparator.naturalOrder());
        return numbers.stream()
                .filter(finding ->
                        newest.isEmpty() || newest.get().equals(finding.source().observedOn()))
                .toList();
    }

    private List<Finding> numbers(Finding.Origin origin) {
        return used.stream()
                .filter(finding -> finding.origin() == origin && finding.number() != null)
                .toList();
    }

    /** The findings whose dates count: answers before chart. */
    List<Finding> dated() {
        List<Finding> answers = dated(Finding.Origin.ANSWER);
        return answers.isEmpty() ? dated(Finding.Origin.CHART) : answers;
    }

    private List<Finding> dated(Finding.Origin origin) {
        return used.stream()
                .filter(finding -> finding.origin() == origin && finding.date() != null)
                .toList();
    }
}
