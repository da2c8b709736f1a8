package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Narrative.NarrativeStatus;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.Answer;
import org.painbridge.server.RowCounts;
import org.painbridge.server.store.FhirStore;
import org.springframework.beans.factory.annotation.Autowired;

/** PATCH with a JSON Patch; the patches here are JSON with ' for ". */
abstract class JsonPatchScenarios extends PatchedPatientScenarios {
    @Autowired
    private FhirStore store;

    private static final String TO_FEMALE = "[{'op':'replace','path':'/gender','value':'female'}]";

    @Test
    void everyOperationOfAPatchIsAppliedAndTheResultIsANewVersion() {
        Answer patched = patch("[{'op':'test','path':'/meta/versionId','value':'1'},"
                + "{'op':'replace','path':'/gender','value':'female'},"
                + "{'op':'add','path':'/birthDate','value':'1970-01-01'},"
                + "{'op':'remove','path':'/active'},"
                + "{'op':'copy','from':'/name/0','path':'/name/-'},"
                + "{'op':'move','from':'/name/0/given/0','path':'/name/0/given/1'}]");

        assertThat(patched)
                .hasStatus(200)
                .hasHeader("ETag", "W/\"2\"")
                .hasHeader("Content-Type", "application/fhir+json;charset=UTF-8");
        assertThat(patched.json().at("/meta/versionId").asText()).isEqualTo("2");
        assertThat(patched.json().at("/gender").asText()).isEqualTo("female");
        assertThat(patched.json().has("active")).isFalse();
        assertThat(patched.json().at("/name/0/given/0").asText()).isEqualTo("Bea");
        assertThat(patched.json().at("/name/1/given/0").asText()).isEqualTo("Ann");
        assertThat(http().get(url).json()).isEqualTo(patched.json());
        assertThat(http().get(url + "/_history/1").json().at("/gender").asText())
                .isEqualTo("other");
    }

    @Test
    void whatAPatchChangesIsFoundAndWhatItTookAwayIsNot() {
        String before = unique();
        String after = unique();
        patch("[{'op':'add','path':'/identifier','value':[{'system':'urn:x','value':'" + before + "'}]}]");

        assertThat(patch("[{'op':'replace','path':'/identifier/0/value','value':'" + after + "'}]"))
                .hasStatus(200);

        assertThat(http().get("Patient?identifier=" + after).json().path("entry"))
                .hasSize(1);
        assertThat(http().get("Patient?identifier=" + before).json().path("entry"))
                .isEmpty();
    }

    @Test
    void theServerDecidesVersionAndTimeWhateverThePatchSays() {
        Answer patched = patch("[{'op':'replace','path':'/meta/versionId','value':'77'},"
                + "{'op':'replace','path':'/meta/lastUpdated','value':'2001-01-01T00:00:00Z'}]");

        assertThat(patched).hasStatus(200).hasHeader("ETag", "W/\"2\"");
        assertThat(patched.json().at("/meta/versionId").asText()).isEqualTo("2");
        assertThat(patched.json().at("/meta/lastUpdated").asText()).doesNotStartWith("2001");
    }

    @Test
    void aNarrativeThatAnEarlierBuildTookIsNoReasonToRefuse() {
        Patient patient = new Patient();
        patient.getText().setStatus(NarrativeStatus.GENERATED).setDivAsString("<div><p onclick='x'>pain</p></div>");
        url = "Patient/"
                + store.write(transaction -> transaction.create(patient)).id();

        assertThat(patch("[{'op':'add','path':'/active','value':true}]")).hasStatus(200);
        assertThat(patch("[{'op':'replace','path':'/text/div','value':'<div><script>x</script></div>'}]"))
                .isRefused(422, "patch-failed")
                .at("Patient.text.div");
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
                        "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"amended\"}]");

        assertThat(patched).hasStatus(200);
        assertThat(patched.text()).contains("1.50", "amended");
    }

    @ParameterizedTest
    @CsvSource({
        "return=minimal, ''",
        "return=representation, Patient",
        "return=OperationOutcome, OperationOutcome",
    })
    void preferDecidesWhatIsAnswered(String prefer, String type) {
        Answer patched = patch(TO_FEMALE, "Prefer", prefer);

        assertThat(patched).hasStatus(200);
        assertThat(
                        patched.bytes().length == 0
                                ? ""
                                : patched.json().path("resourceType").asText())
                .isEqualTo(type);
    }

    @Test
    void aClientThatWantsXmlGetsXml() {
        Answer patched = patch(TO_FEMALE, "Accept", "application/fhir+xml");

        assertThat(patched).hasStatus(200);
        assertThat(patched.text()).contains("<gender value=\"female\"/>");
    }

    @Test
    void ifMatchHoldsForAPatch() {
        assertThat(patch(TO_FEMALE, "If-Match", "W/\"1\"")).hasStatus(200);
        RowCounts before = rows();

        assertThat(patch(TO_FEMALE, "If-Match", "W/\"1\""))
                .isRefused(412, "stale-version")
                .at("http.If-Match");
        assertThat(patch(TO_FEMALE, "If-Match", "W/\"x\"")).isRefused(400, "invalid-version");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void whatIsNotHereCannotBePatched() {
        http().delete(url);

        assertThat(patch(TO_FEMALE)).isRefused(410, "deleted");
        assertThat(http().patch("Patient/" + unique(), TO_FEMALE.replace('\'', '"')))
                .isRefused(404, "not-found");
    }

    @Test
    void patchesAtOnceAreAllKept() {
        List<String> values = IntStream.range(0, 8).mapToObj(i -> "v" + i).toList();
        patch("[{'op':'add','path':'/identifier','value':[{'value':'first'}]}]");

        values.parallelStream()
                .forEach(value -> assertThat(
                                patch("[{'op':'add','path':'/identifier/-','value':{'value':'" + value + "'}}]"))
                        .hasStatus(200));

        assertThat(http().get(url).json().path("identifier").findValuesAsText("value"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Stream.of("first"), values.stream()).toList());
    }

    private Answer patch(String patch, String... headers) {
        return http().patch(url, patch.replace('\'', '"'), headers);
    }
}
