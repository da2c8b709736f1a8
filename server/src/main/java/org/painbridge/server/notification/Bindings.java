package org.painbridge.server.notification;

import ca.uhn.fhir.context.FhirContext;
import jakarta.websocket.Session;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.r4.model.Bundle;

/** Who is connected to this node, for which Subscriptions, and until when. */
final class Bindings implements Way {
    private final FhirContext context;
    private final Clock clock;
    /** By Subscription. */
    private final Map<String, Map<Session, Instant>> bound = new ConcurrentHashMap<>();

    Bindings(FhirContext context, Clock clock) {
        this.context = context;
        this.clock = clock;
    }

    void bind(Session session, Collection<String> ids, Instant until) {
        for (String id : ids) {
            bound.compute(id, (key, sessions) -> {
                Map<Session, Instant> all = sessions == null ? new ConcurrentHashMap<>() : sessions;
                all.put(session, until);
                return all;
            });
        }
    }

    void end(Session session) {
        for (String id : bound.keySet()) {
            bound.computeIfPresent(id, (key, sessions) -> {
                sessions.remove(session);
                return sessions.isEmpty() ? null : sessions;
            });
        }
    }

    /** Subscriptions for which somebody is connected. */
    Set<String> ids() {
        Instant now = clock.instant();
        Set<String> ids = new TreeSet<>();
        bound.forEach((id, sessions) -> {
            sessions.values().removeIf(until -> until.isBefore(now));
            if (!sessions.isEmpty()) {
                ids.add(id);
            }
        });
        return ids;
    }

    /** One who has it is enough: there is no receipt. */
    @Override
    public Optional<String> send(Subscribed subscribed, Message message, Bundle bundle) {
        String text = context.newJsonParser().encodeResourceToString(bundle);
        Instant now = clock.instant();
        boolean sent = false;
        for (Map.Entry<Session, Instant> each :
                bound.getOrDefault(subscribed.id(), Map.of()).entrySet()) {
            sent |= !each.getValue().isBefore(now) && send(each.getKey(), text);
        }
        return sent ? Optional.empty() : Optional.of("Nobody is connected");
    }

    /** Messages of several Subscriptions go by one connection, one after the other. */
    boolean send(Session session, String text) {
        try {
            synchronized (session) {
                session.getBasicRemote().sendText(text);
            }
            return true;
        } catch (IOException | IllegalStateException e) { // It has ended meanwhile.
            end(session);
            return false;
        }
    }
}
