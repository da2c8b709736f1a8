package org.painbridge.server.security.demo;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.ResourceType;
import org.painbridge.server.security.Permission;
import org.painbridge.server.security.ScopeTypes;
import org.painbridge.server.security.SmartScope;
import org.painbridge.server.security.SmartScope.Context;

/** Which scopes may be granted: what a role may, to programs as {@code system/}, to people's apps as the others. */
final class ScopePolicy {
    /** Those of an app's launch, which give no access by themselves. */
    private static final Set<String> OF_LAUNCH =
            Set.of("launch", "launch/patient", "openid", "fhirUser", "offline_access");

    private static final Set<String> TYPES =
            Arrays.stream(ResourceType.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    private final Map<String, Set<SmartScope>> roles = new TreeMap<>();
    private final ScopeTypes types;

    ScopePolicy(DemoSettings settings, ScopeTypes types) {
        this.types = types;
        settings.roles()
                .forEach((name, role) -> roles.put(
                        name,
                        role.may().stream()
                                .map(may -> SmartScope.parse("user/" + may)
                                        .orElseThrow(() -> new IllegalArgumentException("painbridge.demo.roles." + name
                                                + ".may has no types with what may be done: " + may)))
                                .collect(Collectors.toUnmodifiableSet())));
    }

    /** Why not, in words for the client's developer; empty where all may be granted. */
    Optional<String> faultOfSystem(Set<String> scopes, String role) {
        if (scopes.isEmpty()) {
            return Optional.of("Ask for scopes");
        }
        return unenforced(scopes)
                .or(() -> scopes.stream()
                        .filter(scope -> !isGranted(scope, true, role))
                        .findFirst()
                        .map(scope -> "Not for a program of role " + role + ": " + scope));
    }

    Optional<String> faultOfUser(Set<String> scopes, String role) {
        return scopes.stream()
                .filter(scope -> !OF_LAUNCH.contains(scope) && !isGranted(scope, false, role))
                .findFirst()
                .map(scope -> "Not for a user of role " + role + ": " + scope);
    }

    /** Before it is known who the user is. */
    Optional<String> faultOfApp(Set<String> scopes) {
        return unenforced(scopes)
                .or(() -> scopes.stream()
                        .filter(scope -> !OF_LAUNCH.contains(scope)
                                && SmartScope.parse(scope)
                                        .filter(parsed -> parsed.context() != Context.SYSTEM)
                                        .isEmpty())
                        .findFirst()
                        .map(scope -> "Not for an app: " + scope));
    }

    /** It would open nothing, and look as if there were nothing. */
    private Optional<String> unenforced(Set<String> scopes) {
        return scopes.stream()
                .filter(scope -> SmartScope.parse(scope)
                        .filter(parsed -> !types.enforces(parsed))
                        .isPresent())
                .findFirst()
                .map(scope -> "The search parameters of a scope are of type token, and such as the type has: " + scope)
                .or(() -> ofNoType(scopes));
    }

    private static Optional<String> ofNoType(Set<String> scopes) {
        return scopes.stream()
                .filter(scope -> SmartScope.parse(scope)
                        .filter(parsed -> TYPES.stream().noneMatch(parsed::isOf))
                        .isPresent())
                .findFirst()
                .map(scope -> "FHIR R4 has no such type: " + scope);
    }

    private boolean isGranted(String text, boolean system, String role) {
        return SmartScope.parse(text)
                .filter(scope -> (scope.context() == Context.SYSTEM) == system)
                .filter(scope -> covers(Objects.requireNonNull(roles.get(role)), scope))
                .isPresent();
    }

    private static boolean covers(Set<SmartScope> role, SmartScope scope) {
        return scope.permissions().stream()
                .allMatch(permission -> role.stream()
                        .anyMatch(may -> (may.isWhole() || may.only().equals(scope.only()))
                                && isOf(may, scope.type())
                                && may.permissions().contains(permission)));
    }

    /** The trail is for who names it, and for who may do everything. */
    private static boolean isOf(SmartScope may, String type) {
        boolean opens = may.names(type) || may.permissions().containsAll(EnumSet.allOf(Permission.class));
        return may.isOf(type) && (opens || !type.equals(ScopeTypes.TRAIL));
    }
}
