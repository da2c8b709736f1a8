package org.painbridge.dispensing.trends;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which cells of a table to withhold. Not by solving what a reader could compute, but by showing what a reader cannot: for
 * each cell of few people there must be another population that agrees with everything ever shown, and in which at least
 * as many people as the limit are elsewhere. Such a population is made by exchanging people who are counted in the same shown
 * cells (a pair), or crosswise between four kinds of people (rows and columns). So what is safe here is safe
 * from any computation; at worst more is withheld than needed.
 */
final class Withholding {
    /** A table with more parts than this is told part by part, without looking for crosswise moves among all of them. */
    private static final int MOST_CROSSWISE = 64;

    /** People who are counted in the same cells. */
    private record Part(int[] covering, long people) {
        boolean isIn(int cell) {
            return Arrays.binarySearch(covering, cell) >= 0;
        }
    }

    private record Key(int[] cells) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key(int[] theirs) && Arrays.equals(cells, theirs);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(cells);
        }

        @Override
        public String toString() {
            return Arrays.toString(cells);
        }
    }

    private record Group(int[] shownIn, List<Part> parts) {}

    /** A way to protect a cell: what is to be withheld for it. */
    private record Repair(BitSet withhold, boolean suffices, long cost) {
        static final Comparator<Repair> BEST = Comparator.<Repair, Boolean>comparing(repair -> !repair.suffices())
                .thenComparingLong(Repair::cost)
                .thenComparing(repair -> repair.withhold().toString());
    }

    private final int least;
    private final List<Cell> cells = new ArrayList<>();
    private final List<Tally> tallies = new ArrayList<>();
    private final BitSet shown = new BitSet();
    private final BitSet removable = new BitSet();
    private final BitSet sensitive = new BitSet();
    private final List<Part> parts;
    private Map<Key, Group> groups = Map.of();

    Withholding(Table table, Optional<Table> whole, List<Earlier> before, int least) {
        this.least = least;
        Map<Cell, Earlier> latest = new TreeMap<>();
        before.forEach(each -> latest.merge(each.cell(), each, (one, other) -> one.withheld() ? other : one));
        table.cells().forEach((cell, tally) -> {
            Earlier known = latest.remove(cell);
            boolean isKnown = known != null && !known.withheld();
            boolean isSmall = isSmall(table.indicator(), cell, tally, whole);
            add(cell, tally, isKnown || !isSmall, !isKnown, isSmall && !isKnown);
        });
        latest.values()
                .forEach(each ->
                        add(each.cell(), each.tally(), !each.withheld(), false, each.withheld() && few(each.tally())));
        this.parts = parts(table.parts());
    }

    private void add(Cell cell, Tally tally, boolean isShown, boolean isRemovable, boolean isSensitive) {
        int index = cells.size();
        cells.add(cell);
        tallies.add(tally);
        shown.set(index, isShown);
        removable.set(index, isRemovable);
        sensitive.set(index, isSensitive);
    }

    private boolean isSmall(Indicator indicator, Cell cell, Tally tally, Optional<Table> whole) {
        if (few(tally) || (indicator.divisor() == 1 && isFew(tally.value()))) {
            return true;
        }
        Tally all =
                whole.map(table -> table.cells().getOrDefault(cell, Tally.NONE)).orElse(Tally.NONE);
        return isFew(all.people() - tally.people()) || (indicator.divisor() == 1 && isFew(all.value() - tally.value()));
    }

    private boolean few(Tally tally) {
        return isFew(tally.people());
    }

    private boolean isFew(long number) {
        return number > 0 && number < least;
    }

    private List<Part> parts(Parts all) {
        Map<Cell, Integer> places = new HashMap<>();
        for (int index = 0; index < cells.size(); index++) {
            places.put(cells.get(index), index);
        }
        List<Part> found = new ArrayList<>();
        all.each((countedIn, people) -> {
            int[] covering = countedIn.stream()
                    .filter(places::containsKey)
                    .mapToInt(places::get)
                    .sorted()
                    .toArray();
            found.add(new Part(covering, people));
        });
        return found;
    }

    /** Empty if nothing may be shown, whatever is withheld. */
    Optional<Set<Cell>> withheld() {
        group();
        for (int cell = sensitive.nextSetBit(0); cell >= 0; ) {
            if (isProtected(cell)) {
                cell = sensitive.nextSetBit(cell + 1);
            } else {
                Optional<Repair> repair = repair(cell);
                if (repair.isEmpty()) {
                    return Optional.empty();
                }
                shown.andNot(repair.get().withhold());
                group();
            }
        }
        Set<Cell> withheld = new LinkedHashSet<>();
        for (int cell = removable.nextSetBit(0); cell >= 0; cell = removable.nextSetBit(cell + 1)) {
            if (!shown.get(cell)) {
                withheld.add(cells.get(cell));
            }
        }
        return Optional.of(withheld);
    }

    private void group() {
        groups = groups(shown);
    }

    private Map<Key, Group> groups(BitSet ofShown) {
        Map<Key, Group> all = new LinkedHashMap<>();
        for (Part part : parts) {
            int[] in = Arrays.stream(part.covering).filter(ofShown::get).toArray();
            all.computeIfAbsent(new Key(in), key -> new Group(in, new ArrayList<>()))
                    .parts()
                    .add(part);
        }
        return all;
    }

    private static long people(Collection<Part> parts) {
        return parts.stream().mapToLong(Part::people).sum();
    }

    private boolean isProtected(int cell) {
        List<Group> own = own(cell);
        boolean byPair = own.stream()
                .anyMatch(group -> group.shownIn().length == 0
                        || (!group.parts().stream().allMatch(part -> part.isIn(cell))
                                && people(group.parts()) >= least));
        return own.isEmpty() || byPair || isProtectedCrosswise(cell, own);
    }

    private List<Group> own(int cell) {
        return groups.values().stream()
                .filter(group -> group.parts().stream().anyMatch(part -> part.isIn(cell)))
                .toList();
    }

    private boolean isProtectedCrosswise(int cell, List<Group> own) {
        if (groups.size() > MOST_CROSSWISE) {
            return false;
        }
        for (Group a : own) {
            List<Part> inside =
                    a.parts().stream().filter(part -> part.isIn(cell)).toList();
            for (Group b : groups.values()) {
                for (Group c : groups.values()) {
                    int[] fourth = fourth(a.shownIn(), b.shownIn(), c.shownIn());
                    Group d = fourth == null || b == a || c == a ? null : groups.get(new Key(fourth));
                    if (d != null && d != b && d != c && width(inside, outside(b, cell), outside(c, cell), d.parts())) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean width(List<Part> a, List<Part> b, List<Part> c, List<Part> d) {
        return Math.min(people(a), people(d)) + Math.min(people(b), people(c)) >= least
                && people(b) > 0
                && people(c) > 0;
    }

    private static List<Part> outside(Group group, int cell) {
        return group.parts().stream().filter(part -> !part.isIn(cell)).toList();
    }

    /** What a fourth must be shown in, so that moving from the first and it to the other two changes nothing; null if none can. */
    private static int @Nullable [] fourth(int[] a, int[] b, int[] c) {
        Map<Integer, Integer> times = new TreeMap<>();
        Arrays.stream(b).forEach(cell -> times.merge(cell, 1, Integer::sum));
        Arrays.stream(c).forEach(cell -> times.merge(cell, 1, Integer::sum));
        Arrays.stream(a).forEach(cell -> times.merge(cell, -1, Integer::sum));
        boolean fits = times.values().stream().allMatch(number -> number == 0 || number == 1);
        return fits
                ? times.entrySet().stream()
                        .filter(each -> each.getValue() == 1)
                        .mapToInt(Map.Entry::getKey)
                        .toArray()
                : null;
    }

    private Optional<Repair> repair(int cell) {
        List<Repair> candidates = new ArrayList<>();
        for (Group a : own(cell)) {
            for (Group b : groups.values()) {
                if (a != b) {
                    pair(cell, a, b).ifPresent(candidates::add);
                }
            }
        }
        Optional<Repair> best = candidates.stream().min(Repair.BEST);
        if (best.isPresent() && best.get().suffices()) {
            return best;
        }
        Optional<Repair> crosswise = crosswise(cell);
        return crosswise.isPresent() ? crosswise : best.or(() -> everythingAround(cell));
    }

    private Optional<Repair> pair(int cell, Group a, Group b) {
        BitSet difference = new BitSet();
        Arrays.stream(a.shownIn()).forEach(difference::flip);
        Arrays.stream(b.shownIn()).forEach(difference::flip);
        if (!canWithhold(difference)) {
            return Optional.empty();
        }
        List<Part> together = new ArrayList<>(a.parts());
        together.addAll(b.parts());
        boolean mixed = together.stream().anyMatch(part -> !part.isIn(cell));
        return Optional.of(new Repair(difference, mixed && people(together) >= least, cost(difference)));
    }

    private boolean canWithhold(BitSet some) {
        BitSet rest = (BitSet) some.clone();
        rest.andNot(removable);
        return rest.isEmpty() && !some.isEmpty();
    }

    private long cost(BitSet withhold) {
        return withhold.stream()
                .mapToLong(each -> 1 + tallies.get(each).people())
                .sum();
    }

    /** As if nothing of this table were shown yet: which four parts could be exchanged, for the least that is then withheld. */
    private Optional<Repair> crosswise(int cell) {
        BitSet fixed = (BitSet) shown.clone();
        fixed.andNot(removable);
        Map<Key, Group> free = groups(fixed);
        if (free.size() > MOST_CROSSWISE) {
            return Optional.empty();
        }
        List<Repair> candidates = new ArrayList<>();
        for (Group a : free.values()) {
            List<Part> inside =
                    a.parts().stream().filter(part -> part.isIn(cell)).toList();
            for (Group b : inside.isEmpty() ? List.<Group>of() : free.values()) {
                for (Group c : free.values()) {
                    int[] fourth = fourth(a.shownIn(), b.shownIn(), c.shownIn());
                    Group d = fourth == null || b == a || c == a ? null : free.get(new Key(fourth));
                    if (d != null && d != b && d != c) {
                        candidates.addAll(crosswise(inside, outside(b, cell), outside(c, cell), d.parts()));
                    }
                }
            }
        }
        return candidates.stream().filter(Repair::suffices).min(Repair.BEST);
    }

    private List<Repair> crosswise(List<Part> a, List<Part> b, List<Part> c, List<Part> d) {
        List<Repair> candidates = new ArrayList<>();
        for (Part first : a) {
            for (Part second : some(b)) {
                for (Part third : some(c)) {
                    for (Part last : some(d)) {
                        BitSet imbalance = imbalance(first, second, third, last);
                        boolean suffices = width(List.of(first), List.of(second), List.of(third), List.of(last));
                        if (canWithhold(imbalance) && suffices) {
                            candidates.add(new Repair(imbalance, true, cost(imbalance)));
                        }
                    }
                }
            }
        }
        return candidates;
    }

    /** The smallest that suffice, and the largest. */
    private List<Part> some(List<Part> parts) {
        List<Part> bySize = parts.stream()
                .sorted(Comparator.comparingLong((Part part) -> people(List.of(part)))
                        .thenComparing(part -> Arrays.toString(part.covering)))
                .toList();
        Set<Part> chosen = new LinkedHashSet<>();
        bySize.stream()
                .filter(part -> people(List.of(part)) * 2 >= least)
                .limit(2)
                .forEach(chosen::add);
        if (!bySize.isEmpty()) {
            chosen.add(bySize.getLast());
        }
        return List.copyOf(chosen);
    }

    private BitSet imbalance(Part a, Part b, Part c, Part d) {
        Map<Integer, Integer> times = new HashMap<>();
        for (Part part : List.of(a, d)) {
            Arrays.stream(part.covering).forEach(cell -> times.merge(cell, 1, Integer::sum));
        }
        for (Part part : List.of(b, c)) {
            Arrays.stream(part.covering).forEach(cell -> times.merge(cell, -1, Integer::sum));
        }
        BitSet imbalance = new BitSet();
        times.forEach((cell, number) -> imbalance.set(cell, number != 0 && shown.get(cell)));
        return imbalance;
    }

    /** The last resort: no figure of this table is about anybody who may be in the cell. */
    private Optional<Repair> everythingAround(int cell) {
        BitSet around = new BitSet();
        for (Group group : own(cell)) {
            Arrays.stream(group.shownIn()).forEach(around::set);
        }
        around.and(removable);
        return around.isEmpty() ? Optional.empty() : Optional.of(new Repair(around, false, cost(around)));
    }
}
