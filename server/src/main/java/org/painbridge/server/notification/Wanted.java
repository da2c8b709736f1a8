package org.painbridge.server.notification;

import org.jspecify.annotations.Nullable;

/**
 * What a Subscription asks for.
 *
 * @param owner {@code Type/id}; null for whichever
 * @param patient {@code Patient/id}; null for whichever
 * @param content {@code empty} or {@code id-only}
 */
record Wanted(Topic topic, @Nullable String owner, @Nullable String patient, String endpoint, String content) {
    static final String EMPTY = "empty";
    static final String ID_ONLY = "id-only";
}
