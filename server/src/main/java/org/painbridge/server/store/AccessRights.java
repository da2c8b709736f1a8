package org.painbridge.server.store;

/**
 * What a caller may see, and change; a change asks for both what was there and what is there afterwards.
 *
 * @param update also for creating a resource under an id that the caller chose
 */
public record AccessRights(AccessScope see, AccessScope create, AccessScope update, AccessScope delete) {
    public static final AccessRights ALL = of(AccessScope.ALL);

    /** The same for everything. */
    public static AccessRights of(AccessScope scope) {
        return new AccessRights(scope, scope, scope, scope);
    }
}
