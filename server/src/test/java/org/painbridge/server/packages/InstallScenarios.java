package org.painbridge.server.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hl7.fhir.r4.model.Base64BinaryType;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.Answer;
import org.painbridge.server.ServerScenarios;

/** {@code ImplementationGuide/$install}; docs/operations/install.md. */
abstract class InstallScenarios extends ServerScenarios {
    private static final String INSTALL = "ImplementationGuide/$install";
    private static final String OBSERVATION =
            "{\"resourceType\":\"Observation\",\"meta\":{\"profile\":[\"%s\"]},\"status\":\"final\","
                    + "\"code\":{\"text\":\"Pain\"}%s}";

    /** Canonical URLs of its own for each test, as all share one server. */
    private final String base = "https://site.example/fhir/" + unique();

    private final String name = "site.example." + unique();

    @Test
    void whatIsInstalledServesTerminologyAndValidation() {
        assertThat(http().get("ValueSet/$expand?url=" + base + "/ValueSet/mood"))
                .hasStatus(404);

        Answer answer = install(whole("1.0.0"));

        assertThat(answer).hasStatus(200);
        assertThat(answer.json().at("/parameter/0/valueString").asText()).isEqualTo(name + "#1.0.0");
        assertThat(parts(answer, "installed", "canonical"))
                .containsExactly(
                        base + "/CodeSystem/mood|1.0.0",
                        base + "/ValueSet/mood|1.0.0",
                        base + "/StructureDefinition/noted|1.0.0");
        Answer expanded = http().get("ValueSet/$expand?url=" + base + "/ValueSet/mood");
        assertThat(expanded.json().at("/expansion/contains/0/code").asText()).isEqualTo("low");
        assertThat(http().get("StructureDefinition?url=" + base + "/StructureDefinition/noted")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(http().post("Observation", observation("")))
                .isRefused(422, "profile-violated")
                .saying("note");
        assertThat(http().post("Observation", observation(",\"note\":[{\"text\":\"better\"}]")))
                .hasStatus(201);
    }

    @Test
    void theReportSaysOfEachFileThatWasLeftOutWhy() {
        Answer answer = install(whole("1.0.0")
                .with("Example.json", "{\"resourceType\":\"Patient\"}")
                .with("broken.json", "{")
                .with("sp.json", definition("SearchParameter", base + "/SearchParameter/x", ""))
                .with("own.json", definition("ValueSet", "https://painbridge.example/fhir/ValueSet/task-code", ""))
                .with(
                        "r4.json",
                        definition("StructureDefinition", "http://hl7.org/fhir/StructureDefinition/Patient", ""))
                .with("twin.json", definition("ValueSet", base + "/ValueSet/mood", ",\"version\":\"1.0.0\""))
                .with("odd.json", definition("ValueSet", base + "/ValueSet/odd", ",\"compose\":7"))
                .with("bare.json", definition("StructureDefinition", base + "/StructureDefinition/bare", "")));

        assertThat(parts(answer, "installed", "canonical")).hasSize(3);
        assertThat(parts(answer, "skipped", "reason"))
                .containsExactly(
                        "it is no resource with a canonical URL",
                        "it is no resource with a canonical URL",
                        "a SearchParameter has no effect here",
                        "the server has it itself",
                        "the server has it itself",
                        "another file of the package defines the same",
                        "it cannot be read as FHIR R4",
                        "it has neither snapshot nor differential");
    }

    @Test
    void anotherVersionTakesThePlaceOfTheOneBefore() {
        install(whole("1.0.0"));

        Answer answer = install(PackageFile.named(name, "2.0.0").with("cs.json", codeSystem("2.0.0", "high")));

        assertThat(answer.json().at("/parameter/1/name").asText()).isEqualTo("replaced");
        assertThat(answer.json().at("/parameter/1/valueString").asText()).isEqualTo("1.0.0");
        assertThat(http().get("ValueSet/$expand?url=" + base + "/ValueSet/mood"))
                .hasStatus(404);
        assertThat(http().get("CodeSystem/$lookup?system=" + base + "/CodeSystem/mood&code=high"))
                .hasStatus(200);
        assertThat(http().get("CodeSystem/$lookup?system=" + base + "/CodeSystem/mood&code=low"))
                .hasStatus(404);
        assertThat(http().post("Observation", observation(""))).hasStatus(201);
    }

    @Test
    void whatOnePackageHasBroughtAnotherDoesNotReplace() {
        install(whole("1.0.0"));

        Answer answer =
                install(PackageFile.named("other." + name, "1.0.0").with("cs.json", codeSystem("1.0.0", "high")));

        assertThat(parts(answer, "skipped", "reason")).containsExactly("the package " + name + " has brought it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":\"x\",\"version\":\"1\"}",
                "{\"name\":\"x\",\"version\":\"1\",\"fhirVersions\":[\"5.0.0\"]}",
                "{\"name\":\"\",\"version\":\"1\",\"fhirVersions\":[\"4.0.1\"]}",
                "{"
            })
    void aPackageThatIsNotForR4IsRefused(String manifest) {
        assertThat(install(PackageFile.withManifest(manifest))).isRefused(400, "invalid-parameter");
    }

    @Test
    void whatIsNoPackageIsRefused() {
        byte[] text = "no archive".getBytes(StandardCharsets.UTF_8);

        assertThat(install(text)).isRefused(400, "invalid-parameter").saying("package.tgz");
        assertThat(install(new PackageFile().with("x.json", "{}"))).isRefused(400, "invalid-parameter");
        byte[] whole = whole("1.0.0").bytes();
        Answer cut = install(Arrays.copyOf(whole, whole.length / 2));
        assertThat(cut).isRefused(400, "invalid-parameter").saying("whole");
        assertThat(cut.text()).doesNotContain("null");
        assertThat(install(whole("1.0.0").with("../../etc/x.json", "{}")))
                .isRefused(400, "invalid-parameter")
                .saying("leads out");
        assertThat(http().post(INSTALL, json(new Parameters()))).isRefused(400, "invalid-parameter");
        assertThat(http().post(INSTALL, "{\"resourceType\":\"Patient\"}")).isRefused(400, "wrong-resource-type");
        assertThat(http().post(INSTALL + "?url=http://x.example", json(new Parameters())))
                .isRefused(400, "invalid-parameter");
    }

    @Test
    void aSmallArchiveThatIsLargeInsideIsRefused() {
        byte[] zeros = new byte[9 << 20];

        Answer answer = install(PackageFile.named(name, "1.0.0").with("bomb.json", zeros));

        assertThat(answer).isRefused(413, "body-too-large").saying("max-unpacked");
    }

    @Test
    void aHeaderThatIsLargeInsideIsNotTakenIntoMemory() {
        assertThat(install(PackageFile.withHeader(200 << 20))).isRefused(400, "invalid-parameter");
    }

    private PackageFile whole(String version) {
        return PackageFile.named(name, version)
                .with("cs.json", codeSystem(version, "low"))
                .with(
                        "vs.json",
                        definition(
                                "ValueSet",
                                base + "/ValueSet/mood",
                                ",\"version\":\"" + version + "\",\"compose\":{\"include\":[{\"system\":\"" + base
                                        + "/CodeSystem/mood\"}]}"))
                .with(
                        "sd.json",
                        definition(
                                "StructureDefinition",
                                base + "/StructureDefinition/noted",
                                ",\"version\":\"" + version
                                        + "\",\"name\":\"Noted\",\"kind\":\"resource\",\"abstract\":false,"
                                        + "\"type\":\"Observation\",\"derivation\":\"constraint\",\"baseDefinition\":"
                                        + "\"http://hl7.org/fhir/StructureDefinition/Observation\",\"differential\":"
                                        + "{\"element\":[{\"id\":\"Observation.note\",\"path\":\"Observation.note\","
                                        + "\"min\":1}]}"));
    }

    private String codeSystem(String version, String code) {
        return definition(
                "CodeSystem",
                base + "/CodeSystem/mood",
                ",\"version\":\"" + version + "\",\"content\":\"complete\",\"concept\":[{\"code\":\"" + code + "\"}]");
    }

    private static String definition(String type, String url, String more) {
        return "{\"resourceType\":\"" + type + "\",\"url\":\"" + url + "\",\"status\":\"active\"" + more + "}";
    }

    private String observation(String more) {
        return OBSERVATION.formatted(base + "/StructureDefinition/noted", more);
    }

    private Answer install(PackageFile sent) {
        return install(sent.bytes());
    }

    private Answer install(byte[] tgz) {
        Parameters body = new Parameters();
        body.addParameter("npmContent", new Base64BinaryType(tgz));
        return http().post(INSTALL, json(body));
    }

    private static List<String> parts(Answer answer, String parameter, String part) {
        List<String> texts = new ArrayList<>();
        for (JsonNode each : answer.json().path("parameter")) {
            for (JsonNode found : each.path("part")) {
                if (each.path("name").asText().equals(parameter)
                        && found.path("name").asText().equals(part)) {
                    texts.add(found.path("valueUri").asText()
                            + found.path("valueString").asText());
                }
            }
        }
        return texts;
    }
}
