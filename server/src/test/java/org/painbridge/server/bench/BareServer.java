package org.painbridge.server.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executors;
import org.slf4j.LoggerFactory;

/**
 * What the machine can do at most: HTTP in, one JDBC statement, JSON out. It knows no FHIR; it takes the requests of the
 * workload and answers them in the same form. Arguments: port, JDBC URL, and whether each answer leaves
 * a row of a trail.
 */
final class BareServer {
    private static final int THREADS = 16;
    private static final String DISPENSE = "/fhir/MedicationDispense";

    private final BareStore store;
    private final BundleSlices slices = new BundleSlices();
    private final String base;

    private BareServer(BareStore store, String base) {
        this.store = store;
        this.base = base;
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        System.setProperty("sun.net.httpserver.nodelay", "true");
        int port = Integer.parseInt(arguments[0]);
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(arguments[1]);
        pool.setMaximumPoolSize(10);
        BareStore store = new BareStore(new HikariDataSource(pool), Boolean.parseBoolean(arguments[2]));
        store.createTable();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
        BareServer bare = new BareServer(store, "http://127.0.0.1:" + port + "/fhir/");
        server.createContext("/fhir", bare::handle);
        server.setExecutor(Executors.newFixedThreadPool(THREADS));
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try {
            String path = exchange.getRequestURI().getPath();
            boolean post = exchange.getRequestMethod().equals("POST");
            if (post && path.equals(DISPENSE)) {
                create(exchange);
            } else if (post) {
                transaction(exchange);
            } else if (path.equals(DISPENSE)) {
                search(exchange);
            } else {
                read(exchange, path.substring(path.lastIndexOf('/') + 1));
            }
        } catch (SQLException e) {
            send(exchange, 500, String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8));
        }
    }

    private void create(HttpExchange exchange) throws IOException, SQLException {
        String json = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        BareStore.Stored stored = store.create(json);
        exchange.getResponseHeaders().add("Location", base + stored.reference());
        send(exchange, 201, stored.body());
    }

    private void transaction(HttpExchange exchange) throws IOException, SQLException {
        List<String> resources = slices.resources(exchange.getRequestBody().readAllBytes());
        StringBuilder answer = new StringBuilder(12_000)
                .append("{\"resourceType\":\"Bundle\",\"type\":\"transaction-response\",\"entry\":[");
        List<BareStore.Stored> stored = store.createAll(resources);
        for (int i = 0; i < stored.size(); i++) {
            answer.append(i == 0 ? "" : ",")
                    .append("{\"response\":{\"status\":\"201 Created\",\"location\":\"")
                    .append(stored.get(i).reference())
                    .append("\"}}");
        }
        send(exchange, 200, answer.append("]}").toString().getBytes(StandardCharsets.UTF_8));
    }

    private void read(HttpExchange exchange, String id) throws IOException, SQLException {
        List<BareStore.Stored> found = store.read(id);
        boolean there = !found.isEmpty();
        send(exchange, there ? 200 : 404, there ? found.getFirst().body() : new byte[0]);
    }

    /** The parameters in the order in which the workload writes them: patient, whenhandedover=ge, _count. */
    private void search(HttpExchange exchange) throws IOException, SQLException {
        String[] values = exchange.getRequestURI().getQuery().split("&");
        String patient = values[0].substring("patient=".length());
        String from = values[1].substring("whenhandedover=ge".length());
        int count = Integer.parseInt(values[2].substring("_count=".length()));
        ByteArrayOutputStream answer = new ByteArrayOutputStream(40_000);
        text(answer, "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[");
        List<BareStore.Stored> found = store.search(patient, from, count);
        for (int i = 0; i < found.size(); i++) {
            BareStore.Stored stored = found.get(i);
            text(answer, (i == 0 ? "" : ",") + "{\"fullUrl\":\"" + base + stored.reference());
            text(answer, "\",\"resource\":");
            answer.writeBytes(stored.body());
            text(answer, ",\"search\":{\"mode\":\"match\"}}");
        }
        text(answer, "]}");
        send(exchange, 200, answer.toByteArray());
    }

    private static void text(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/fhir+json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
