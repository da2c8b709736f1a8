package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.ServerTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A body whose chunks are none, which Tomcat notices while it is read. */
@ServerTest
@ExtendWith(OutputCaptureExtension.class)
@Isolated("It reads what is logged")
class BrokenBodyIT extends ServerScenarios {

    @ParameterizedTest
    @ValueSource(strings = {"Patient", "Patient/_search", ""})
    void isRefusedWithoutAStackTrace(String path, CapturedOutput log) throws IOException {
        URI base = URI.create(base());
        String type = path.endsWith("_search") ? "application/x-www-form-urlencoded" : "application/fhir+json";
        String request = "POST /fhir/" + path + " HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\nContent-Type: "
                + type + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nno chunk\r\n";

        RawAnswer answer = RawAnswer.to(
                request.getBytes(StandardCharsets.UTF_8), base.getHost(), base.getPort(), Duration.ofSeconds(20));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.body()).contains("\"resourceType\":\"OperationOutcome\"");
        assertThat(log.getAll()).doesNotContain("unable to reset", "\tat ");
    }
}
