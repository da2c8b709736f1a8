package org.painbridge.server.notification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;

/** Whoever is notified: keeps what it was sent, and answers as the test says. */
public final class Receiver implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<JsonNode> accepted = new CopyOnWriteArrayList<>();
    private final List<JsonNode> refused = new CopyOnWriteArrayList<>();
    private final List<JsonNode> held = new CopyOnWriteArrayList<>();
    private final List<String> paths = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private volatile int status = 204;
    private volatile byte[] body = {};
    private volatile String location = "";
    private volatile CountDownLatch gate = new CountDownLatch(0);

    public Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/receiver", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/receiver";
    }

    void answers(int newStatus, byte[] newBody) {
        status = newStatus;
        body = newBody;
    }

    void redirectsTo(String url) {
        status = 307;
        location = url;
    }

    /** Answers once the latch is open. */
    void waitsFor(CountDownLatch latch) {
        gate = latch;
    }

    /** Messages that were answered by 2xx. */
    public List<JsonNode> messages() {
        return List.copyOf(accepted);
    }

    List<JsonNode> refused() {
        return List.copyOf(refused);
    }

    /** Numbers of the events that were accepted, in their order. */
    public List<Integer> numbers() {
        return numbers(accepted);
    }

    /** Messages that had to wait. */
    List<JsonNode> held() {
        return List.copyOf(held);
    }

    /** Of messages that had to wait. */
    List<Integer> heldNumbers() {
        return numbers(held);
    }

    static List<Integer> numbers(List<JsonNode> messages) {
        return parts(messages, "event-number", "/valueString").stream()
                .map(Integer::valueOf)
                .toList();
    }

    public List<String> foci() {
        return parts(accepted, "focus", "/valueReference/reference");
    }

    /** To which they were sent. */
    List<String> paths() {
        return List.copyOf(paths);
    }

    /** The header of that name of each message; empty where it had none. */
    List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    static String value(JsonNode message, String name, String path) {
        return StreamSupport.stream(message.at("/entry/0/resource/parameter").spliterator(), false)
                .filter(parameter -> parameter.path("name").asText().equals(name))
                .map(parameter -> parameter.at(path).asText())
                .findFirst()
                .orElse("");
    }

    private static List<String> parts(List<JsonNode> messages, String name, String path) {
        List<String> all = new ArrayList<>();
        for (JsonNode message : messages) {
            for (JsonNode parameter : message.at("/entry/0/resource/parameter")) {
                for (JsonNode part : parameter.path("part")) {
                    if (part.path("name").asText().equals(name)) {
                        all.add(part.at(path).asText());
                    }
                }
            }
        }
        return all;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode message = JSON.readTree(exchange.getRequestBody().readAllBytes());
            if (gate.getCount() > 0) {
                held.add(message);
            }
            paths.add(exchange.getRequestURI().getPath());
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            authorizations.add(authorization == null ? "" : authorization);
            gate.await();
            int answer = status;
            (answer < 300 ? accepted : refused).add(message);
            if (!location.isEmpty()) {
                exchange.getResponseHeaders().set("Location", location);
            }
            exchange.sendResponseHeaders(answer, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        gate.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
