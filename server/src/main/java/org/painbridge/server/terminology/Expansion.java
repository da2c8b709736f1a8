package org.painbridge.server.terminology;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.CodeMembership.Code;

/** What a value set holds, as far as it is known here; filled once, then only read. */
final class Expansion {
    private final Map<Code, Concept> concepts = new LinkedHashMap<>();
    private final Set<Codes> whole = new LinkedHashSet<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final Set<String> versions = new LinkedHashSet<>();

    /**
     * Codes that belong here and are not known.
     *
     * @param system they are of; null for any
     */
    record Gap(@Nullable String system, NotHere why) {
        private boolean mayHold(String asked) {
            return system == null || system.equals(asked);
        }
    }

    /** In the order of the definition. */
    Collection<Concept> concepts() {
        return concepts.values();
    }

    /** Code systems without a list that belong here with all their codes. */
    Set<Codes> whole() {
        return whole;
    }

    List<Gap> gaps() {
        return gaps;
    }

    /** Code systems that codes came from, as {@code url|version}. */
    Set<String> versions() {
        return versions;
    }

    /** @throws NotHere where it is not among the known codes, and may be among the others */
    Optional<Concept> find(Code code) {
        Concept listed = concepts.get(code);
        if (listed != null) {
            return Optional.of(listed);
        }
        Optional<Concept> unlisted = whole.stream()
                .filter(codes -> codes.system().equals(code.system()))
                .flatMap(codes -> codes.find(code.code()).stream())
                .findFirst();
        if (unlisted.isEmpty()) {
            requireNoGap(gap -> gap.mayHold(code.system()));
        }
        return unlisted;
    }

    /** @throws NotHere where some codes are not known */
    Expansion requireKnown() {
        requireNoGap(gap -> true);
        return this;
    }

    /** @throws NotHere where all codes of some code system or value set are not known */
    Expansion requireListed() {
        requireNoGap(gap -> !gap.why().partial());
        return this;
    }

    private void requireNoGap(Predicate<Gap> condition) {
        for (Gap gap : gaps) {
            if (condition.test(gap)) {
                throw gap.why();
            }
        }
    }

    void add(Concept concept) {
        concepts.putIfAbsent(concept.code(), concept);
    }

    /** All codes of a code system; of one that has but a part here also the gap. */
    void addAll(Codes codes) {
        addVersion(codes);
        codes.all().ifPresentOrElse(all -> all.forEach(this::add), () -> whole.add(codes));
        if (!codes.complete()) {
            addGap(codes.system(), NotHere.restOf(codes.system()));
        }
    }

    void addVersion(Codes codes) {
        if (codes.version() != null) {
            versions.add(codes.system() + "|" + codes.version());
        }
    }

    void addGap(@Nullable String system, NotHere why) {
        gaps.add(new Gap(system, why));
    }

    void add(Expansion other) {
        other.concepts.values().forEach(this::add);
        whole.addAll(other.whole);
        gaps.addAll(other.gaps);
        versions.addAll(other.versions);
    }

    /** @throws NotHere where the other has codes that are not known: whether they are here cannot be told */
    void remove(Expansion other) {
        other.requireKnown();
        concepts.keySet().removeIf(code -> other.find(code).isPresent());
        if (whole.stream().anyMatch(codes -> other.concepts.keySet().stream().anyMatch(of(codes)))) {
            throw NotHere.unsupported("A value set of all codes of a code system without some of them");
        }
        whole.removeAll(other.whole);
    }

    void removeInactive() {
        concepts.values().removeIf(Concept::inactive);
    }

    /** What both hold; where one of them is not wholly known, a gap is left. */
    Expansion and(Expansion other) {
        Expansion both = new Expansion();
        concepts.values().stream()
                .filter(concept -> other.knows(concept.code()))
                .forEach(both::add);
        other.concepts.values().stream()
                .filter(concept -> knows(concept.code()))
                .forEach(both::add);
        whole.stream().filter(other.whole::contains).forEach(both.whole::add);
        both.versions.addAll(versions);
        both.versions.addAll(other.versions);
        both.gaps.addAll(gaps);
        both.gaps.addAll(other.gaps);
        return both;
    }

    private boolean knows(Code code) {
        return concepts.containsKey(code)
                || whole.stream()
                        .filter(codes -> codes.system().equals(code.system()))
                        .anyMatch(codes -> codes.find(code.code()).isPresent());
    }

    private static Predicate<Code> of(Codes codes) {
        return code -> Objects.equals(code.system(), codes.system());
    }
}
