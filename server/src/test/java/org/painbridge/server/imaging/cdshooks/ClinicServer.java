package org.painbridge.server.imaging.cdshooks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.painbridge.imaging.fhir.ChartPart;

/** The FHIR server of a client, on this machine: it answers what a test tells it to, and remembers what it was asked. */
final class ClinicServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final String path;
    private final SequencedMap<String, Answer> answers = new LinkedHashMap<>();
    private final List<String> questions = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();

    interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    /** @param path by which the server is, or is not, allowed to be asked */
    ClinicServer(String path) {
        this.path = path;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /**
     * Outdoes what was told before.
     *
     * @param beginning of the path behind the base, with the query
     */
    ClinicServer answer(String beginning, int status, String json) {
        return answer(beginning, exchange -> send(exchange, status, json));
    }

    ClinicServer answer(String beginning, Answer answer) {
        answers.putFirst(beginning, answer);
        return this;
    }

    /** All searches and reads find their patient, and nothing else. */
    ClinicServer knowing(String patientId) {
        answer("Patient/" + patientId, 200, HookCalls.patient(patientId).toString());
        for (ChartPart part : EnumSet.complementOf(EnumSet.of(ChartPart.PATIENT))) {
            answer(
                    part.type() + "?patient=" + patientId,
                    200,
                    HookCalls.bundle().toString());
        }
        return this;
    }

    static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/fhir+json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    List<String> questions() {
        return questions;
    }

    List<String> tokens() {
        return tokens;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String question = exchange.getRequestURI().toString();
            question = question.startsWith(path + "/") ? question.substring(path.length() + 1) : question;
            questions.add(question);
            tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            for (Map.Entry<String, Answer> answer : answers.entrySet()) {
                if (question.startsWith(answer.getKey())) {
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
