package org.painbridge.server.store.oracle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page as a server answered it; resources are {@code Type/id}.
 *
 * @param total null where it was not told
 */
public record Answered(
        List<String> matches,
        List<String> included,
        @Nullable Long total) {
    public Answered {
        matches = List.copyOf(matches);
        included = List.copyOf(included);
    }
}
