package org.painbridge.imaging;

import java.time.LocalDate;
import java.time.Period;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A criterion of the library: what it asks and where its answer may be found.
 *
 * @param id linkId of its question; code of CodeSystem imaging-fact
 * @param name in a few words, where the id does not say it well
 * @param emergent met or unknown, it forbids a final "not appropriate"
 * @param matter what emergent facts have in common: an order about one of them is about all; null where it stands alone
 * @param lookBack how old a finding may be; null for facts that do not age
 * @param lookBackNo how old a "no" may be, where that is less, also of one of its parts; null where it is the same
 * @param unanimous whether findings that contradict each other leave it unknown: for facts whose "yes" calms
 * @param anyOf facts of which one suffices
 * @param onlyIf fact without which this one is not applicable; null when it always applies
 * @param clock present when time decides the fact
 * @param measure the unit of a quantity; null for other types
 * @param threshold present when a number decides the fact
 */
public record Fact(
        String id,
        Optional<Localized> name,
        Type type,
        Localized question,
        boolean emergent,
        @Nullable String matter,
        @Nullable Period lookBack,
        @Nullable Period lookBackNo,
        boolean unanimous,
        List<String> anyOf,
        @Nullable String onlyIf,
        @Nullable Clock clock,
        @Nullable Measure measure,
        @Nullable Threshold threshold,
        List<FactEvidence> evidence) {
    /** Of their ids as codes. */
    public static final String SYSTEM = "https://painbridge.example/fhir/CodeSystem/imaging-fact";

    public Fact {
        anyOf = List.copyOf(anyOf);
        evidence = List.copyOf(evidence);
    }

    /** What an answer looks like. */
    public enum Type {
        BOOLEAN,
        DATE,
        QUANTITY;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How old a finding that says so may be. */
    @Nullable
    Period lookBack(FactState state) {
        boolean no = state == FactState.NOT_MET || state == FactState.NOT_APPLICABLE;
        return no && lookBackNo != null ? lookBackNo : lookBack;
    }

    /** What is found of it says; facts that are worked out of others are not. */
    public FactState state(List<Finding> found, LocalDate day) {
        return FactFindings.of(
                        this,
                        found.stream()
                                .filter(finding -> finding.fact().equals(id))
                                .toList(),
                        day)
                .state();
    }

    /** Of all that was found, the findings whose dates of this fact count on a day: the newest answers before the chart. */
    public List<Finding> dated(Collection<Finding> found, LocalDate day) {
        List<Finding> own =
                found.stream().filter(finding -> finding.fact().equals(id)).toList();
        return FactFindings.of(this, own, day).dated();
    }

    /** Its name in a few words; of one without a name that of its id, and in French its question. */
    public Localized shownName() {
        String words = id.replace('-', ' ');
        return name.orElseGet(() -> new Localized(
                Character.toUpperCase(words.charAt(0)) + words.substring(1),
                question.fr().endsWith("?")
                        ? question.fr().substring(0, question.fr().length() - 1).strip()
                        : question.fr()));
    }

    /** The fact whose question settles this one: time is asked for by date, if there is sure to be one, a limit by number. */
    String asked() {
        return clock != null && clock.mayNotBe() ? id : base().orElse(id);
    }

    /** The date or number that decides it. */
    Optional<String> base() {
        if (clock != null) {
            return Optional.of(clock.since());
        }
        return Optional.ofNullable(threshold).map(Threshold::of);
    }

    /** Its parts, its precondition and the date or number that decides it. */
    List<String> dependsOn() {
        return Stream.of(anyOf.stream(), Stream.ofNullable(onlyIf), base().stream())
                .flatMap(ids -> ids)
                .toList();
    }
}
