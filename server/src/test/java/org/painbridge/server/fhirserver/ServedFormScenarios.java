package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.Sample;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.store.FhirStore;
import org.springframework.beans.factory.annotation.Autowired;

/** In which form answers come: the stored bytes where they fit, and every other form right as well. */
abstract class ServedFormScenarios extends ServerScenarios {
    private static final String GZIP = "gzip";

    @Autowired
    private FhirStore store;

    @Test
    void jsonIsServedAsItIsStored() {
        Sample sample = sample();
        sample.put("served", patient("Plain \"quoted\" Éé 漢 \t"));
        byte[] stored = stored(sample.id("served"));

        Answer read = http().get("Patient/" + sample.id("served"));
        Answer vread = http().get("Patient/" + sample.id("served") + "/_history/1");
        Answer search = sample.answer("Patient");
        Answer history = http().get("Patient/" + sample.id("served") + "/_history");

        assertThat(read.bytes()).isEqualTo(stored);
        assertThat(vread.bytes()).isEqualTo(stored);
        assertThat(search.text()).contains(read.text());
        assertThat(history.text()).contains(read.text());
        assertThat(read).hasHeader("Content-Type", "application/fhir+json;charset=UTF-8");
        assertThat(read).hasHeader("Content-Length", Integer.toString(stored.length));
    }

    @Test
    void writesAnswerWithTheStoredBytes() {
        Answer created = http().post("Patient", "{ \"resourceType\" : \"Patient\", \"active\": true }");
        assertThat(created.bytes()).isEqualTo(stored(created.id()));

        Answer updated = http().put("Patient/" + created.id(), created.text());
        assertThat(updated.bytes()).isEqualTo(stored(created.id()));
        assertThat(updated.json().at("/meta/versionId").asText()).isEqualTo("2");
    }

