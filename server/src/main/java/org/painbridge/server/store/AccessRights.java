package org.painbridge.server.store;

import java.util.Set;

/**
 * What a caller may see, and change; a change asks for both what was there and what is there afterwards. What is neither seen
 * nor found to be changed is not there for a change; nor is changed what is seen only because somebody was asked once.
 *
 * @param tell by which grants the caller has to do with a type at all, to read or to change: what these keep from it, it is not
 *     told either in answer to what it hands in ({@link ToldView})
 * @param update also for creating a resource under an id that the caller chose
 * @param finds what is there for somebody who changes it
 * @param origin whose rights they are
 * @param acting in whose name they are used
 */
public record AccessRights(
        AccessScope see,
        AccessScope tell,
        AccessScope create,
        AccessScope update,
        AccessScope delete,
        Finds finds,
        Origin origin,
        Acting acting) {
    public static final AccessRights ALL = seeing(AccessScope.ALL);

    /**
     * What is seen, and what may be changed in that way though it is not seen, but for what patients withhold.
     *
     * @param toUpdate there for an update or a patch
     * @param toDelete there for a delete
     */
    public record Finds(AccessScope toUpdate, AccessScope toDelete) {
        /** Nothing but what is seen. */
        static Finds seen(AccessScope see) {
            return new Finds(see, see);
        }
    }

    /**
     * From what rights come, so that what somebody may see can be looked up when that somebody does not ask.
     *
     * @param holder one word for who has them; empty for nobody in particular
     * @param claims what they follow from, in the words of whoever gives rights
     */
    public record Origin(String holder, String claims) {
        public static final Origin NOBODY = new Origin("", "");
    }

    /**
     * In whose name somebody acts.
     *
     * @param members as whom it takes part in care; empty for nobody in particular
     * @param forAnyone whether it says itself for whom: no user and no organization is behind it
     */
    public record Acting(Set<String> members, boolean forAnyone) {
        public static final Acting FOR_ANYONE = new Acting(Set.of(), true);

        public Acting {
            members = Set.copyOf(members);
        }
    }

    public AccessRights {
        create = create.ofCare();
        update = update.ofCare();
        delete = delete.ofCare();
    }

    /** Of who is told of what it sees. */
    public AccessRights(AccessScope see, AccessScope create, AccessScope update, AccessScope delete) {
        this(see, see, create, update, delete, Finds.seen(see), Origin.NOBODY);
    }

    public AccessRights(
            AccessScope see,
            AccessScope tell,
            AccessScope create,
            AccessScope update,
            AccessScope delete,
            Finds finds,
            Origin origin) {
        this(see, tell, create, update, delete, finds, origin, Acting.FOR_ANYONE);
    }

    /** Of who may write what it will not see, too. */
    public static AccessRights seeing(AccessScope scope) {
        return new AccessRights(scope, AccessScope.ALL, AccessScope.ALL, AccessScope.ALL);
    }

    public AccessRights from(Origin other) {
        return new AccessRights(see, tell, create, update, delete, finds, other, acting);
    }

    public AccessRights as(Acting other) {
        return new AccessRights(see, tell, create, update, delete, finds, origin, other);
    }
}
