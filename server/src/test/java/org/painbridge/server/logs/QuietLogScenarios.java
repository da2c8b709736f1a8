package org.painbridge.server.logs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.painbridge.server.FhirHttp;
import org.painbridge.server.ServerScenarios;
import org.slf4j.LoggerFactory;

/** Requests that fail in every way that a client's mistake can make, each full of who a patient is. */
abstract class QuietLogScenarios extends ServerScenarios {
    private static final Path PATIENTS = Path.of("samples/02-patients.json");
    private static final int FIRST_REFUSAL = 400;

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> log = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
    };

    @BeforeEach
    void listen() {
        log.start();
        root().addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        root().detachAppender(log);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @Test
    void noRefusalTellsTheLogOfAPatient() throws IOException {
        PatientData data = PatientData.of(PATIENTS);
        String bundle = Files.readString(PATIENTS);
        String patient = "{\"resourceType\":\"Patient\",\"identifier\":[{\"value\":\"9999000012\"}],"
                + "\"name\":[{\"family\":\"Example\",\"given\":[\"Ruth\"],\"text\":\"Ruth Example\"}]";
        String text = URLEncoder.encode("Ruth Example 9999000012", StandardCharsets.UTF_8);
        FhirHttp http = http();

        List<Integer> statuses = Stream.of(
                        http.post("Patient", patient),
                        http.post("Patient", patient + ",\"active\":\"9999000012\"}"),
                        http.post("Patient", patient + ",\"9999000012\":1}"),
                        http.post("Patient", patient + ",\"birthDate\":\"Ruth Example\"}"),
                        http.post("Patient", patient + "}", "If-None-Exist", "identifer=9999000012"),
                        http.post("Patient", patient + "}", "Content-Type", "text/9999000012"),
                        http.put("Patient/9999000012", patient + ",\"id\":\"other\"}"),
                        http.put("Patient?identifier=9999000012&identifer=9999000012", patient + "}"),
                        http.patch("Patient/9999000012", "[{\"op\":\"add\",\"path\":\"/Ruth Example\",\"value\":1}]"),
                        http.get("Patient/9999000012"),
                        http.get("Patient?identifer=" + text),
                        http.get("Patient?birthdate=" + text),
                        http.get("Patient?general-practitioner.nothing=" + text),
                        http.get("Patient?_cursor=" + text),
                        http.get("9999000012?name=" + text),
                        http.get("Patient/x/$" + text.replace('+', '-')),
                        http.delete("Patient?identifer=" + text),
                        http.post("", bundle.replace("\"transaction\"", "\"9999000012\"")),
                        http.post("", bundle.replace("\"PUT\"", "\"9999000012\"")),
                        http.post("CarePlan/$push", bundle),
                        http.post("ServiceRequest/$imaging-appropriateness", patient + "}"),
                        http.post("Patient/$validate", patient + "]"))
                .map(answer -> answer.status())
                .toList();

        assertThat(statuses).allSatisfy(status -> assertThat(status).isBetween(FIRST_REFUSAL, 499));
        assertThat(lines).noneMatch(data::isIn);
        assertThat(new FhirHttp(base().replace("/fhir", "")).get("metrics").text())
                .contains("painbridge_")
                .satisfies(metrics -> assertThat(data.isIn(metrics)).isFalse());
    }

    @Test
    void aRefusalIsNoLineOfTheLog() {
        String patient = "<Patient xmlns='http://hl7.org/fhir'>%s</Patient>";
        for (String part : List.of(
                "<text><status value='generated'/><div xmlns='http://www.w3.org/1999/xhtml'><p onclick='x'>y</p></div></text>",
                "<birthDate value='2026-1-1'/>")) {
            assertThat(http().post("Patient", patient.formatted(part), "Content-Type", "application/fhir+xml")
                            .status())
                    .isEqualTo(FIRST_REFUSAL);
        }

        assertThat(lines).noneMatch(line -> line.contains("RequestProblem"));
    }
}
