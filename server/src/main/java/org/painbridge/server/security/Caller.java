package org.painbridge.server.security;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.AccessRights;
import org.painbridge.server.store.AccessRights.Acting;
import org.painbridge.server.store.AccessRights.Origin;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.AccessScope.Whose;
import org.painbridge.server.store.HolderTag;

/** What whoever sent a request may do, by the scopes of the token. */
public final class Caller {
    /** Where there is no sign-in. */
    static final Caller ANYBODY = new Caller(
            true,
            List.of(),
            Optional.empty(),
            ScopeTypes.NONE,
            Reach.EVERYBODY,
            new Identity("open", null),
            Origin.NOBODY);

    private final boolean open;
    private final List<SmartScope> scopes;
    private final ScopeTypes types;
    private final Optional<String> patient;
    private final Reach reach;
    private final AccessRights rights;
    private final Identity identity;
    private final String holder;

    private Caller(
            boolean open,
            List<SmartScope> scopes,
            Optional<String> patient,
            ScopeTypes types,
            Reach reach,
            Identity identity,
            Origin origin) {
        this.open = open;
        this.scopes = scopes;
        this.types = types;
        this.patient = patient;
        this.reach = reach;
        this.identity = identity;
        this.holder = origin.holder();
        this.rights = (administrates() ? AccessRights.ALL : rights(reach))
                .from(origin)
                .as(acting());
    }

    /**
     * Who a caller is.
     *
     * @param client that has the token; {@code open} where there is no sign-in, {@code unknown} for who has none
     * @param person for whom it acts: {@code fhirUser} or {@code sub} of the token
     * @param behalf in whose name the person acts, {@code obo} and {@code uao} of Ontario's ONE ID; null for the own
     */
    public record Identity(
            String client,
            @Nullable String person,
            @Nullable String behalf) {
        public Identity(String client, @Nullable String person) {
            this(client, person, null);
        }
    }

    /**
     * @param scopes as the token has them; those that are none of FHIR resources, or cannot be kept to, do not matter
     * @param patient id of the patient in context; without one, scopes of a patient allow nothing
     * @param types of this server
     * @param reach whose records the other scopes are about
     * @param origin what the scopes and the reach follow from
     */
    static Caller of(
            Collection<String> scopes,
            Optional<String> patient,
            ScopeTypes types,
            Reach reach,
            Identity identity,
            Origin origin) {
        List<SmartScope> parsed = scopes.stream()
                .flatMap(scope -> SmartScope.parse(scope).stream())
                .filter(scope -> scope.context() != SmartScope.Context.PATIENT || patient.isPresent())
                .filter(types::enforces)
                .toList();
        return new Caller(false, parsed, patient, types, reach, identity, origin);
    }

    /** Whether there is any resource of the type that the caller may do this with. */
    public boolean may(Permission permission, String type) {
        return administrates()
                || scopes.stream()
                        .anyMatch(scope ->
                                covers(scope, type) && scope.permissions().contains(permission));
    }

    /** The same with every resource of the type that is about the same patients. */
    public boolean mayWholly(Permission permission, String type) {
        return open
                || scopes.stream()
                        .anyMatch(scope -> scope.isWhole()
                                && covers(scope, type)
                                && scope.permissions().contains(permission));
    }

    /** The same with whichever patient it is about. */
    public boolean mayForAll(Permission permission, String type) {
        return open
                || scopes.stream()
                        .anyMatch(scope -> scope.context() != SmartScope.Context.PATIENT
                                && scope.isWhole()
                                && covers(scope, type)
                                && scope.permissions().contains(permission));
    }

    /** The same in no user's, patient's or organization's name. */
    public boolean mayAsSystem(Permission permission, String type) {
        return administrates()
                || isOfNobody()
                        && scopes.stream()
                                .anyMatch(scope -> scope.context() == SmartScope.Context.SYSTEM
                                        && scope.isWhole()
                                        && covers(scope, type)
                                        && scope.permissions().contains(permission));
    }

