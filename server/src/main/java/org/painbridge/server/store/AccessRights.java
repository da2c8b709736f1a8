package org.painbridge.server.store;

/**
 * What a caller may see, and change; a change asks for both what was there and what is there afterwards. Whatever the other
 * rights are, nothing is changed that is there and not seen; nor what is seen only because somebody was asked once.
 *
 * @param update also for creating a resource under an id that the caller chose
 */
public record AccessRights(AccessScope see, AccessScope create, AccessScope update, AccessScope delete) {
    public static final AccessRights ALL = seeing(AccessScope.ALL);

    public AccessRights {
        create = create.ofCare();
        update = update.ofCare();
        delete = delete.ofCare();
    }

    /** Of who may write what it will not see, too. */
    public static AccessRights seeing(AccessScope scope) {
        return new AccessRights(scope, AccessScope.ALL, AccessScope.ALL, AccessScope.ALL);
    }
}
