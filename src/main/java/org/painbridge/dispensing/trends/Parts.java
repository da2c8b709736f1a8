package org.painbridge.dispensing.trends;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/** A population by in which cells people are counted: those who are counted in the same cells are one part of it. */
final class Parts {
    private record Numbers(int[] of) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Numbers(int[] theirs) && Arrays.equals(of, theirs);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(of);
        }

        @Override
        public String toString() {
            return Arrays.toString(of);
        }
    }

    private final Map<Cell, Integer> numbers = new HashMap<>();
    private final List<Cell> cells = new ArrayList<>();
    private final Map<Numbers, Long> people = new HashMap<>();

    void add(Collection<Cell> countedIn) {
        int[] of = countedIn.stream().mapToInt(this::number).sorted().toArray();
        people.merge(new Numbers(of), 1L, Long::sum);
    }

    private int number(Cell cell) {
        return numbers.computeIfAbsent(cell, each -> {
            cells.add(each);
            return cells.size() - 1;
        });
    }

    /** In an order that does not depend on that of people. */
    void each(ObjLongConsumer<Set<Cell>> taker) {
        Map<String, Numbers> ordered = new java.util.TreeMap<>();
        people.keySet().forEach(key -> ordered.put(cells(key).toString(), key));
        ordered.values().forEach(key -> taker.accept(cells(key), people.getOrDefault(key, 0L)));
    }

    private Set<Cell> cells(Numbers key) {
        Set<Cell> found = new TreeSet<>();
        for (int number : key.of()) {
            found.add(cells.get(number));
        }
        return found;
    }
}
