package org.painbridge.server.security;

import org.painbridge.server.store.AccessRights.Origin;
import org.painbridge.server.store.AccessScope;

/** What somebody may see who is not asking now: who has left something to be done, as a Subscription. */
@FunctionalInterface
public interface KeptScopes {

    /** By the scopes of then, and who works where and takes part in whose care now. */
    AccessScope now(Origin origin);
}
