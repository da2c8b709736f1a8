package org.painbridge.server.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.painbridge.server.Answer;
import org.painbridge.server.FhirHttp;
import org.painbridge.server.PainBridge;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationListener;

/** Starts with samples on an empty database, twice, as {@code make run} does; so it cannot share the tests' server. */
class SampleDataIT {
    @TempDir
    private static Path folder;

    private static ServletWebServerApplicationContext server;
    private static int firstAnswer;
    private static int firstAnswerOfTheFirstStart;

    @BeforeAll
    static void startTwice() {
        start().close();
        firstAnswerOfTheFirstStart = firstAnswer;
        server = start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theFirstAnswerOfTheOpenPortHasTheSamples() {
        assertThat(firstAnswerOfTheFirstStart).isEqualTo(200);
    }

    @Test
    void aSecondStartLoadsNothing() {
        Answer patient = http().get("Patient/pat-ruth-example");

        assertThat(patient.status()).isEqualTo(200);
        assertThat(patient.json().at("/meta/versionId").asText()).isEqualTo("1");
    }

    @Test
    void theThirdPrescriberOfRuthRaisedAnIssue() {
        Answer issues = http().get("DetectedIssue?_total=accurate");

        assertThat(issues.json().path("total").asInt()).isEqualTo(1);
        assertThat(issues.json().at("/entry/0/resource/patient/reference").asText())
                .isEqualTo("Patient/pat-ruth-example");
        assertThat(issues.json().at("/entry/0/resource/implicated/0/reference").asText())
                .contains("MedicationDispense/disp-ruth-03");
    }

    @Test
    void morphineEquivalentsOfFelixComeFromPatchAndTablets() {
        Answer answer = http().get("Patient/pat-felix-example/$mme?asOf=2026-10-31");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("02282968", "00885436");
    }

    @Test
    void thePlanForWalterCanBePushed() {
        String push = SampleBundles.text(SourceTable.SAMPLES.resolve(SampleFiles.PUSH));

        Answer answer = http().post("CarePlan/$push", push);

        assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
        Answer inbox = http().get("Task?owner=PractitionerRole/role-alma-sampleworth&status=requested");
        assertThat(inbox.json().at("/entry/0/resource/for/reference").asText()).isEqualTo("Patient/pat-walter-example");
    }

    @Test
    void theReadmesImagingOrderIsRatedAsTheReadmeSays() throws IOException {
        Answer answer = http().post(
                        "ServiceRequest/$imaging-appropriateness",
                        Files.readString(Path.of("requests", "imaging-order.json")));

        JsonNode decision = answer.json().at("/parameter/0/resource");
        assertThat(decision.path("status").asText()).isEqualTo("success");
        assertThat(decision.at("/note/0/text").asText()).isEqualTo("Usually not appropriate. Better: No imaging now");
        assertThat(decision.toString()).contains("S01/mr-lumbar-spine-wo", "NICE guideline NG59");
    }

    @Test
    void theHookRequestOfTheCollectionIsAnsweredByACard() throws IOException {
        Answer answer = new FhirHttp("http://127.0.0.1:" + server.getWebServer().getPort())
                .post(
                        "cds-services/imaging-appropriateness",
                        Files.readString(Path.of("requests", "order-sign.json")),
                        "Content-Type",
                        "application/json");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/cards/0/summary").asText()).startsWith("Not rated yet");
    }

    private static ServletWebServerApplicationContext start() {
        SpringApplication application = new SpringApplication(PainBridge.class);
        application.addListeners(new AtTheOpenPort());
        return (ServletWebServerApplicationContext) application.run(
                "--server.port=0",
                "--painbridge.samples.load=true",
                "--spring.datasource.url=jdbc:h2:file:" + folder.resolve("samples")
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH");
    }

    /** Asks as soon as anybody can. */
    private static final class AtTheOpenPort implements ApplicationListener<WebServerInitializedEvent> {
        @Override
        public void onApplicationEvent(WebServerInitializedEvent event) {
            firstAnswer = new FhirHttp(
                            "http://127.0.0.1:" + event.getWebServer().getPort() + "/fhir")
                    .get("Patient/pat-ruth-example")
                    .status();
        }
    }

    private static FhirHttp http() {
        return new FhirHttp("http://127.0.0.1:" + server.getWebServer().getPort() + "/fhir");
    }
}
