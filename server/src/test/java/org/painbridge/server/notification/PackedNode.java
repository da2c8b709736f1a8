package org.painbridge.server.notification;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.painbridge.server.FhirHttp;
import org.painbridge.server.bench.JvmProcess;

/**
 * A server as it is packed, beside others on one PostgreSQL, that is quick to take over. Its messages say its own address, so that
 * a receiver knows which node has sent them.
 */
record PackedNode(JvmProcess process, int port) implements AutoCloseable {
    private static final String ENCRYPTION =
            "--painbridge.imaging.signing.encryption-keys=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    static PackedNode start(Path jar, Path folder, String name, String database) throws IOException {
        int port = JvmProcess.freePort();
        return new PackedNode(
                JvmProcess.start(
                        folder,
                        name,
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        jar.toAbsolutePath().toString(),
                        "--spring.profiles.active=demo-open",
                        "--server.port=" + port,
                        "--spring.datasource.url=" + database,
                        "--painbridge.store.base-url=" + base(port),
                        "--painbridge.notifications.endpoints=http://127.0.0.1:*/receiver",
                        "--painbridge.notifications.answer-within=2s",
                        "--painbridge.notifications.take-over-after=1s",
                        "--painbridge.notifications.retry-after=1s",
                        "--painbridge.notifications.look-every=1s",
                        "--painbridge.careplan.look-for-overdue-every=0",
                        ENCRYPTION),
                port);
    }

    void awaitReady() throws InterruptedException {
        process.awaitAnswer(port, "/fhir/Patient?name=nobody");
    }

    FhirHttp http() {
        return new FhirHttp(base(port));
    }

    private static String base(int port) {
        return "http://127.0.0.1:" + port + "/fhir";
    }

    /** Whether a message is of this node. */
    boolean hasSent(JsonNode message) {
        return message.at("/entry/0/request/url").asText().startsWith(base(port) + "/");
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
