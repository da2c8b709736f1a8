package org.painbridge.server.store;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The write transactions of this process that have not ended. What one of them writes carries the time of its beginning, so
 * whoever reads all up to a moment waits for those that began before.
 */
final class OpenWrites {
    private final Map<Object, Long> beginnings = new ConcurrentHashMap<>();

    /** Called before the transaction takes its own time, which is therefore not before this one. */
    Object begin(Clock clock) {
        Object token = new Object();
        beginnings.put(token, clock.millis());
        return token;
    }

    void end(Object token) {
        beginnings.remove(token);
    }

    /** Whether any but the one of {@code own} may still write something of that time or before. */
    boolean anyUntil(long moment, Object own) {
        return beginnings.entrySet().stream().anyMatch(each -> each.getKey() != own && each.getValue() <= moment);
    }
}
