package org.painbridge.server.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One condition of a search: at least one of the values fits. Several conditions must all hold.
 *
 * @param modifier what stands behind the colon; empty where there is none
 * @param values the alternatives, still escaped
 * @param chain the condition on the referenced resource; null where the parameter itself is compared
 * @param name as the caller wrote it, for messages
 */
record Criterion(
        SearchParameter parameter,
        String modifier,
        List<String> values,
        @Nullable Chain chain,
        String name) {

    /** The referenced resource may be of any of these types, each with its own condition. */
    record Chain(List<Criterion> byType) {}
}
