package org.painbridge.server.fhirserver;

import static org.painbridge.server.AnswerAssert.assertThat;

import org.junit.jupiter.api.Test;
import org.painbridge.server.ServerScenarios;

/** A string has 1024 * 1024 characters at most (FHIR R4, datatypes), whichever way it comes in. */
abstract class LongStringScenarios extends ServerScenarios {
    private static final String MOST = "a".repeat(1024 * 1024);

    @Test
    void aStringOfMoreThanAMegabyteIsRefused() {
        assertThat(http().post("Communication", communication(MOST))).hasStatus(201);
        assertThat(http().post("Communication", communication(MOST + "a")))
                .isRefused(422, "value-too-long")
                .at("payload[0].contentString")
                .saying("1048576");
        assertThat(http().post(
                                "Communication",
                                "<Communication xmlns='http://hl7.org/fhir'><status value='completed'/><payload><contentString value='"
                                        + MOST + "a'/></payload></Communication>",
                                "Content-Type",
                                "application/fhir+xml",
                                "Accept",
                                "application/fhir+json"))
                .isRefused(422, "value-too-long");
    }

    @Test
    void aPatchDoesNotMakeOne() {
        String stored = "Communication/"
                + http().post("Communication", communication("a")).id();

        assertThat(http().patch(
                                stored,
                                "[{\"op\":\"replace\",\"path\":\"/payload/0/contentString\",\"value\":\"" + MOST
                                        + "a\"}]"))
                .isRefused(422, "value-too-long");
    }

    @Test
    void anEntryOfABatchIsRefusedByItself() {
        String entry = "{\"request\":{\"method\":\"POST\",\"url\":\"Communication\"},\"resource\":%s}";
        var answer = http().post(
                        "",
                        "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":["
                                + entry.formatted(communication(MOST + "a")) + "," + entry.formatted(communication("a"))
                                + "]}");

        assertThat(answer).hasStatus(200);
        org.assertj.core.api.Assertions.assertThat(answer.json().findValuesAsText("status"))
                .anyMatch(status -> status.startsWith("422"))
                .anyMatch(status -> status.startsWith("201"));
    }

    private static String communication(String text) {
        return "{\"resourceType\":\"Communication\",\"status\":\"completed\",\"payload\":[{\"contentString\":\"" + text
                + "\"}]}";
    }
}
