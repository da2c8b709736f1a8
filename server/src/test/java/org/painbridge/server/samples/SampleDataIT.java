package org.painbridge.server.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.painbridge.server.Answer;
import org.painbridge.server.DemoServer;

/** Of the server that {@code make run} starts: its samples, and what the README does with them. */
class SampleDataIT {

    @Test
    void theFirstAnswerOfTheOpenPortHasTheSamples() {
        assertThat(DemoServer.firstAnswer()).isEqualTo(200);
    }

    @Test
    void aSecondStartLoadsNothing() {
        Answer patient = DemoServer.fhir().get("Patient/pat-ruth-example", DemoServer.as("emr"));

        assertThat(patient.status()).isEqualTo(200);
        assertThat(patient.json().at("/meta/versionId").asText()).isEqualTo("1");
    }

    @Test
    void theThirdPrescriberOfRuthRaisedAnIssue() {
        Answer issues = DemoServer.fhir().get("DetectedIssue?dispensing-rule=N1&_total=accurate", DemoServer.as("emr"));

        assertThat(issues.json().path("total").asInt()).isEqualTo(1);
        assertThat(issues.json().at("/entry/0/resource/patient/reference").asText())
                .isEqualTo("Patient/pat-ruth-example");
        assertThat(issues.json().at("/entry/0/resource/implicated/0/reference").asText())
                .contains("MedicationDispense/disp-ruth-03");
    }

    @Test
    void morphineEquivalentsOfFelixComeFromPatchAndTablets() {
        Answer answer =
                DemoServer.fhir().get("Patient/pat-felix-example/$mme?asOf=2026-10-31", DemoServer.as("pharmacy"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("02282968", "00885436");
    }

    @Test
    void thePlanForWalterCanBePushed() {
        String push = SampleBundles.text(SourceTable.SAMPLES.resolve(SampleFiles.PUSH));

        Answer answer = DemoServer.fhir().post("CarePlan/$push", push, DemoServer.as("specialist"));

        assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
        Answer inbox = DemoServer.fhir()
                .get(
                        "Task?owner=PractitionerRole/role-alma-sampleworth&status=requested"
                                + "&patient=Patient/pat-walter-example", // Others push to her meanwhile.
                        DemoServer.as("emr"));
        assertThat(inbox.json().at("/entry/0/resource/for/reference").asText()).isEqualTo("Patient/pat-walter-example");
    }

    @Test
    void theReadmesImagingOrderIsRatedAsTheReadmeSays() throws IOException {
        Answer answer = DemoServer.fhir()
                .post(
                        "ServiceRequest/$imaging-appropriateness",
                        Files.readString(Path.of("requests", "imaging-order.json")),
                        DemoServer.as("emr"));

        JsonNode decision = answer.json().at("/parameter/0/resource");
        assertThat(decision.path("status").asText()).isEqualTo("success");
        assertThat(decision.at("/note/0/text").asText()).isEqualTo("Usually not appropriate. Better: No imaging now");
        assertThat(decision.toString()).contains("S01/mr-lumbar-spine-wo", "NICE guideline NG59");
    }

    @Test
    void whoLoadsWithoutATokenIsToldHowToGetOne(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("Aaron.json"), "{\"resourceType\":\"Bundle\",\"type\":\"transaction\"}");
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> arguments = List.of(folder.toString(), DemoServer.url() + "/fhir");

        int status = LoadBundles.run(arguments, new PrintStream(OutputStream.nullOutputStream()), new PrintStream(err));

        assertThat(status).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("PAINBRIDGE_TOKEN");
    }

    @Test
    void theHookRequestOfTheCollectionIsAnsweredByACard() throws IOException {
        Answer answer = DemoServer.root()
                .post(
                        "cds-services/imaging-appropriateness",
                        Files.readString(Path.of("requests", "order-sign.json")),
                        "Content-Type",
                        "application/json");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/cards/0/summary").asText()).startsWith("Not rated yet");
    }
}
