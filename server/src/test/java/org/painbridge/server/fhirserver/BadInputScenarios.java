package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.Answer;
import org.painbridge.server.AnswerAssert;
import org.painbridge.server.RowCounts;
import org.painbridge.server.ServerScenarios;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
@Isolated("It reads what is logged")
abstract class BadInputScenarios extends ServerScenarios {
    private static final int LIMIT = 32 * 1024 * 1024;
    /** Stands for patient data: it must not turn up in the log. */
    private static final String SECRET = "Geheimfiktiv";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"resourceType\":\"Patient\",",
                "{\"resourceType\":\"Patient\"}}",
                "{\"resourceType\":\"Patient\"} {}",
                "{'resourceType':'Patient'}",
                "{\"resourceType\":\"Patient\",\"multipleBirthInteger\":+1}",
                "{\"resourceType\":\"Patient\",\"active\":Geheimfiktiv}",
            })
    void malformedJsonIsRefusedWithItsPlace(String body) {
        refused(() -> http().post("Patient", body))
                .isRefused(400, "malformed-json")
                .saying("line 1", "column");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"Patient\"", "null", "{}", "   "})
    void jsonThatIsNoResourceIsRefused(String body) {
        refused(() -> http().post("Patient", body)).isRefused(400, "malformed-resource");
    }

    @Test
    void aMissingBodyIsRefused() {
        refused(() -> http().post("Patient", "")).isRefused(400, "malformed-resource");
        refused(() -> http().post("", "")).isRefused(400, "malformed-resource");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"resourceType\":\"Patient\",\"gander\":\"Geheimfiktiv\"}; gander",
                "{\"resourceType\":\"Patient\",\"gender\":\"Geheimfiktiv\"}; gender",
                "{\"resourceType\":\"Patient\",\"birthDate\":\"Geheimfiktiv\"}; birthDate",
                "{\"resourceType\":\"Patient\",\"name\":\"Geheimfiktiv\"}; name",
                "{\"resourceType\":\"Patient\",\"active\":\"yes\"}; active",
            })
    void contentThatFhirDoesNotKnowIsRefusedWithTheElement(String body, String element) {
        refused(() -> http().post("Patient", body))
                .isRefused(400, "malformed-resource")
                .at(element)
                .saying(element);
    }

    @ParameterizedTest
    @CsvSource({
        "Medication/1, wrong-reference-type, Device",
        "https://other.example/fhir/Medication/1, wrong-reference-type, Device",
        "Flower/1, invalid-reference, Type/id",
        "Patient?identifier=1, invalid-reference, Type/id",
    })
    void aReferenceToWhatFhirDoesNotAllowThereIsRefusedWithItsPlace(String reference, String code, String word) {
        String body = """
                {"resourceType":"Observation","status":"final","code":{"text":"pain"},"subject":{"reference":"%s"}}""".formatted(reference);

        refused(() -> http().post("Observation", body))
                .isRefused(400, code)
                .at("Observation.subject")
                .saying(word);
    }

    @Test
    void aDatatypeThatFhirDoesNotAllowInAnExtensionIsRefused() {
        String body = """
                {"resourceType":"Patient","extension":[{"url":"urn:x","valueElementDefinition":{"path":"Geheimfiktiv"}}]}""";

        refused(() -> http().post("Patient", body))
                .isRefused(400, "malformed-resource")
                .at("Patient")
                .saying("ElementDefinition");
    }

    @Test
    void duplicateKeysAreRefusedWithTheirPlace() {
        String body = "{\"resourceType\":\"Patient\",\n \"gender\":\"male\",\n \"gender\":\"female\"}";

        refused(() -> http().post("Patient", body))
                .isRefused(400, "duplicate-json-key")
                .at("gender")
                .saying("line 3", "gender", "once");
    }

    @Test
    void tooDeepNestingIsRefused() {
        String deep = "{\"extension\":[".repeat(60) + "{}" + "]}".repeat(60);
        String body = "{\"resourceType\":\"Patient\",\"extension\":[" + deep + "]}";

        refused(() -> http().post("Patient", body))
                .isRefused(400, "nested-too-deep")
                .saying("64", "painbridge.rest.max-depth");
        refused(() -> http().post("Patient", "[".repeat(200_000))).isRefused(400, "nested-too-deep");
    }

    @Test
    void theCharacterNulIsRefused() {
        refused(() -> http().post("Patient", "{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"a\\u0000b\"}]}"))
                .isRefused(400, "malformed-json")
                .saying("U+0000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/pdf", "multipart/form-data"})
    void anUnsupportedMediaTypeIsRefused(String type) {
        refused(() -> http().post("Patient", "{\"resourceType\":\"Patient\"}", "Content-Type", type))
                .isRefused(415, "unsupported-media-type")
                .at("http.Content-Type")
                .saying(type, "application/fhir+json");
    }

    @Test
    void aBodyOverTheLimitIsRefused() {
        byte[] body = new byte[LIMIT + 1];
        java.util.Arrays.fill(body, (byte) ' ');

        refused(() -> http().post("Patient", body))
                .isRefused(413, "body-too-large")
                .saying(Integer.toString(LIMIT), "painbridge.rest.max-body", "parts");
    }

    @Test
    void aBodyThatUnpacksOverTheLimitIsRefused() throws IOException {
        var bomb = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bomb)) {
            gzip.write(new byte[LIMIT + 1]);
        }

        refused(() -> http().post("Patient", bomb.toByteArray(), "Content-Encoding", "gzip"))
                .isRefused(413, "body-too-large")
                .saying(Integer.toString(LIMIT));
        assertThat(bomb.size()).isLessThan(LIMIT / 100);
    }

    @Test
    void brokenCompressionIsRefused() throws IOException {
        byte[] plain = "{\"resourceType\":\"Patient\"}".getBytes(StandardCharsets.UTF_8);
        var whole = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(whole)) {
            gzip.write(plain);
        }
        byte[] cut = java.util.Arrays.copyOf(whole.toByteArray(), whole.size() - 12);

        refused(() -> http().post("Patient", plain, "Content-Encoding", "gzip"))
                .isRefused(400, "malformed-body")
                .saying("gzip");
        refused(() -> http().post("Patient", cut, "Content-Encoding", "gzip")).isRefused(400, "malformed-body");
        refused(() -> http().post("Patient", plain, "Content-Encoding", "br"))
                .isRefused(415, "unsupported-encoding")
                .at("http.Content-Encoding")
                .saying("gzip");
    }

    @Test
    void anEntityInXmlIsRefused() {
        String xml = "<!DOCTYPE p [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>"
                + "<Patient xmlns=\"http://hl7.org/fhir\"><name><family value=\"&e;\"/></name></Patient>";

        refused(() -> http().post(
                                "Patient",
                                xml,
                                "Content-Type",
                                "application/fhir+xml",
                                "Accept",
                                "application/fhir+json"))
                .isRefused(400, "malformed-resource");
    }

    @Test
    void anUnknownResourceTypeIsRefused() {
        refused(() -> http().get("Flower/1"))
                .isRefused(404, "unknown-resource-type")
                .saying("Flower");
        refused(() -> http().get("Pateint/1"))
                .isRefused(404, "unknown-resource-type")
                .saying("Did you mean Patient?");
        refused(() -> http().post("Patient", "{\"resourceType\":\"Pateint\"}"))
                .isRefused(400, "wrong-resource-type")
                .at("resourceType")
                .saying("Did you mean Patient?");
        refused(() -> http().get("Flower?color=red")).isRefused(404, "unknown-resource-type");
        refused(() -> http().post("Flower", "{\"resourceType\":\"Flower\"}")).isRefused(404, "unknown-resource-type");
        refused(() -> http().get("patient/1"))
                .isRefused(404, "unknown-resource-type")
                .saying("Patient");
    }

    @Test
    void aBodyOfAnotherTypeThanTheUrlIsRefused() {
        String body = "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"made up\"}}";

        refused(() -> http().post("Patient", body))
                .isRefused(400, "wrong-resource-type")
                .at("resourceType")
                .saying("Observation", "Patient", "send it to /Observation");
        refused(() -> http().put("Patient/" + unique(), body)).isRefused(400, "wrong-resource-type");
        refused(() -> http().post("Patient", "{\"resourceType\":\"Flower\"}")).isRefused(400, "wrong-resource-type");
    }

    @Test
    void anUpdateNeedsTheIdOfItsUrlInTheBody() {
        String id = unique();

        refused(() -> http().put("Patient/" + id, "{\"resourceType\":\"Patient\"}"))
                .isRefused(400, "invalid-id")
                .at("Resource.id")
                .saying("the id of the URL");
        refused(() -> http().put("Patient/" + id, "{\"resourceType\":\"Patient\",\"id\":\"" + unique() + "\"}"))
                .isRefused(400, "invalid-id")
                .at("Resource.id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"under_score", "a123456789b123456789c123456789d123456789e123456789f123456789g1234", "%C3%A9"})
    void anIdThatFhirDoesNotAllowIsRefused(String id) {
        String plain = id.replace("%C3%A9", "é");
        String body = "{\"resourceType\":\"Patient\",\"id\":\"" + plain + "\"}";

        refused(() -> http().put("Patient/" + id, body))
                .isRefused(400, "invalid-id")
                .saying("64");
    }

    @Test
    void whatIsNotServedIsSaidSo() {
        refused(() -> http().delete("")).isRefused(405, "unsupported-interaction");
        refused(() -> http().put("?active=true", "{\"resourceType\":\"Patient\"}"))
                .isRefused(405, "unsupported-interaction");
        refused(() -> http().post("Patient/$everything-else", "{\"resourceType\":\"Parameters\"}"))
                .isRefused(400, "unsupported-interaction")
                .saying("POST Patient/$everything-else is not served here", "CapabilityStatement");
        refused(() -> http().get("")).isRefused(400, "invalid-request").saying("add a type");
        refused(() -> http().get("Patient/1/$mme?asOf=2026-13-01"))
                .isRefused(400, "invalid-parameter")
                .saying("2026-13-01", "write it as 2026-03-01");
        refused(() -> http().patch("Patient/$everything-else", "[{\"op\":\"remove\",\"path\":\"/active\"}]"))
                .isRefused(405, "unsupported-interaction");
    }

    @Test
    void noRefusalPutsPatientDataIntoTheLog(CapturedOutput log) {
        String name = "{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"" + SECRET + "\"}]";
        http().post("Patient", name);
        http().post("Patient", name + ",\"gender\":\"" + SECRET + "\"}");
        http().post("Patient", name + ",\"" + SECRET + "\":1}");
        http().post("Patient", name + ",\"active\":" + SECRET + "}");
        http().post("Observation", name + "}");
        http().put("Patient/" + SECRET + "_", name + ",\"id\":\"" + SECRET + "_\"}");
        http().put("Patient/" + SECRET.repeat(9), name + ",\"id\":\"" + SECRET.repeat(9) + "\"}");
        http().get("Patient?family:" + SECRET + "=" + SECRET);
        http().get("Patient?birthdate=" + SECRET);
        http().get("Patient?" + SECRET + "=1");
        http().get("Patient/" + SECRET);
        http().get(SECRET + "/1");
        http().post(
                        "",
                        "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":" + name
                                + "},\"request\":{\"method\":\"POST\",\"url\":\"" + SECRET + "\"}}]}");
        http().post("Patient", name.replace("\":\"" + SECRET, "\":\"Listenerrefuses\",\"text\":\"" + SECRET) + "}");

        assertThat(log.getAll()).contains("failed").doesNotContain(SECRET);
    }

    private AnswerAssert refused(Supplier<Answer> request) {
        RowCounts before = rows();
        Answer answer = request.get();
        assertThat(rows()).isEqualTo(before);
        return assertThat(answer);
    }
}
