package org.painbridge.server.store.oracle;

import static org.painbridge.server.store.oracle.Pools.any;
import static org.painbridge.server.store.oracle.Pools.once;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Some twelve to forty resources, written over days in transactions of several, some of them more than once. */
final class RandomChart {
    private static final Instant BEGIN = Instant.parse("2025-03-10T13:30:00Z");
    private static final List<String> IDS = List.of(
            "1",
            "2",
            "3",
            "10",
            "20",
            "a",
            "A",
            "a-1",
            "a.1",
            "a-b",
            "ab",
            "B",
            "b",
            "x",
            "X",
            "x.2",
            "Z",
            "z9",
            "i".repeat(64));
    /** Short waits among long ones: several transactions may fall into one millisecond. */
    private static final List<Duration> WAITS = List.of(
            Duration.ZERO, Duration.ofMillis(1), Duration.ofMillis(499), Duration.ofSeconds(1), Duration.ofHours(14));

    private RandomChart() {}

    /**
     * @param types those that there may be resources of
     * @param mark what all ids begin with
     */
    static Chart of(RandomGenerator random, OracleParts parts, String base, List<String> types, String mark) {
        List<References.Local> known = known(random, types, mark);
        RandomValues values = new RandomValues(random);
        RandomReferences references = new RandomReferences(random, values, parts.context, base, known);
        RandomResources resources = new RandomResources(random, parts, values, references);
        List<References.Local> toWrite = new ArrayList<>(known);
        for (int i = known.size() / 5; i > 0; i--) {
            toWrite.add(any(random, known)); // Written again.
        }
        List<Chart.Step> steps = new ArrayList<>();
        Set<References.Local> there = new HashSet<>();
        Instant at = BEGIN;
        while (!toWrite.isEmpty()) {
            at = at.plus(any(random, WAITS));
            List<Chart.Write> writes = new ArrayList<>();
            for (References.Local next : together(random, toWrite)) {
                boolean deletes = there.contains(next) && once(random, 3);
                writes.add(new Chart.Write(resources.of(next.type(), next.id()), deletes));
                there.add(next);
            }
            steps.add(new Chart.Step(at, writes));
        }
        return new Chart(steps);
    }

    private static List<References.Local> known(RandomGenerator random, List<String> types, String mark) {
        Set<References.Local> known = new LinkedHashSet<>();
        for (int i = random.nextInt(14, 50); i > 0; i--) {
            String id = mark + any(random, IDS);
            known.add(new References.Local(any(random, types), id.substring(0, Math.min(id.length(), 64))));
        }
        return List.copyOf(known);
    }

    /** The next few, each once: what one transaction writes. */
    private static Set<References.Local> together(RandomGenerator random, List<References.Local> toWrite) {
        Set<References.Local> together = new LinkedHashSet<>();
        for (int i = random.nextInt(1, 9); i > 0 && !toWrite.isEmpty() && together.add(toWrite.getFirst()); i--) {
            toWrite.removeFirst();
        }
        return together;
    }
}
