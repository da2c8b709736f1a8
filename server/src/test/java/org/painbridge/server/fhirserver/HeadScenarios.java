package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.Answer;
import org.painbridge.server.Sample;
import org.painbridge.server.ServerScenarios;

/** HEAD is answered as GET is, without the body (FHIR R4, 3.1.0). */
abstract class HeadScenarios extends ServerScenarios {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Patient/ID",
                "Patient/ID/_history/1",
                "Patient/ID/_history",
                "Patient/_history?_count=1",
                "_history?_count=1",
                "Patient?_id=ID",
                "Patient?_id=ID&_format=xml",
                "Patient?_summary=count",
                "Patient/ID/$everything",
                "Patient/ID/$meta",
                "ValueSet?_count=1",
                "ValueSet/error-code/$expand",
                "metadata",
                "Patient/nobody",
                "Patient?nmae=x",
                "Nothing/x",
            })
    void headAnswersAsGetDoesWithoutABody(String path) {
        Sample sample = sample();
        sample.put("headed", new Patient());
        String url = path.replace("ID", sample.id("headed"));

        Answer get = http().get(url);
        Answer head = http().send("HEAD", url, BodyPublishers.noBody());

        assertThat(head).hasStatus(get.status());
        assertThat(head.bytes()).isEmpty();
        assertThat(get.bytes()).isNotEmpty();
        assertThat(head.header("Content-Type")).isPresent().isEqualTo(get.header("Content-Type"));
        assertThat(head.header("ETag")).isEqualTo(get.header("ETag"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Patient; DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT",
                "Patient/x; DELETE, GET, HEAD, OPTIONS, PATCH, PUT",
                "Patient/x/_history; GET, HEAD, OPTIONS",
                "Patient/x/Observation; GET, HEAD, OPTIONS",
                "Patient/_search; GET, HEAD, OPTIONS, POST",
                "Patient/x/$everything; GET, HEAD, OPTIONS, POST",
                "ValueSet/error-code; GET, HEAD, OPTIONS",
                "metadata; GET, HEAD, OPTIONS",
            })
    void optionsTellWhatAPlaceServes(String path, String methods) {
        Answer options = http().send("OPTIONS", path, BodyPublishers.noBody());

        assertThat(options).hasStatus(204).hasHeader("Allow", methods);
    }

    @Test
    void whoUsesAMethodThatIsNotServedIsToldWhichAre() {
        Answer refused = http().put("metadata", "{}");

        assertThat(refused).isRefused(405, "unsupported-interaction").hasHeader("Allow", "GET, HEAD, OPTIONS");
    }

    @Test
    void headSaysHowLongTheResourceIs() {
        Sample sample = sample();
        sample.put("headed", new Patient());
        String url = "Patient/" + sample.id("headed");

        Answer head = http().send("HEAD", url, BodyPublishers.noBody());

        assertThat(head)
                .hasHeader("Content-Length", Integer.toString(http().get(url).bytes().length));
    }
}
