package org.painbridge.server.notification;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hl7.fhir.r4.model.Bundle;

/** Sends one message by the channel of its Subscription, within a time for all of it. */
final class Sender implements AutoCloseable {
    private final Map<Channel, Way> ways;
    private final Duration limit;
    /** A thread for each request, which may be interrupted: it never touches the database. */
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("receiver-", 0).factory());

    Sender(Map<Channel, Way> ways, Duration limit) {
        this.ways = Map.copyOf(ways);
        this.limit = limit;
    }

    /** For one message. */
    Duration patience(Subscribed subscribed) {
        Duration own = subscribed.pace().patience();
        return own == null || own.compareTo(limit) > 0 ? limit : own;
    }

    /** @return why the receiver does not have it; quotes nothing that it has sent. Empty if it has */
    Optional<String> send(Subscribed subscribed, Message message, Bundle bundle) {
        Way way = ways.get(subscribed.channel());
        if (way == null) {
            return Optional.of("This server does not serve the channel any more");
        }
        Duration patience = patience(subscribed);
        Future<Optional<String>> sent = threads.submit(() -> way.send(subscribed, message, bundle));
        try {
            return sent.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            sent.cancel(true);
            return Optional.of("The receiver does not answer within " + patience.toSeconds() + " s");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException) {
                return Optional.of("The receiver cannot be reached, or ends the connection");
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("This server is shutting down");
        }
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        for (Way way : ways.values()) {
            way.end();
        }
    }
}
