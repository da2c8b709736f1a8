package org.painbridge.server.store;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may see: everything, or what at least one grant covers. It becomes part of every statement that answers, so
 * that a search, an include, a count or a history tells no more than a read would. Who gets which scope is not the store's
 * to decide.
 *
 * @param everything whether the grants do not matter
 */
public record AccessScope(boolean everything, List<Grant> grants) {
    public static final AccessScope ALL = new AccessScope(true, List.of());
    public static final AccessScope NOTHING = new AccessScope(false, List.of());

    /**
     * Resources of some types.
     *
     * @param patients ids of the patients whose own resources are covered, beside those that are no patient's (practitioners,
     *     organizations, products); null for those of every patient
     * @param hiddenBy security labels that take a resource out of this grant
     */
    public record Grant(Set<String> types, @Nullable Set<String> patients, Set<Label> hiddenBy) {
        public Grant {
            types = Set.copyOf(types);
            patients = patients == null ? null : Set.copyOf(patients);
            hiddenBy = Set.copyOf(hiddenBy);
        }
    }

    /** A code of {@code meta.security}. */
    public record Label(String system, String code) {}

    public AccessScope {
        grants = List.copyOf(grants);
    }

    public static AccessScope of(Grant... grants) {
        return new AccessScope(false, List.of(grants));
    }
}
