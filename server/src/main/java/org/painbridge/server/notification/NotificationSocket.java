package org.painbridge.server.notification;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.painbridge.server.notification.BindingTokens.Bound;
import org.painbridge.server.notification.Message.After;
import org.painbridge.server.notification.StatusWriter.Kind;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.FhirStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /websocket}: who shows a token by {@code bind-with-token} is sent the messages of its Subscriptions. */
final class NotificationSocket extends Endpoint {
    static final String PATH = "/websocket";

    private static final Logger LOG = LoggerFactory.getLogger(NotificationSocket.class);
    private static final String BIND = "bind-with-token ";
    private static final int MOST_CONNECTIONS = 1000;
    private static final int LONGEST_MESSAGE = 1024;
    private static final long PATIENCE_UNBOUND = 30_000;
    private static final long PATIENCE_BOUND = 24 * 60 * 60 * 1000L;

    private final FhirStore store;
    private final Bindings bindings;
    private final MessageWriter writer;
    private final Deliveries deliveries;
    private final Clock clock;
    private final BindingTokens tokens = new BindingTokens();
    private final SubscriptionTable subscriptions = new SubscriptionTable();
    private final AtomicInteger open = new AtomicInteger();

    NotificationSocket(FhirStore store, Bindings bindings, MessageWriter writer, Deliveries deliveries, Clock clock) {
        this.store = store;
        this.bindings = bindings;
        this.writer = writer;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        session.setMaxTextMessageBufferSize(LONGEST_MESSAGE);
        session.setMaxBinaryMessageBufferSize(LONGEST_MESSAGE);
        session.setMaxIdleTimeout(PATIENCE_UNBOUND);
        if (open.incrementAndGet() > MOST_CONNECTIONS) {
            end(session, CloseCodes.TRY_AGAIN_LATER);
            return;
        }
        // No lambda: the type of messages is read from the class.
        session.addMessageHandler(new MessageHandler.Whole<String>() {
            @Override
            public void onMessage(String text) {
                heard(session, text);
            }
        });
    }

    private void heard(Session session, String text) {
        if (!text.startsWith(BIND)) {
            end(session, CloseCodes.CANNOT_ACCEPT);
            return;
        }
        String token = text.substring(BIND.length()).strip();
        Bound bound = store.query(connection -> tokens.find(connection, token, clock.instant()));
        if (bound.subscriptions().isEmpty()) {
            end(session, CloseCodes.VIOLATED_POLICY);
            return;
        }
        session.setMaxIdleTimeout(PATIENCE_BOUND);
        bindings.bind(session, bound.subscriptions(), bound.until());
        bound.subscriptions().forEach(id -> greet(session, id));
        deliveries.wake();
    }

    /** One that is to be greeted hears it from the worker, and becomes active by that. */
    private void greet(Session session, String id) {
        Optional<Subscribed> known = store.query(connection -> subscriptions.read(connection, id));
        if (known.isPresent() && !known.get().isToBeGreeted()) {
            Subscribed subscribed = known.get();
            After after = new After(subscribed.progress().delivered(), 0);
            Message hello = new Message(Kind.HANDSHAKE, subscribed.progress().last(), List.of(), Set.of(), after);
            bindings.send(session, writer.text(subscribed, hello, AccessScope.NOTHING));
        }
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        open.decrementAndGet();
        bindings.end(session);
    }

    @Override
    public void onError(Session session, Throwable failure) {
        LOG.debug("A connection of notifications ends", failure);
        bindings.end(session);
    }

    private static void end(Session session, CloseCodes code) {
        try {
            session.close(new CloseReason(code, ""));
        } catch (IOException e) {
            LOG.debug("A connection of notifications has ended", e);
        }
    }
}