    /** The trail by its name only; but of the own record, by a scope for all types, too. */
    private boolean covers(SmartScope scope, String type) {
        boolean own = scope.context() == SmartScope.Context.PATIENT && reach.own();
        return types.covers(scope, type) && (own || scope.names(type) || !type.equals(ScopeTypes.TRAIL));
    }

    private Acting acting() {
        boolean system = isOfNobody()
                && !scopes.isEmpty()
                && scopes.stream().allMatch(scope -> scope.context() == SmartScope.Context.SYSTEM);
        return new Acting(members(), open || (members().isEmpty() && system));
    }

    private boolean isOfNobody() {
        return reach.systems().whose() instanceof Whose.Everybody;
    }

    /** The patient in context, where the caller may do this with what belongs to that patient. */
    public Optional<String> mayForPatient(Permission permission, String type) {
        return patient.filter(id -> scopes.stream()
                .anyMatch(scope -> scope.context() == SmartScope.Context.PATIENT
                        && scope.isWhole()
                        && covers(scope, type)
                        && scope.permissions().contains(permission)));
    }

    public Identity identity() {
        return identity;
    }

    /** As whom the caller takes part in care; empty for nobody in particular. */
    public Set<String> members() {
        return reach.members();
    }

    /** Whether the caller says itself in whose name it writes such a resource: no user and no organization is behind it. */
    public boolean speaksForOthers(String type) {
        return open || (members().isEmpty() && mayAsSystem(Permission.UPDATE, type));
    }

    /** Whether the caller runs the server, by a token that says so. */
    public boolean isSteward() {
        return !open && administrates();
    }

    /** {@code Practitioner/x} who acts; empty for programs, and for people who are not known here. */
    public Optional<String> practitioner() {
        return reach.practitioner();
    }

    /** That the token names. */
    public Optional<String> role() {
        return Optional.ofNullable(reach.role());
    }

    /** Whether the caller runs the server: everything with every resource, in no patient's, user's or organization's name. */
    public boolean administrates() {
        return open
                || isOfNobody()
                        && scopes.stream()
                                .anyMatch(scope -> scope.context() == SmartScope.Context.SYSTEM
                                        && scope.isWhole()
                                        && scope.isOf("*")
                                        && scope.permissions().containsAll(EnumSet.allOf(Permission.class)));
    }

    /** What this comes to in the store. */
    AccessRights rights() {
        return rights;
    }

    private AccessRights rights(Reach reach) {
        AccessScope see = scope(reach, EnumSet.of(Permission.READ, Permission.SEARCH));
        AccessScope update = scope(reach, EnumSet.of(Permission.UPDATE));
        AccessScope delete = scope(reach, EnumSet.of(Permission.DELETE));
        // What is withheld is not changed since it is not found; to record care that was given is no disclosure.
        return new AccessRights(
                see,
                scope(reach, EnumSet.allOf(Permission.class)),
                scope(reach, EnumSet.of(Permission.CREATE)).withoutDirectives(),
                update.withoutDirectives(),
                delete.withoutDirectives(),
                new AccessRights.Finds(see.and(update), see.and(delete)),
                Origin.NOBODY);
    }

    private AccessScope scope(Reach reach, Set<Permission> any) {
        Predicate<SmartScope> fits = scope -> scope.permissions().stream().anyMatch(any::contains);
        List<Grant> grants = new ArrayList<>();
        for (SmartScope scope : scopes.stream().filter(fits).toList()) {
            Set<String> granted = types.of(scope);
            Reach.Part part = switch (scope.context()) {
                case PATIENT -> reach.ofRecord(new Whose.Patients(Set.of(patient.orElseThrow())));
                case USER -> reach.users();
                case SYSTEM -> reach.systems();
            };
            grants.add(new Grant(granted, part.whose(), part.hiddenBy(), scope.only(), part.lockbox()));
            if (!holder.isEmpty() && !(part.whose() instanceof Whose.Everybody) && scope.isOf("Subscription")) {
                grants.add(HolderTag.own(holder, scope.only()));
            }
        }
        return new AccessScope(false, grants);
    }
}
