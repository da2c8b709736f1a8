package org.painbridge.dispensing.trends;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parts of a table by the shown cells in which their people are counted: within a group people can be exchanged unseen. */
final class PartGroups {
    /** A table with more groups than this is told part by part, without looking for crosswise moves among all of them. */
    private static final int MOST_CROSSWISE = 64;

    private final Map<Key, Group> all = new LinkedHashMap<>();

    /** People who are counted in the same cells. */
    record Part(int[] covering, long people) {
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

    record Group(int[] shownIn, List<Part> parts) {
        List<Part> inside(int cell) {
            return parts.stream().filter(part -> part.isIn(cell)).toList();
        }

        List<Part> outside(int cell) {
            return parts.stream().filter(part -> !part.isIn(cell)).toList();
        }
    }

    /** Parts between which people can move crosswise unseen: from {@code inside} a cell and {@code last} to the other two, or back. */
    record Square(List<Part> inside, List<Part> second, List<Part> third, List<Part> last) {
        /** Whether so many people can. */
        boolean takes(long least) {
            return Math.min(people(inside), people(last)) + Math.min(people(second), people(third)) >= least
                    && people(second) > 0
                    && people(third) > 0;
        }
    }

    PartGroups(List<Part> parts, BitSet shown) {
        for (Part part : parts) {
            int[] in = Arrays.stream(part.covering()).filter(shown::get).toArray();
            all.computeIfAbsent(new Key(in), key -> new Group(in, new ArrayList<>()))
                    .parts()
                    .add(part);
        }
    }

    static long people(Collection<Part> parts) {
        return parts.stream().mapToLong(Part::people).sum();
    }

    Collection<Group> all() {
        return all.values();
    }

    /** Those with people who are in the cell. */
    List<Group> of(int cell) {
        return all.values().stream()
                .filter(group -> group.parts().stream().anyMatch(part -> part.isIn(cell)))
                .toList();
    }

    /** All about the cell; none where there are too many groups to look. */
    Stream<Square> squares(int cell) {
        return all.size() > MOST_CROSSWISE ? Stream.of() : of(cell).stream().flatMap(a -> squares(cell, a));
    }

    private Stream<Square> squares(int cell, Group a) {
        List<Part> inside = a.inside(cell);
        return all.values().stream()
                .filter(b -> b != a)
                .flatMap(b -> all.values().stream()
                        .filter(c -> c != a)
                        .flatMap(c -> Stream.ofNullable(last(a, b, c))
                                .map(d -> new Square(inside, b.outside(cell), c.outside(cell), d.parts()))));
    }

    private @Nullable Group last(Group a, Group b, Group c) {
        int[] fourth = fourth(a.shownIn(), b.shownIn(), c.shownIn());
        Group d = fourth == null ? null : all.get(new Key(fourth));
        return d == b || d == c ? null : d;
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
}
