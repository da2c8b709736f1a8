package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.Answer;
import org.painbridge.server.Sample;

/** What {@code $everything} answers with. */
abstract class EverythingScenarios extends PatientsRecordScenarios {
    @Test
    void allOfAPatientsResourcesAreThereWithWhatTheyReferTo() {
        JsonNode bundle = everything("_count=100").json();

        assertThat(bundle.path("type").asText()).isEqualTo("searchset");
        assertThat(sample.names(bundle, "match")).containsExactlyInAnyOrder(OWN).startsWith("ann");
        assertThat(sample.names(bundle, "include"))
                .containsExactlyInAnyOrder("clinic", "practice", "doctor", "role", "drug", "scanner");
        assertThat(bundle.path("link")).hasSize(1);
    }

    @Test
    void nothingOfAnotherPatientIsReachedByReferences() {
        JsonNode bundle = everything("_count=100").json();

        assertThat(bundle.at("/entry").findValuesAsText("fullUrl"))
                .isNotEmpty()
                .noneMatch(url -> url.contains("-of-bob") || url.contains("Patient/bob") || url.contains("Group/"));
        assertThat(sample.names(
                        http().get("Patient/" + sample.id("bob") + "/$everything")
                                .json(),
                        "match"))
                .containsExactlyInAnyOrder("bob", "implant-of-bob", "pain-of-bob");
    }

    @Test
    void resourcesAreTheBytesThatAreStored() {
        String stored = http().get("CarePlan/" + sample.id("plan")).text();

        assertThat(everything("_type=CarePlan").text()).contains(stored);
    }

    /** What is of one span, and what has no date or holds. */
    @ParameterizedTest
    @CsvSource({
        "start=2025-01-01, 'ann,implant,order,pain,plan,stay,weight-2025,weight-undated'",
        "end=2024-02-01, 'ann,implant,order,pain,plan,visit,weight-undated'",
        "start=2024-03&end=2024-03-05, 'ann,implant,order,pain,plan,weight-2024,weight-undated'",
        "start=2023&end=2023, 'ann,implant,order,pain,plan,weight-undated'",
        "start=2024-02-01&end=2024-12-01, 'ann,implant,order,pain,plan,stay,visit,weight-2024,weight-undated'"
    })
    void careOutsideTheSpanIsLeftOut(String span, String names) {
        assertThat(sample.names(everything(span + "&_count=100").json(), "match"))
                .containsExactlyInAnyOrder(names.split(","));
    }

    @Test
    void whatWasNotWrittenSinceIsLeftOut() {
        Sample own = sample();
        own.put("dora", new Patient());
        Observation weight = weight("2024-01-01");
        own.put("w", weight.setSubject(new Reference("Patient/" + own.id("dora"))));
        String updated = http().get("Observation/" + own.id("w"))
                .json()
                .at("/meta/lastUpdated")
                .asText();
        String url = "Patient/" + own.id("dora") + "/$everything?_since=";

        assertThat(own.names(http().get(url + encoded(updated)).json(), "match"))
                .contains("w");
        assertThat(http().get(url + "2100-01-01T00:00:00Z").json().has("entry")).isFalse();
    }

    @Test
    void theAnswerIsGivenInXmlToo() {
        Answer answer = everything("_type=CarePlan&_format=xml");

        assertThat(answer.text()).startsWith("<Bundle").contains("<CarePlan");
    }

    @ParameterizedTest
    @CsvSource({
        "start=yesterday, start",
        "end=2024-13-01, end",
        "_since=2024-01-01, _since",
        "_count=0, _count",
        "_count=-3, _count",
        "_type=Task, _type",
        "_type=Obervation, _type",
        "_type=, _type",
        "begin=2024, begin"
    })
    void aQuestionThatMakesNoSenseIsRefused(String query, String parameter) {
        assertThat(http().get("Patient/" + sample.id("ann") + "/$everything?" + query))
                .isRefused(400, "invalid-parameter")
                .at("Parameters.parameter.where(name='" + parameter + "')");
    }

    @Test
    void aPatientWhoIsNotHereIsSaidToBeSo() {
        Sample own = sample();
        own.put("emil", new Patient());
        http().delete("Patient/" + own.id("emil"));

        assertThat(http().get("Patient/" + own.id("emil") + "/$everything")).isRefused(410, "deleted");
        assertThat(http().get("Patient/nobody-" + own.mark() + "/$everything")).isRefused(404, "not-found");
        assertThat(http().get("Patient/$everything").status()).isEqualTo(400);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
