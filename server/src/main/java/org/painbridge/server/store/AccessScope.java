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
     * @param whose they are, beside those that are no patient's (practitioners, organizations, products)
     * @param hiddenBy security labels that take a resource out of this grant
     * @param only what a resource has to have, all of them
     */
    public record Grant(Set<String> types, Whose whose, Set<Label> hiddenBy, List<Only> only) {
        public Grant {
            types = Set.copyOf(types);
            hiddenBy = Set.copyOf(hiddenBy);
            only = List.copyOf(only);
        }

        public Grant(Set<String> types, Whose whose, Set<Label> hiddenBy) {
            this(types, whose, hiddenBy, List.of());
        }
    }

    /**
     * One of the codes by a search parameter of type token; of a type without such a parameter, no resource has it.
     *
     * @param parameter as {@code category}
     */
    public record Only(String parameter, List<Code> codes) {
        public Only {
            codes = List.copyOf(codes);
        }
    }

    /** @param system empty for none; null for whichever */
    public record Code(@Nullable String system, String code) {}

    /** Of which patients. */
    public sealed interface Whose {
        record Everybody() implements Whose {}

        /** @param ids of the patients */
        record Patients(Set<String> ids) implements Whose {
            public Patients {
                ids = Set.copyOf(ids);
            }
        }

        /**
         * Those in whose care somebody takes part at the moment of asking, as Patient and CareTeam say ({@link CareRelations}).
         *
         * @param members {@code Practitioner/x}, {@code PractitionerRole/x}, {@code Organization/x}: one of them is enough
         */
        record InCareOf(Set<String> members) implements Whose {
            public InCareOf {
                members = Set.copyOf(members);
            }
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
