package org.painbridge.dispensing.trends;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * What a reader of everything that was shown could find out of a cell that was not: all numbers that it can have, by trying all
 * whole numbers in all finest cells. For small tables.
 */
final class Attack<A> {
    private record Sum(boolean[] of, long total) {}

    private final List<A> atoms;
    private final BiPredicate<Cell, A> covers;
    private final List<Sum> known = new ArrayList<>();

    /** @param atoms kinds of people: who is of one kind is counted in the same cells */
    Attack(Collection<A> atoms, BiPredicate<Cell, A> covers, Map<Cell, Long> shown) {
        this.atoms = List.copyOf(atoms);
        this.covers = covers;
        shown.forEach((cell, value) -> known.add(sum(cell, value)));
    }

    private Sum sum(Cell cell, long total) {
        boolean[] of = new boolean[atoms.size()];
        for (int i = 0; i < of.length; i++) {
            of[i] = covers.test(cell, atoms.get(i));
        }
        return new Sum(of, total);
    }

    /** How far apart the least and the most are that the cell can have, as far as {@code enough}. */
    long width(Cell cell, long truth, long enough) {
        long low = truth;
        while (low > 0 && truth - low < enough && isPossible(cell, low - 1)) {
            low--;
        }
        long high = truth;
        while (high - low < enough && isPossible(cell, high + 1)) {
            high++;
        }
        return high - low;
    }

    private boolean isPossible(Cell cell, long value) {
        List<Sum> all = new ArrayList<>(known);
        all.add(sum(cell, value));
        long[] left = all.stream().mapToLong(Sum::total).toArray();
        return search(all, left, 0);
    }

    private boolean search(List<Sum> sums, long[] left, int atom) {
        if (Arrays.stream(left).anyMatch(each -> each < 0)) {
            return false;
        }
        for (int s = 0; s < left.length; s++) {
            if (left[s] > 0 && isOver(sums.get(s), atom)) {
                return false;
            }
        }
        if (atom == atoms.size()) {
            return true;
        }
        long most = 60;
        for (int s = 0; s < left.length; s++) {
            most = sums.get(s).of()[atom] ? Math.min(most, left[s]) : most;
        }
        for (long value = 0; value <= most; value++) {
            long[] next = left.clone();
            for (int s = 0; s < next.length; s++) {
                next[s] -= sums.get(s).of()[atom] ? value : 0;
            }
            if (search(sums, next, atom + 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOver(Sum sum, int atom) {
        for (int i = atom; i < sum.of().length; i++) {
            if (sum.of()[i]) {
                return false;
            }
        }
        return true;
    }
}
