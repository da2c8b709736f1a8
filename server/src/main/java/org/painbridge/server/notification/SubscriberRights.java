package org.painbridge.server.notification;

import org.painbridge.server.security.KeptScopes;
import org.painbridge.server.store.AccessRights.Origin;
import org.painbridge.server.store.AccessScope;

/** What a subscriber may read now. */
final class SubscriberRights {
    private final KeptScopes kept;

    SubscriberRights(KeptScopes kept) {
        this.kept = kept;
    }

    /** Who subscribed where there is no sign-in, or before rights were kept, reached everybody. */
    AccessScope of(Origin origin) {
        return origin.claims().isEmpty() ? AccessScope.ALL : kept.now(origin);
    }
}
