package org.painbridge.careplan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One resource in three versions: the one that a change was made from, the one that there is now, and the one proposed.
 * Where only one side has changed an element, or both alike, it merges; else it is a conflict.
 *
 * @param <V> what an element holds; equal values are the same
 * @param merged by element: what is current, with what is proposed
 * @param changed the elements that are other than they are now
 * @param conflicts the elements that both sides have changed otherwise
 */
public record Merge<V>(Map<String, V> merged, Set<String> changed, Set<String> conflicts) {
    public Merge {
        merged = Collections.unmodifiableMap(new LinkedHashMap<>(merged));
        changed = Collections.unmodifiableSet(new TreeSet<>(changed));
        conflicts = Collections.unmodifiableSet(new TreeSet<>(conflicts));
    }

    /** Each version by element; an element that a version lacks is not in its map. */
    public static <V> Merge<V> of(Map<String, V> base, Map<String, V> current, Map<String, V> proposed) {
        Map<String, V> merged = new LinkedHashMap<>(current);
        Set<String> changed = new LinkedHashSet<>();
        Set<String> conflicts = new LinkedHashSet<>();
        for (String element : proposedChanges(base, proposed)) {
            V now = current.get(element);
            V wanted = proposed.get(element);
            if (Objects.equals(now, wanted)) {
                continue;
            }
            if (Objects.equals(base.get(element), now)) {
                changed.add(element);
                put(merged, element, wanted);
            } else {
                conflicts.add(element);
            }
        }
        return new Merge<>(merged, changed, conflicts);
    }

    /**
     * Of a medicine: what was changed on both sides is a conflict, whichever elements these are. Its parts belong together;
     * a dose of one and an interval of another is nobody's prescription.
     */
    public static <V> Merge<V> ofMedicine(Map<String, V> base, Map<String, V> current, Map<String, V> proposed) {
        Merge<V> merge = of(base, current, proposed);
        if (base.equals(current)) {
            return merge;
        }
        Set<String> all = new TreeSet<>(merge.changed());
        all.addAll(merge.conflicts());
        return new Merge<>(current, Set.of(), all);
    }

    private static <V> Set<String> proposedChanges(Map<String, V> base, Map<String, V> proposed) {
        Set<String> elements = new LinkedHashSet<>(base.keySet());
        elements.addAll(proposed.keySet());
        elements.removeIf(element -> Objects.equals(base.get(element), proposed.get(element)));
        return elements;
    }

    private static <V> void put(Map<String, V> elements, String element, @Nullable V value) {
        if (value == null) {
            elements.remove(element);
        } else {
            elements.put(element, value);
        }
    }
}
