package org.painbridge.server.store;

/**
 * What a caller may see, and change; a change asks for both what was there and what is there afterwards. Whatever the other
 * rights are, nothing is changed that is there and not seen; nor what is seen only because somebody was asked once.
 *
 * @param tell by which grants the caller has to do with a type at all, to read or to change: what these keep from it, it is not
 *     told either in answer to what it hands in ({@link ToldView})
 * @param update also for creating a resource under an id that the caller chose
 * @param origin whose rights they are
 */
public record AccessRights(
        AccessScope see, AccessScope tell, AccessScope create, AccessScope update, AccessScope delete, Origin origin) {
    public static final AccessRights ALL = seeing(AccessScope.ALL);

    /**
     * From what rights come, so that what somebody may see can be looked up when that somebody does not ask.
     *
     * @param holder one word for who has them; empty for nobody in particular
     * @param claims what they follow from, in the words of whoever gives rights
     */
    public record Origin(String holder, String claims) {
        public static final Origin NOBODY = new Origin("", "");
    }

    public AccessRights {
        create = create.ofCare();
        update = update.ofCare();
        delete = delete.ofCare();
    }

    /** Of who is told of what it sees. */
    public AccessRights(AccessScope see, AccessScope create, AccessScope update, AccessScope delete) {
        this(see, see, create, update, delete, Origin.NOBODY);
    }

    /** Of who may write what it will not see, too. */
    public static AccessRights seeing(AccessScope scope) {
        return new AccessRights(scope, AccessScope.ALL, AccessScope.ALL, AccessScope.ALL);
    }

    public AccessRights from(Origin other) {
        return new AccessRights(see, tell, create, update, delete, other);
    }
}
