package org.painbridge.server.store;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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
     * @param lockbox what patients' directives take out of it
     */
    public record Grant(Set<String> types, Whose whose, Set<Label> hiddenBy, List<Only> only, Lockbox lockbox) {
        public Grant {
            types = Set.copyOf(types);
            hiddenBy = Set.copyOf(hiddenBy);
            only = List.copyOf(only);
        }

        public Grant(Set<String> types, Whose whose, Set<Label> hiddenBy) {
            this(types, whose, hiddenBy, List.of());
        }

        public Grant(Set<String> types, Whose whose, Set<Label> hiddenBy, List<Only> only) {
            this(types, whose, hiddenBy, only, new Lockbox.Open());
        }

        public Grant(Set<String> types, Whose whose, Set<Label> hiddenBy, Lockbox lockbox) {
            this(types, whose, hiddenBy, List.of(), lockbox);
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
         * Those in whose care somebody takes part at the moment of asking, as their records say ({@link CareRelations}).
         *
         * @param members {@code Practitioner/x}, {@code PractitionerRole/x}, {@code Organization/x}: one of them is enough
         * @param keeps whether Tasks that they asked or were asked, and their plans, count when the care has ended
         */
        record InCareOf(Set<String> members, boolean keeps) implements Whose {
            public InCareOf {
                members = Set.copyOf(members);
            }

            public InCareOf(Set<String> members) {
                this(members, true);
            }
        }
    }

    /** Which directives of patients count ({@link ConsentDirectives}). */
    public sealed interface Lockbox {
        /** None. */
        record Open() implements Lockbox {}

        /**
         * Those against everybody or one of these members, but for patients for whom one of these people has broken the glass, or
         * somebody for an organization in which they work.
         *
         * @param members {@code Practitioner/x}, {@code PractitionerRole/x}, {@code Organization/x}
         * @param people {@code Practitioner/x}
         */
        record Against(Set<String> members, Set<String> people) implements Lockbox {
            public Against {
                members = Set.copyOf(members);
                people = Set.copyOf(people);
            }
        }
    }

    /** A code of {@code meta.security}. */
    public record Label(String system, String code) {}

    public AccessScope {
        grants = List.copyOf(grants);
    }

    /** Whether nothing of that type is outside, whoever's it is: a grant of it takes nothing out, in whatever way. */
    public boolean hasAll(String type) {
        return everything
                || grants.stream()
                        .anyMatch(grant -> grant.types().contains(type)
                                && grant.equals(new Grant(grant.types(), new Whose.Everybody(), Set.of())));
    }

    /** Whether there may be anything of that type. */
    public boolean hasAny(String type) {
        return everything || grants.stream().anyMatch(grant -> grant.types().contains(type));
    }

    public static AccessScope of(Grant... grants) {
        return new AccessScope(false, List.of(grants));
    }

    /** Whether directives of patients may take anything out of it. */
    private boolean heedsDirectives() {
        return !everything && grants.stream().anyMatch(grant -> grant.lockbox() instanceof Lockbox.Against);
    }

    /** Whether some of what its grants are about is taken out of them by what it says itself, or by whom it is about. */
    boolean hidesSome() {
        return heedsDirectives()
                || (!everything
                        && grants.stream().anyMatch(grant -> !grant.hiddenBy().isEmpty()));
    }

    /**
     * Of who is let in by the record of a patient, or by what it hands in, and so learns about others of some type what neither
     * their patients nor labels keep from the caller.
     *
     * @param by the type of what lets it in
     */
    AccessScope ofTold(String by, String patient, String type) {
        return new AccessScope(
                everything,
                grants.stream()
                        .filter(grant -> grant.types().contains(by)
                                && !(grant.whose() instanceof Whose.Patients(Set<String> ids)
                                        && !ids.contains(patient)))
                        .map(grant -> new Grant(Set.of(type), new Whose.Everybody(), grant.hiddenBy(), grant.lockbox()))
                        .toList());
    }

    /** What neither patients nor labels keep from the caller, whatever else is open to it. */
    AccessScope ofUnhidden(String type) {
        return new AccessScope(
                everything,
                grants.stream()
                        .filter(grant -> !(grant.whose() instanceof Whose.Patients) && !HolderTag.isOwn(grant))
                        .map(grant -> new Grant(Set.of(type), new Whose.Everybody(), grant.hiddenBy(), grant.lockbox()))
                        .toList());
    }

    /** By the grants of that type alone. */
    AccessScope ofType(String type) {
        return new AccessScope(
                everything,
                grants.stream().filter(grant -> grant.types().contains(type)).toList());
    }

    /** This, and what the other covers as long as the care lasts. */
    public AccessScope and(AccessScope other) {
        List<Grant> more =
                other.grants().stream().filter(grant -> !grants.contains(grant)).toList();
        return new AccessScope(
                everything || other.everything(),
                Stream.concat(grants.stream(), new AccessScope(false, more).ofCare().grants().stream())
                        .toList());
    }

    /** Without what is open by criteria only. */
    AccessScope ofWholeTypes() {
        return new AccessScope(
                everything,
                grants.stream().filter(grant -> grant.only().isEmpty()).toList());
    }

    /** The same, as long as the care lasts. */
    AccessScope ofCare() {
        return new AccessScope(
                everything,
                grants.stream()
                        .map(grant ->
                                grant.whose() instanceof Whose.InCareOf(Set<String> members, boolean keeps) && keeps
                                        ? new Grant(
                                                grant.types(),
                                                new Whose.InCareOf(members, false),
                                                grant.hiddenBy(),
                                                grant.only(),
                                                grant.lockbox())
                                        : grant)
                        .toList());
    }

    /** The same whatever patients withhold. */
    public AccessScope withoutDirectives() {
        return new AccessScope(
                everything,
                grants.stream()
                        .map(grant -> new Grant(grant.types(), grant.whose(), grant.hiddenBy(), grant.only()))
                        .toList());
    }
}
