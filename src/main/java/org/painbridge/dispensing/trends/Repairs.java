package org.painbridge.dispensing.trends;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.painbridge.dispensing.trends.PartGroups.Group;
import org.painbridge.dispensing.trends.PartGroups.Part;
import org.painbridge.dispensing.trends.PartGroups.Square;

/**
 * What could be withheld so that a cell of few people is protected, for the least people whose figures go with it.
 *
 * @param shown the cells that are shown now
 * @param removable those of them that may still be withheld
 */
record Repairs(List<Part> parts, List<Tally> tallies, BitSet shown, BitSet removable, int least) {

    /** A way to protect a cell: what is to be withheld for it. */
    record Repair(BitSet withhold, boolean suffices, long cost) {
        static final Comparator<Repair> BEST = Comparator.<Repair, Boolean>comparing(repair -> !repair.suffices())
                .thenComparingLong(Repair::cost)
                .thenComparing(repair -> repair.withhold().toString());
    }

    /**
     * The best, or where none suffices one that goes some of the way.
     *
     * @param groups of the parts by what is shown
     */
    Optional<Repair> best(int cell, PartGroups groups) {
        List<Repair> candidates = new ArrayList<>();
        for (Group a : groups.of(cell)) {
            for (Group b : groups.all()) {
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
        return crosswise.isPresent() ? crosswise : best.or(() -> everythingAround(cell, groups));
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
        return Optional.of(new Repair(difference, mixed && PartGroups.people(together) >= least, cost(difference)));
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
        return new PartGroups(parts, fixed)
                .squares(cell)
                .flatMap(square -> crosswise(square).stream())
                .min(Repair.BEST);
    }

    private List<Repair> crosswise(Square square) {
        List<Repair> candidates = new ArrayList<>();
        for (Part first : square.inside()) {
            for (Part second : some(square.second())) {
                for (Part third : some(square.third())) {
                    for (Part last : some(square.last())) {
                        crosswise(first, second, third, last).ifPresent(candidates::add);
                    }
                }
            }
        }
        return candidates;
    }

    private Optional<Repair> crosswise(Part first, Part second, Part third, Part last) {
        BitSet imbalance = imbalance(first, second, third, last);
        boolean suffices = new Square(List.of(first), List.of(second), List.of(third), List.of(last)).takes(least);
        return canWithhold(imbalance) && suffices
                ? Optional.of(new Repair(imbalance, true, cost(imbalance)))
                : Optional.empty();
    }

    /** The smallest that suffice, and the largest. */
    private List<Part> some(List<Part> of) {
        List<Part> bySize = of.stream()
                .sorted(Comparator.comparingLong(Part::people).thenComparing(part -> Arrays.toString(part.covering())))
                .toList();
        Set<Part> chosen = new LinkedHashSet<>();
        bySize.stream().filter(part -> part.people() * 2 >= least).limit(2).forEach(chosen::add);
        if (!bySize.isEmpty()) {
            chosen.add(bySize.getLast());
        }
        return List.copyOf(chosen);
    }

    private BitSet imbalance(Part a, Part b, Part c, Part d) {
        Map<Integer, Integer> times = new HashMap<>();
        for (Part part : List.of(a, d)) {
            Arrays.stream(part.covering()).forEach(cell -> times.merge(cell, 1, Integer::sum));
        }
        for (Part part : List.of(b, c)) {
            Arrays.stream(part.covering()).forEach(cell -> times.merge(cell, -1, Integer::sum));
        }
        BitSet imbalance = new BitSet();
        times.forEach((cell, number) -> imbalance.set(cell, number != 0 && shown.get(cell)));
        return imbalance;
    }

    /** The last resort: no figure of this table is about anybody who may be in the cell. */
    private Optional<Repair> everythingAround(int cell, PartGroups groups) {
        BitSet around = new BitSet();
        for (Group group : groups.of(cell)) {
            Arrays.stream(group.shownIn()).forEach(around::set);
        }
        around.and(removable);
        return around.isEmpty() ? Optional.empty() : Optional.of(new Repair(around, false, cost(around)));
    }
}