    @Test
    void thePreferHeaderDecidesWhatAWriteAnswersWith() {
        String body = json(patient("Preferring"));

        Answer minimal = http().post("Patient", body, "Prefer", "return=minimal");
        Answer outcome = http().post("Patient", body, "Prefer", "return=OperationOutcome");
        Answer whole = http().post("Patient", body, "Prefer", "return=representation");

        assertThat(minimal).hasStatus(201);
        assertThat(minimal.bytes()).isEmpty();
        assertThat(minimal.header("Location").orElseThrow()).matches(".*/fhir/Patient/[0-9a-z]{26}/_history/1");
        assertThat(minimal).hasHeader("ETag", "W/\"1\"");
        assertThat(outcome).hasStatus(201);
        assertThat(outcome.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(outcome.json().at("/issue/0/severity").asText()).isEqualTo("information");
        assertThat(outcome.header("Location")).isPresent();
        assertThat(whole.json().path("resourceType").asText()).isEqualTo("Patient");
    }

    /** Such characters were stored once; of half an answer nobody could tell that it is one. */
    @Test
    void whatXmlCannotSayIsAnErrorAndNoHalfAnswer() throws IOException {
        Patient patient = patient("x".repeat(50_000) + "\u000b");
        String url = "Patient/"
                + store.write(transaction -> transaction.create(patient)).id();

        for (String encoding : List.of("identity", GZIP)) {
            Answer xml = http().get(url, "Accept", "application/fhir+xml", "Accept-Encoding", encoding);
            assertThat(xml).hasStatus(500);
            boolean zipped = xml.header("Content-Encoding").filter(GZIP::equals).isPresent();
            assertThat(new String(zipped ? unzipped(xml.bytes()) : xml.bytes(), StandardCharsets.UTF_8))
                    .startsWith("<OperationOutcome")
                    .endsWith("</OperationOutcome>");
        }
        assertThat(http().get(url)).hasStatus(200);
        assertThat(http().delete(url)).hasStatus(204);
    }

    @Test
    void aPageNeverGivesItsOwnSizeForTheTotal() {
        Sample sample = sample();
        sample.put("first", patient("Counted"));
        sample.put("second", patient("Counted"));

        for (String form : List.of("_pretty=false", "_pretty=true", "_format=xml", "_elements=id", "_summary=true")) {
            Bundle page = bundle(sample.url("Patient", "_count", "1") + "&" + form);
            Bundle counted = bundle(sample.url("Patient", "_count", "1", "_total", "accurate") + "&" + form);

            assertThat(page.getLink("next")).as(form).isNotNull();
            assertThat(page.hasTotal()).as(form).isFalse();
            assertThat(counted.getTotal()).as(form).isEqualTo(2);
        }
    }

    private Bundle bundle(String path) {
        String text = http().get(path).text();
        return (text.startsWith("<") ? context().newXmlParser() : context().newJsonParser())
                .parseResource(Bundle.class, text);
    }

    @Test
    void xmlSaysTheSameAsJson() {
        Sample sample = sample();
        sample.put("xml", patient("Bilingual Éé"));
        Answer json = http().get("Patient/" + sample.id("xml"));

        Answer byAccept = http().get("Patient/" + sample.id("xml"), "Accept", "application/fhir+xml");
        Answer byFormat = http().get("Patient/" + sample.id("xml") + "?_format=xml");
        Answer search = http().get(sample.url("Patient"), "Accept", "application/fhir+xml");

        Patient fromXml = context().newXmlParser().parseResource(Patient.class, byAccept.text());
        assertThat(json(fromXml)).isEqualTo(json.text());
        assertThat(byFormat.text()).isEqualTo(byAccept.text());
        assertThat(byAccept.header("Content-Type").orElseThrow()).startsWith("application/fhir+xml");
        assertThat(byAccept).hasHeader("ETag", "W/\"1\"");
        Bundle bundle = context().newXmlParser().parseResource(Bundle.class, search.text());
        assertThat(json(bundle.getEntryFirstRep().getResource())).isEqualTo(json.text());
    }

    @Test
    void xmlIsReadAsWell() {
        String xml = context().newXmlParser().encodeResourceToString(patient("Sent as XML"));

        Answer created = http().post("Patient", xml, "Content-Type", "application/fhir+xml");

        assertThat(created).hasStatus(201);
        Answer read = http().get("Patient/" + idIn(created));
        assertThat(read.json().at("/name/0/family").asText()).isEqualTo("Sent as XML");
    }

    @Test
    void prettySummaryAndElementsAreHonoured() {
        Sample sample = sample();
        sample.put("formed", patient("Formed").setGender(AdministrativeGender.FEMALE));
        String url = "Patient/" + sample.id("formed");

        Answer plain = http().get(url);
        Answer pretty = http().get(url + "?_pretty=true");
        Answer elements = http().get(url + "?_elements=gender");
        Answer summary = http().get(url + "?_summary=true");
        Answer search = http().get(sample.url("Patient", "_elements", "gender"));

        assertThat(pretty.text()).contains("\n  \"resourceType\"");
        assertThat(pretty.json()).isEqualTo(plain.json());
        assertThat(elements.json().has("name")).isFalse();
        assertThat(elements.json().path("gender").asText()).isEqualTo("female");
        assertThat(elements.text()).contains("SUBSETTED");
        assertThat(summary.text()).contains("SUBSETTED").contains("Formed").doesNotContain("maritalStatus");
        assertThat(search.text()).contains("SUBSETTED", "female").doesNotContain("Formed");
    }

    @Test
    void mandatoryElementsComeWhateverIsAskedFor() {
        Sample sample = sample();
        sample.put(
                "measured",
                new Observation().setStatus(ObservationStatus.FINAL).setCode(new CodeableConcept().setText("pain")));
        String url = "Observation/" + sample.id("measured");

        for (String path : List.of(url + "?", url + "/_history?", sample.url("Observation") + "&")) {
            Answer json = http().get(path + "_elements=subject");
            Answer xml = http().get(path + "_elements=subject&_format=xml");

            assertThat(json.text())
                    .contains("\"status\":\"final\"", "\"pain\"", "SUBSETTED")
                    .doesNotContain("mandatory");
            assertThat(xml.text()).contains("<status value=\"final\"/>", "pain").doesNotContain("mandatory");
        }
    }

    @Test
    void aTextSummaryIsForSearchesOnly() {
        Sample sample = sample();
        sample.put("texted", patient("Texted"));

        Answer search = http().get(sample.url("Patient", "_summary", "text"));

        assertThat(search.text()).contains("SUBSETTED").doesNotContain("Texted");
        assertThat(http().get("Patient/" + sample.id("texted") + "?_summary=text"))
                .isRefused(400, "unsupported-parameter")
                .at("http._summary");
    }

    @Test
    void aSummaryOfCountsHasNoEntries() {
        Sample sample = sample();
        sample.put("counted", patient("Counted"));

        Answer count = http().get(sample.url("Patient", "_summary", "count"));
        Answer history = http().get("Patient/" + sample.id("counted") + "/_history?_summary=count");

        for (Answer answer : List.of(count, history)) {
            assertThat(answer.json().path("total").asInt()).isEqualTo(1);
            assertThat(answer.json().has("entry")).isFalse();
        }
    }

    @Test
    void aSummaryOfCountsSaysWhatWasCounted() {
        Sample sample = sample();
        String url = sample.url("Patient", "_summary", "count");

        Answer left = http().get(url + "&nmae=x", "Prefer", "handling=lenient");
        Bundle xml = bundle(url + "&_format=xml");

        assertThat(left.json().at("/link/0/url").asText())
                .contains("_tag=", "_summary=count")
                .doesNotContain("nmae");
        assertThat(left.json().at("/entry/0/search/mode").asText()).isEqualTo("outcome");
        assertThat(xml.getLink("self").getUrl()).contains("_tag=", "_summary=count");
        assertThat(xml.getTotal()).isZero();
        assertThat(http().get("Patient/_history?_summary=count")
                        .json()
                        .at("/link/0/url")
                        .asText())
                .endsWith("Patient/_history?_summary=count");
    }

    @Test
    void largeAnswersAreCompressedForClientsThatTakeIt() throws IOException {
        Sample sample = sample();
        sample.put("large", patient("Large".repeat(4000)));
        sample.put("small", patient("Small"));

        Answer zipped = http().get("Patient/" + sample.id("large"), "Accept-Encoding", GZIP);
        Answer plain = http().get("Patient/" + sample.id("large"));
        Answer small = http().get("Patient/" + sample.id("small"), "Accept-Encoding", GZIP);

        assertThat(zipped).hasHeader("Content-Encoding", GZIP);
        assertThat(unzipped(zipped.bytes())).isEqualTo(plain.bytes());
        assertThat(plain.header("Content-Encoding")).isEmpty();
        assertThat(small.bytes()).isEqualTo(stored(sample.id("small")));
    }

    @Test
    void compressedBodiesAreRead() throws IOException {
        byte[] body = zipped(json(patient("Zipped")).getBytes(java.nio.charset.StandardCharsets.UTF_8));

        Answer created = http().post("Patient", body, "Content-Encoding", GZIP);

        assertThat(created).hasStatus(201);
        assertThat(created.json().at("/name/0/family").asText()).isEqualTo("Zipped");
    }

    private byte[] stored(String id) {
        return database()
                .sql("select body from fhir_resource where fhir_id = ?")
                .param(id)
                .query(byte[].class)
                .single();
    }

    private static String idIn(Answer created) {
        String location = created.header("Location").orElseThrow();
        return location.replaceAll(".*/Patient/([^/]+)/_history/1", "$1");
    }

    private static Patient patient(String family) {
        Patient patient = new Patient();
        patient.addName().setFamily(family);
        patient.getMaritalStatus().setText("made up");
        return patient;
    }

    private static byte[] zipped(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] unzipped(byte[] bytes) throws IOException {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return gzip.readAllBytes();
        }
    }
}
