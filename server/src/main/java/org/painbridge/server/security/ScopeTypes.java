package org.painbridge.server.security;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.painbridge.server.store.SearchParameters;

/** The types of this server, and of which of them scopes with search parameters can be kept to. */
public final class ScopeTypes {
    /** The audit trail, which tells of everybody: a scope for all types does not open it. */
    public static final String TRAIL = "AuditEvent";

    static final ScopeTypes NONE = new ScopeTypes(List.of(), (type, parameter) -> false);

    private final List<String> names;
    private final BiPredicate<String, String> codes;

    /** @param codes whether resources of the type are found by codes of that search parameter */
    ScopeTypes(Collection<String> names, BiPredicate<String, String> codes) {
        this.names = List.copyOf(names);
        this.codes = codes;
    }

    static ScopeTypes of(SearchParameters parameters) {
        return new ScopeTypes(
                parameters.types(),
                (type, code) -> parameters.ofCodes(type, code).isPresent());
    }

    /** Whether the scope is about any resource: one whose search parameters cannot be kept to is not. */
    public boolean enforces(SmartScope scope) {
        return scope.isWhole() || !of(scope).isEmpty();
    }

    Set<String> of(SmartScope scope) {
        return names.stream().filter(type -> covers(scope, type)).collect(Collectors.toUnmodifiableSet());
    }

    boolean covers(SmartScope scope, String type) {
        return scope.isOf(type) && scope.only().stream().allMatch(only -> codes.test(type, only.parameter()));
    }
}
