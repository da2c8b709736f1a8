package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** HAPI's writer says what is right; the faster one that is used has to say the same. */
class ResourceCodecTest {
    private static final Instant NOW = Instant.parse("2026-11-25T15:00:00Z");
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /** Not stored, but large and deep. */
    private static final Set<String> CONFORMANCE =
            Set.of("StructureDefinition", "OperationDefinition", "CapabilityStatement", "ImplementationGuide");

    private final FhirContext context = FhirContext.forR4Cached();
    private final ResourceCodec codec = new ResourceCodec(context);

    static List<Path> files() throws IOException {
        Path root = Path.of("..").toAbsolutePath().normalize();
        try (Stream<Path> samples = Files.walk(root.resolve("server/samples"));
                Stream<Path> guide = Files.walk(root.resolve("profiles/output"));
                Stream<Path> tests = Files.walk(root.resolve("server/src/test/resources"))) {
            return Stream.of(samples, guide, tests)
                    .flatMap(paths -> paths)
                    .filter(path -> path.toString().endsWith(".json"))
                    .filter(ResourceCodecTest::isStorable)
                    .toList();
        }
    }

    @Test
    void theTimeIsWrittenToTheMillisecondHoweverPreciseTheClientWas() {
        Patient patient = new Patient();
        patient.getMeta().setLastUpdatedElement(new InstantType("2001-01-01T00:00:00Z"));

        StoredResource stored = codec.encode(patient, "p", 2, NOW.plusMillis(123));

        assertThat(codec.decode(stored).getMeta().getLastUpdated()).isEqualTo(NOW.plusMillis(123));
    }

    @ParameterizedTest
    @MethodSource("files")
    void whatIsWrittenIsWhatHapiWrites(Path file) throws IOException {
        JsonNode whole = JSON.readTree(file.toFile());
        List<JsonNode> parts = whole.path("resourceType").asText().equals("Bundle")
                ? whole.path("entry").findValues("resource")
                : List.of(whole);
        // Each by itself: what a reference leads to within a Bundle, HAPI writes as contained.
        for (JsonNode part : parts) {
            assertSame((Resource) parser().parseResource(part.toString()));
        }
    }

    @Test
    void oddButLegalContentIsWrittenAsHapiWritesIt() throws IOException {
        assertSame((Resource) parser().parseResource("""
                {"resourceType":"Observation","id":"odd",
                 "meta":{"tag":[{"system":"urn:made-up:t","code":"a"}]},
                 "text":{"status":"generated","div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\"><p>a &lt; b &amp; \\u00e9</p></div>"},
                 "contained":[{"resourceType":"Patient","id":"inside","birthDate":"1970"}],
                 "status":"final","_status":{"extension":[{"url":"urn:made-up:e","valueString":"x"}]},
                 "code":{"text":"tab\\t quote\\" back\\\\ <tag> & 'single' \\u2028 \\ud83d\\ude00"},
                 "subject":{"reference":"#inside"},
                 "effectiveDateTime":"2026-11","issued":"2026-11-25T10:00:00.123+05:30",
                 "valueQuantity":{"value":1.50,"unit":"mg"},
                 "note":[{"text":"**bold**\\nline"}],
                 "component":[{"code":{"text":"c"},"valueQuantity":{"value":0.000000001}},
                  {"code":{"text":"d"},"valueSampledData":{"origin":{"value":0},"period":1E2,"dimensions":1,"data":"1 2 E"}}]}"""));
        assertSame((Resource) parser().parseResource("""
                {"resourceType":"Patient","name":[{"given":["Ann",null,"Cee"],
                 "_given":[null,{"extension":[{"url":"urn:made-up:hidden","valueBoolean":true}]},null]}],
                 "multipleBirthInteger":2,"photo":[{"data":"AAEC"}],
                 "modifierExtension":[{"url":"urn:made-up:m","valueDecimal":2.0}]}"""));
    }

    @Test
    void idVersionAndTimeAreWrittenIntoTheResource() {
        Resource patient = (Resource) parser().parseResource("{\"resourceType\":\"Patient\",\"id\":\"other\"}");

        StoredResource stored = codec.encode(patient, "p1", 3, NOW);

        assertThat(stored.json())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"resourceType\":\"Patient\",\"id\":\"p1\",\"meta\":{\"versionId\":\"3\","
                        + "\"lastUpdated\":\"2026-11-25T10:00:00.000-05:00\"}}");
        assertThat(patient.getIdElement().getValue()).isEqualTo("Patient/p1/_history/3");
    }

    private void assertSame(Resource resource) throws IOException {
        byte[] written = codec.encode(resource, "same", 1, NOW).json();

        assertThat(JSON.readTree(written)).isEqualTo(JSON.readTree(parser().encodeResourceToString(resource)));
    }

    private IParser parser() {
        IParser parser = context.newJsonParser();
        parser.setStripVersionsFromReferences(false);
        parser.setOverrideResourceIdWithBundleEntryFullUrl(false);
        return parser;
    }

    /** Not Parameters, nor what is no resource at all. */
    private static boolean isStorable(Path file) {
        try {
            String type = JSON.readTree(file.toFile()).path("resourceType").asText();
            return type.equals("Bundle") || ExposedTypes.NAMES.contains(type) || CONFORMANCE.contains(type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
