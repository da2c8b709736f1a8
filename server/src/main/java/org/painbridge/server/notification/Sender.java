package org.painbridge.server.notification;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.core5.http.ContentType;
import org.hl7.fhir.r4.model.Bundle;
import org.painbridge.server.outgoing.AllowedServers;
import org.painbridge.server.outgoing.GuardedHttp;

/** Sends one message to a receiver, within a time for all of it. */
final class Sender implements AutoCloseable {
    private static final ContentType FHIR_JSON = ContentType.parse("application/fhir+json;charset=UTF-8");
    private static final int FIRST_OTHER = 300;

    private final FhirContext context;
    private final GuardedHttp http;
    private final AllowedServers allowed;
    private final Duration limit;
    /** A thread for each request, which may be interrupted: it never touches the database. */
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("receiver-", 0).factory());

    Sender(FhirContext context, GuardedHttp http, AllowedServers allowed, Duration limit) {
        this.context = context;
        this.http = http;
        this.allowed = allowed;
        this.limit = limit;
    }

    /** For one message. */
    Duration patience(Subscribed subscribed) {
        Duration own = subscribed.pace().patience();
        return own == null || own.compareTo(limit) > 0 ? limit : own;
    }

    /** @return why the receiver does not have it; quotes nothing that it has sent. Empty if it answered 2xx */
    Optional<String> send(Subscribed subscribed, Bundle bundle) {
        URI url = URI.create(subscribed.endpoint());
        byte[] message = context.newJsonParser().encodeResourceToString(bundle).getBytes(StandardCharsets.UTF_8);
        Duration patience = patience(subscribed);
        if (!allowed.allows(url)) {
            return Optional.of("This server may not send to the endpoint any more");
        }
        Future<Integer> status = threads.submit(() -> http.post(url, FHIR_JSON, message));
        try {
            int code = status.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return code >= 200 && code < FIRST_OTHER
                    ? Optional.empty()
                    : Optional.of("The receiver answers with HTTP status " + code);
        } catch (TimeoutException e) {
            status.cancel(true);
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
        http.close();
    }
}
