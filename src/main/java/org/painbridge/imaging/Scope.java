package org.painbridge.imaging;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The facts that some decision depends on, numbered so that parts and preconditions come before what needs them. States
 * are arrays by these numbers.
 */
final class Scope {
    private static final int NONE = -1;

    private final Fact[] facts;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final int[][] parts;
    private final int[] onlyIf;
    private final int[] base;

    /** The clock of the same date that has to be met first, such as 16 years before 70. */
    private final int[] earlier;

    /** The numbers with an earlier clock, of what has parts, and of what has parts or a precondition: few of them all. */
    private final int[] clocked;

    private final int[] wholes;
    private final int[] derived;
    /** The numbers of what a date or number decides. */
    private final int[] based;

    private Scope(Fact[] facts) {
        this.facts = facts;
        for (int number = 0; number < facts.length; number++) {
            numbers.put(facts[number].id(), number);
        }
        parts = Stream.of(facts).map(fact -> numbers(fact.anyOf())).toArray(int[][]::new);
        onlyIf = others(fact -> Optional.ofNullable(fact.onlyIf()));
        base = others(Fact::base);
        earlier = IntStream.range(0, facts.length).map(this::nearest).toArray();
        clocked = those(number -> earlier[number] != NONE);
        wholes = those(number -> parts[number].length > 0);
        derived = those(number -> parts[number].length > 0 || onlyIf[number] != NONE);
        based = those(number -> base[number] != NONE);
    }

    private int[] those(IntPredicate which) {
        return IntStream.range(0, facts.length).filter(which).toArray();
    }

    /** The facts named and all that they depend on. */
    static Scope of(RuleSet rules, Collection<String> named) {
        Set<String> needed = new HashSet<>();
        named.forEach(fact -> add(rules, fact, needed));
        return new Scope(rules.facts().values().stream()
                .filter(fact -> needed.contains(fact.id()))
                .toArray(Fact[]::new));
    }

    private static void add(RuleSet rules, String id, Set<String> needed) {
        if (needed.add(id)) {
            Fact fact = rules.fact(id);
            fact.dependsOn().forEach(other -> add(rules, other, needed));
        }
    }

    private int[] others(Function<Fact, Optional<String>> other) {
        return Stream.of(facts)
                .mapToInt(fact -> other.apply(fact).map(this::number).orElse(NONE))
                .toArray();
    }

    private int nearest(int number) {
        if (facts[number].clock() == null) {
            return NONE;
        }
        return IntStream.range(0, facts.length)
                .filter(other -> other != number && base[other] == base[number])
                .filter(other -> clock(other).isBefore(clock(number)))
                .boxed()
                .max(Comparator.comparing(other -> clock(other).days()))
                .orElse(NONE);
    }

    private Clock clock(int number) {
        return Objects.requireNonNull(facts[number].clock());
    }

    int size() {
        return facts.length;
    }

    Fact fact(int number) {
        return facts[number];
    }

    /** Below zero when the fact is not in the scope. */
    int number(String id) {
        Integer number = numbers.get(id);
        return number == null ? NONE : number;
    }

    int[] numbers(Collection<String> ids) {
        return ids.stream().mapToInt(this::number).toArray();
    }

    int[] parts(int number) {
        return parts[number];
    }

    /** Below zero when the fact always applies. */
    int onlyIf(int number) {
        return onlyIf[number];
    }

    /** The date or number that decides the fact; below zero when none does. */
    int base(int number) {
        return base[number];
    }

    /** The facts that a date or number decides. */
    int[] based() {
        return based;
    }

    /** The clock that has to be met before this one can be; below zero when there is none. */
    int earlier(int number) {
        return earlier[number];
    }

    List<Fact> facts() {
        return List.of(facts);
    }

    /** Whether it is the other one, or has that as a part or precondition, at any depth. */
    boolean dependsOn(int number, int other) {
        return number == other
                || (onlyIf[number] != NONE && dependsOn(onlyIf[number], other))
                || IntStream.of(parts[number]).anyMatch(part -> dependsOn(part, other));
    }

