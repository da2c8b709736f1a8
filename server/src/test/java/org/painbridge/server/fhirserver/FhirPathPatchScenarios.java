package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;
import static org.painbridge.server.PatchParameters.add;
import static org.painbridge.server.PatchParameters.delete;
import static org.painbridge.server.PatchParameters.insert;
import static org.painbridge.server.PatchParameters.move;
import static org.painbridge.server.PatchParameters.operations;
import static org.painbridge.server.PatchParameters.part;
import static org.painbridge.server.PatchParameters.replace;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.Answer;
import org.painbridge.server.RowCounts;

/** PATCH with a FHIRPath Patch. Bodies in texts are JSON with ' for ". */
abstract class FhirPathPatchScenarios extends FhirPathPatchedScenarios {
    private static final Parameters TO_FEMALE = operations(replace("Patient.gender", new CodeType("female")));

    @ParameterizedTest
    @ValueSource(strings = {JSON, XML, JSON + "; charset=UTF-8"})
    void everyOperationOfAPatchIsAppliedAndTheResultIsANewVersion(String form) {
        Parameters patch = operations(
                replace("Patient.gender", new CodeType("female")),
                add("Patient", "birthDate", new DateType("1970-01-01")),
                delete("Patient.active"),
                insert("Patient.name", 0, new HumanName().setText("\u00c5sa")),
                move("Patient.name.where(family = 'Fictitious').given", 0, 1),
                add("Patient", "contact", part("value", part("name", new HumanName().setText("c")))));

        Answer patched = form.startsWith(XML) ? patchXml(patch) : patch(json(patch), "Content-Type", form);

        assertThat(patched)
                .hasStatus(200)
                .hasHeader("ETag", "W/\"2\"")
                .hasHeader("Content-Type", "application/fhir+json;charset=UTF-8");
        assertThat(patched.json().at("/meta/versionId").asText()).isEqualTo("2");
        assertThat(patched.json().at("/gender").asText()).isEqualTo("female");
        assertThat(patched.json().has("active")).isFalse();
        assertThat(patched.json().at("/name/0/text").asText()).isEqualTo("\u00c5sa");
        assertThat(patched.json().at("/name/1/given/0").asText()).isEqualTo("Bea");
        assertThat(patched.json().at("/contact/0/name/text").asText()).isEqualTo("c");
        assertThat(http().get(url).json()).isEqualTo(patched.json());
        assertThat(http().get(url + "/_history/1").json().at("/gender").asText())
                .isEqualTo("other");
    }

    @Test
    void whatAPatchChangesIsFoundAndWhatItTookAwayIsNot() {
        String before = unique();
        String after = unique();
        patch(operations(add("Patient", "identifier", new Identifier().setValue(before))));

        assertThat(patch(operations(replace("Patient.identifier.value", new StringType(after)))))
                .hasStatus(200);

        assertThat(http().get("Patient?identifier=" + after).json().path("entry"))
                .hasSize(1);
        assertThat(http().get("Patient?identifier=" + before).json().path("entry"))
                .isEmpty();
    }

    @Test
    void theServerDecidesVersionAndTimeWhateverThePatchSays() {
        Answer patched = patch(operations(
                replace("Patient.meta.versionId", new StringType("77")),
                replace("Patient.meta.lastUpdated", new InstantType("2001-01-01T00:00:00Z"))));

        assertThat(patched).hasStatus(200).hasHeader("ETag", "W/\"2\"");
        assertThat(patched.json().at("/meta/versionId").asText()).isEqualTo("2");
        assertThat(patched.json().at("/meta/lastUpdated").asText()).doesNotStartWith("2001");
    }

    @Test
    void numbersKeepTheirPrecision() {
        String observation = http().post(
                        "Observation",
                        ("{'resourceType':'Observation','status':'final','code':{'text':'x'},"
                                        + "'valueQuantity':{'value':1.50}}")
                                .replace('\'', '"'))
                .id();

        Answer patched = http().patch(
                        "Observation/" + observation,
                        json(operations(replace("Observation.status", new CodeType("amended")))),
                        "Content-Type",
                        JSON);

        assertThat(patched).hasStatus(200);
        assertThat(patched.text()).contains("1.50", "amended");
    }

    @Test
    void containedResourcesStayAndThoseThatAreReplacedDoNot() {
        String body = "{'resourceType':'Patient','id':'" + id + "','contained':["
                + "{'resourceType':'Organization','id':'a','name':'first'},"
                + "{'resourceType':'Organization','id':'b','name':'second'}],"
                + "'managingOrganization':{'reference':'#a'}}";
        http().put(url, body.replace('\'', '"'));

        Answer patched = patch(operations(
                replace("Patient.managingOrganization", new Reference("#b")),
                delete("Patient.contained.where(id = 'a')"),
                add("Patient", "active", new BooleanType(true))));

        assertThat(patched).hasStatus(200);
        assertThat(patched.json().path("contained").findValuesAsText("name")).containsExactly("second");
    }

    @ParameterizedTest
    @CsvSource({
        "return=minimal, ''",
        "return=representation, Patient",
        "return=OperationOutcome, OperationOutcome",
    })
    void preferDecidesWhatIsAnswered(String prefer, String type) {
        Answer patched = patch(json(TO_FEMALE), "Content-Type", JSON, "Prefer", prefer);

        assertThat(patched).hasStatus(200);
        assertThat(
                        patched.bytes().length == 0
                                ? ""
                                : patched.json().path("resourceType").asText())
                .isEqualTo(type);
    }

    @Test
    void ifMatchHoldsForAPatch() {
        String patch = json(TO_FEMALE);
        assertThat(patch(patch, "Content-Type", JSON, "If-Match", "W/\"1\"")).hasStatus(200);
        RowCounts before = rows();

        assertThat(patch(patch, "Content-Type", JSON, "If-Match", "W/\"1\""))
                .isRefused(412, "stale-version")
                .at("http.If-Match");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void whatIsNotHereCannotBePatched() {
        http().delete(url);

        assertThat(patch(TO_FEMALE)).isRefused(410, "deleted");
        assertThat(http().patch("Patient/" + unique(), json(TO_FEMALE), "Content-Type", JSON))
                .isRefused(404, "not-found");
    }

    @Test
    void patchesAtOnceAreAllKeptWhateverTheirForm() {
        List<String> values = IntStream.range(0, 8).mapToObj(i -> "v" + i).toList();
        String jsonPatch = "[{'op':'add','path':'/identifier','value':[{'value':'first'}]}]";
        http().patch(url, jsonPatch.replace('\'', '"'));

        Stream.concat(values.stream(), Stream.of("json"))
                .parallel()
                .forEach(value -> assertThat(
                                value.equals("json")
                                        ? http().patch(url, "[{\"op\":\"remove\",\"path\":\"/active\"}]")
                                        : patch(operations(
                                                add("Patient", "identifier", new Identifier().setValue(value)))))
                        .hasStatus(200));

        assertThat(http().get(url).json().path("identifier").findValuesAsText("value"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Stream.of("first"), values.stream()).toList());
        assertThat(http().get(url).json().has("active")).isFalse();
    }
}
