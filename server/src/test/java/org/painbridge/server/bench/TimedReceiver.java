package org.painbridge.server.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Receives notifications and times their events by the clock of this machine, which is that of the server too. */
final class TimedReceiver implements Closeable {
    private static final Pattern EVENT = Pattern.compile("\"timestamp\",\"valueInstant\":\"([^\"]+)\"");
    private static final long PATIENCE_NANOS = 120_000_000_000L;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger greetings = new AtomicInteger();
    private final Queue<Double> millis = new ConcurrentLinkedQueue<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean dead;

    TimedReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
        server.setExecutor(threads);
        server.createContext("/alive", exchange -> handle(exchange, true));
        server.createContext("/dead", exchange -> handle(exchange, false));
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/alive";
    }

    /** Of those that will not answer once they are told to die; they are not timed before either. */
    String deadUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/dead";
    }

    void die() {
        dead = true;
    }

    void forget() {
        millis.clear();
    }

    /** Sorted. */
    double[] millis() {
        return millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    void awaitGreetings(int count) throws InterruptedException {
        await(greetings::get, count);
    }

    void awaitEvents(int count) throws InterruptedException {
        await(millis::size, count);
    }

    private static void await(IntSupplier found, int count) throws InterruptedException {
        long start = System.nanoTime();
        while (found.getAsInt() < count) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new IllegalStateException("Received " + found.getAsInt() + " of " + count);
            }
            Thread.sleep(10);
        }
    }

    private void handle(HttpExchange exchange, boolean timed) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Instant now = Instant.now();
            if (body.contains("\"handshake\"")) {
                greetings.incrementAndGet();
            } else if (timed) {
                for (Matcher event = EVENT.matcher(body); event.find(); ) {
                    Instant at = OffsetDateTime.parse(event.group(1)).toInstant();
                    millis.add(Duration.between(at, now).toNanos() / 1e6);
                }
            } else if (dead) {
                end.await();
            }
            exchange.sendResponseHeaders(204, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
