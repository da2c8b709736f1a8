package org.painbridge.server.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A search that was understood.
 *
 * @param count entries on a page; 0 asks for the total only
 * @param total whether to count all matches
 */
record SearchPlan(
        String type,
        List<Criterion> criteria,
        List<Sort> sorts,
        int count,
        boolean total,
        List<Include> includes,
        List<Include> reverseIncludes,
        @Nullable Cursor cursor,
        List<SearchQuery.Parameter> used,
        List<String> ignored) {

    /** Sorts by a search parameter; resources without a value come last. */
    record Sort(SearchParameter parameter, boolean descending) {}

    /**
     * {@code _include} or {@code _revinclude}: the reference parameter, and the target type where one is named.
     *
     * @param iterate whether it applies to what was included, too
     */
    record Include(SearchParameter parameter, @Nullable String target, boolean iterate) {
        @Override
        public String toString() {
            return parameter.resourceType() + ":" + parameter.code() + (target == null ? "" : ":" + target);
        }
    }
}
