package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.painbridge.server.RowCounts;
import org.painbridge.server.ServerScenarios;

/** Requests of those who mean harm, or whose programs are broken: the lines of the files in {@code hostile/}. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class HostileRequestScenarios extends ServerScenarios {
    private static final Path FILES =
            Path.of("src", "test", "resources", "org", "painbridge", "server", "fhirserver", "hostile");
    private static final ObjectMapper JSON = new ObjectMapper();
    /** What is slow by itself, as a pattern that runs wild, takes far longer; two seconds (issue 3) are for a calm machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Stands for the data of somebody else. */
    private static final String SECRET = "Geheimopfer";
    /** What a client is not to learn about the inside of the server. */
    private static final String[] LEAKS = {
        SECRET,
        "HAPI-",
        "Exception",
        "Caused by",
        "\\tat ",
        "org.painbridge.",
        "org.hl7.",
        "org.apache.",
        "ca.uhn",
        "com.fasterxml",
        "com.ctc",
        "java.",
        "javax.",
        "jakarta.",
        "jdbc:",
        ".jdbc", // Not without more: a random X-Request-ID may have these letters.
        "SQLState",
        "select ",
        "insert into",
        "fhir_resource",
        "fhir_text",
        "fhir_range",
        "Syntax error in SQL",
        "ERROR: ",
        "Tomcat",
        "<html",
        "/home/",
        "/work/",
        "/tmp/",
        "root:"
    };

    private final String identifier = unique();
    private final String victim = "victim-" + identifier;
    /** Nothing is to connect to it. */
    private ServerSocketChannel trap;

    private RowCounts before;

    @BeforeAll
    void store() throws IOException {
        for (String id : List.of(victim, "other-" + victim)) {
            String body = """
                    {"resourceType":"Patient","id":"%s","gender":"male","identifier":[{"system":"urn:x","value":"%s"}],
                    "name":[{"family":"%s"}]}""".formatted(id, identifier, SECRET);
            assertThat(http().put("Patient/" + id, body)).hasStatus(201);
        }
        // Definitions are read at the first question about a code, once.
        http().get("Patient?gender:in=urn:x");
        trap = ServerSocketChannel.open();
        trap.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        trap.configureBlocking(false);
        before = rows();
    }

    @AfterAll
    void nothingWasWritten() throws IOException {
        trap.close();
        assertThat(rows()).isEqualTo(before);
    }

    static Stream<HostileRequest> requests() throws IOException {
        List<HostileRequest> requests = new ArrayList<>();
        try (Stream<Path> files = Files.list(FILES)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".txt"))
                    .sorted()
                    .toList()) {
                String kind = "";
                for (String line : Files.readAllLines(file)) {
                    if (line.startsWith("# ")) {
                        kind = line.substring(2);
                    } else if (!line.isBlank()) {
                        requests.add(HostileRequest.parse(kind, line));
                    }
                }
            }
        }
        return requests.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void isRefusedInGoodTimeWithoutALeak(HostileRequest request) throws IOException {
        URI base = URI.create(base());
        InetSocketAddress address = (InetSocketAddress) trap.getLocalAddress();
        byte[] bytes = request.bytes(
                base.getAuthority(),
                Map.of(
                        "victim", victim,
                        "identifier", identifier,
                        "trap", "127.0.0.1:" + address.getPort()));

        RawAnswer answer = answer(bytes, base);

        assertThat(trap.accept()).as("connection to the trap").isNull();
        assertThat(answer.status()).as(answer.toString()).isEqualTo(request.status());
        assertThat(answer.toString()).doesNotContain(LEAKS);
        assertThat(answer.head()).containsIgnoringCase("Content-Type: application/fhir+json");
        assertOutcome(JSON.readTree(answer.body()).path("issue").path(0), request, answer.toString());
    }

    /** A machine with much else to do may be late once; a request that takes long is late each time. */
    private static RawAnswer answer(byte[] request, URI base) throws IOException {
        try {
            return RawAnswer.to(request, base.getHost(), base.getPort(), PATIENCE);
        } catch (SocketTimeoutException late) {
            return RawAnswer.to(request, base.getHost(), base.getPort(), PATIENCE);
        }
    }

    private static void assertOutcome(JsonNode issue, HostileRequest request, String answer) {
        assertThat(issue.path("severity").asText()).as(answer).isEqualTo("error");
        assertThat(issue.at("/details/coding/0/code").asText()).as(answer).isEqualTo(request.code());
        assertThat(issue.path("expression").path(0).asText("-")).as(answer).isEqualTo(request.place());
        assertThat(issue.path("diagnostics").asText()).as(answer).isNotBlank().hasSizeLessThan(5000);
    }

    @Test
    void thereAreHundredsOfThem() throws IOException {
        assertThat(requests()).hasSizeGreaterThan(300);
    }
}