    /**
     * Of facts that stand in the chart: a "no" to what contains one, or to all of its parts, makes it doubtful, and doubt
     * about it is doubt about what contains it.
     */
    void doubt(byte[] found, List<Integer> standing) {
        for (int number : standing) {
            if (found[number] != Kleene.DOUBT && isDenied(found, number)) {
                found[number] = Kleene.DOUBT;
            }
        }
        for (int number : standing) {
            if (found[number] == Kleene.DOUBT) {
                spread(found, number);
            }
        }
    }

    private boolean isDenied(byte[] found, int number) {
        boolean byParts =
                parts[number].length > 0 && IntStream.of(parts[number]).allMatch(part -> found[part] == Kleene.NO);
        return byParts || IntStream.of(wholes).anyMatch(whole -> found[whole] == Kleene.NO && contains(whole, number));
    }

    /** Only what has parts needs the mark: of all else unknown is enough. */
    private void spread(byte[] found, int number) {
        found[number] = Kleene.UNKNOWN;
        for (int whole : wholes) {
            if (found[whole] != Kleene.YES && contains(whole, number)) {
                found[whole] = Kleene.DOUBT;
            }
        }
    }

    /** Why a fact is met: itself, where that was said or nothing else tells, and its parts that are. */
    Stream<Integer> causes(byte[] found, byte[] facts, int number) {
        if (facts[number] != Kleene.YES) {
            return Stream.empty();
        }
        List<Integer> met = IntStream.of(parts[number])
                .boxed()
                .flatMap(part -> causes(found, facts, part))
                .toList();
        boolean itself = found[number] == Kleene.YES || met.isEmpty();
        return itself ? Stream.concat(Stream.of(number), met.stream()) : met.stream();
    }

    private boolean contains(int whole, int number) {
        return whole == number || IntStream.of(parts[whole]).anyMatch(part -> contains(part, number));
    }

    /** From what was found of each fact to what follows for all of them. */
    byte[] completed(byte[] found) {
        byte[] states = found.clone();
        for (int whole : wholes) {
            if (states[whole] == Kleene.DOUBT) {
                states[whole] = Kleene.UNKNOWN;
            }
        }
        clocks(states);
        upwards(states, found);
        downwards(states);
        upwards(states, found);
        return states;
    }

    private void clocks(byte[] states) {
        for (int number : clocked) {
            int first = earlier[number];
            if (states[number] == Kleene.UNKNOWN && states[first] == Kleene.NO) {
                states[number] = Kleene.NO;
            }
            if (states[number] == Kleene.YES && states[first] == Kleene.UNKNOWN) {
                states[first] = Kleene.YES;
            }
        }
    }

    private void upwards(byte[] states, byte[] found) {
        for (int number : derived) {
            if (parts[number].length > 0) {
                byte whole = whole(states, number);
                states[number] = whole == Kleene.NO && found[number] == Kleene.DOUBT ? Kleene.UNKNOWN : whole;
            }
            if (onlyIf[number] != NONE) {
                states[number] = Kleene.and(states[number], states[onlyIf[number]]);
            }
        }
    }

    /** A part that is met makes the whole met, whatever was said of the whole; all parts not met make it not met. */
    private byte whole(byte[] states, int number) {
        byte any = Kleene.NO;
        for (int part : parts[number]) {
            any = Kleene.or(any, states[part]);
        }
        return any == Kleene.YES || states[number] == Kleene.UNKNOWN ? any : states[number];
    }

    /** Who denies "any of these" denies each of them. */
    private void downwards(byte[] states) {
        for (int i = wholes.length - 1; i >= 0; i--) {
            int number = wholes[i];
            boolean applies = onlyIf[number] == NONE || states[onlyIf[number]] == Kleene.YES;
            if (applies && states[number] == Kleene.NO) {
                for (int part : parts[number]) {
                    // None of them is met here, or the whole would be.
                    states[part] = Kleene.NO;
                }
            }
        }
    }
}
