package org.painbridge.server.store;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * How the index rows that a resource has differ from those that its content asks for.
 *
 * @param missing the index of each row that is not there
 * @param surplus the index of each row that should not be there, or not a second time
 */
record IndexDifference(List<Integer> missing, List<Integer> surplus) {

    static IndexDifference between(IndexRows wanted, ResourceScan.Found found) {
        List<Integer> missing = new ArrayList<>();
        List<Integer> surplus = new ArrayList<>();
        compare(wanted.texts, found.texts(), IndexRows.Text::indexId, missing, surplus);
        compare(wanted.ranges, found.ranges(), IndexRows.Range::indexId, missing, surplus);
        compare(wanted.elementTexts(), found.elementTexts(), each -> each.row().indexId(), missing, surplus);
        compare(
                wanted.elementRanges(),
                found.elementRanges(),
                each -> each.row().indexId(),
                missing,
                surplus);
        return new IndexDifference(missing, surplus);
    }

    boolean none() {
        return missing.isEmpty() && surplus.isEmpty();
    }

    private static <T> void compare(
            Set<T> wanted, List<T> found, ToIntFunction<T> index, List<Integer> missing, List<Integer> surplus) {
        Set<T> rest = new LinkedHashSet<>(wanted);
        for (T row : found) {
            if (!rest.remove(row)) {
                surplus.add(index.applyAsInt(row));
            }
        }
        rest.forEach(row -> missing.add(index.applyAsInt(row)));
    }
}
