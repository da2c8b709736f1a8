package org.painbridge.server.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a search.
 *
 * @param total how many match in all; null where that was not asked for and not known anyway
 * @param nextCursor where the next page begins; null on the last page
 * @param used the parameters that were honoured, for the self link
 * @param ignored unknown parameters that were left out, in lenient handling
 * @param cut the includes that found more than a page takes, such as {@code _revinclude=Task:focus}
 */
public record SearchPage(
        List<StoredResource> matches,
        List<StoredResource> included,
        @Nullable Long total,
        @Nullable String nextCursor,
        List<SearchQuery.Parameter> used,
        List<String> ignored,
        List<String> cut) {

    /** The same page, with these parameters in its links. */
    public SearchPage asked(List<SearchQuery.Parameter> parameters) {
        return new SearchPage(matches, included, total, nextCursor, List.copyOf(parameters), ignored, cut);
    }
}
