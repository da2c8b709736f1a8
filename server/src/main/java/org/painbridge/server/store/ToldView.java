package org.painbridge.server.store;

import java.util.Collection;
import java.util.Set;

/**
 * What who hands in resources of a type may learn from what the server makes of them, whether it may read anything or not: all
 * but what directives withhold from it and labels hide.
 */
public final class ToldView {
    private final FhirStore store;
    private final StoreParts parts;
    private final AccessScope scope;
    private final String type;

    /** @param type of what is handed in, by whatever scope of it */
    ToldView(FhirStore store, StoreParts parts, AccessRights rights, String type) {
        this.store = store;
        this.parts = parts;
        this.scope = rights.tell().ofType(type);
        this.type = type;
    }

    /** Whether directives or labels may keep something from this caller: not whether any does. Of who has no scope, all is kept. */
    public boolean hidesSome() {
        return scope.hidesSome() || !scope.hasAny(type);
    }

    /**
     * Of these resources, those of which it may learn.
     *
     * @param of their type
     */
    public Set<String> told(String patient, String of, Collection<String> ids) {
        return hidesSome() && !ids.isEmpty()
                ? store.query(
                        connection -> parts.reader().present(connection, scope.ofTold(type, patient, of), of, ids))
                : Set.copyOf(ids);
    }

    /** Of these resources of the type, whoever's they are, those of which it may learn: by grants that are not of some patients. */
    public Set<String> told(Collection<String> ids) {
        return hidesSome() && !ids.isEmpty()
                ? store.query(connection -> parts.reader().present(connection, scope.ofUnhidden(type), type, ids))
                : Set.copyOf(ids);
    }

    /** The same by their own labels alone, not by those of what they tell of: the asker looks at that, but for what is its own. */
    public Set<String> toldItself(String patient, String of, Collection<String> ids) {
        return hidesSome() && !ids.isEmpty()
                ? store.query(connection ->
                        parts.reader().presentItself(connection, scope.ofTold(type, patient, of), of, ids))
                : Set.copyOf(ids);
    }
}
