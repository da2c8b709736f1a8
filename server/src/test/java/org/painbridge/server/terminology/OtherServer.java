package org.painbridge.server.terminology;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A terminology server on this machine that answers what a test tells it to, and remembers what it was asked. */
final class OtherServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Answer> answers = new LinkedHashMap<>();
    private final List<String> questions = new CopyOnWriteArrayList<>();

    /** To a question; the body of it is empty for a GET. */
    interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    OtherServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/r4/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/r4";
    }

    /** @param part of the question, path, query and body together; the first that fits counts */
    OtherServer answer(String part, int status, String json) {
        return answer(part, exchange -> {
            byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/fhir+json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        });
    }

    OtherServer answer(String part, Answer answer) {
        answers.put(part, answer);
        return this;
    }

    List<String> questions() {
        return questions;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getRawPath().substring("/r4/".length());
            String query = exchange.getRequestURI().getRawQuery();
            String question =
                    path + (query == null ? "" : "?" + URLDecoder.decode(query, StandardCharsets.UTF_8)) + body;
            questions.add(question);
            for (Map.Entry<String, Answer> answer : answers.entrySet()) {
                if (question.contains(answer.getKey())) {
                    answer.getValue().give(exchange);
                    return;
                }
            }
            exchange.sendResponseHeaders(404, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
