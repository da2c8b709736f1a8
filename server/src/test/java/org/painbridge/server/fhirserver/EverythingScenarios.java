package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.Answer;
import org.painbridge.server.Sample;
import org.painbridge.server.ServerScenarios;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EverythingScenarios extends ServerScenarios {
    private static final String[] OWN = {
        "ann", "plan", "pain", "implant", "visit", "order", "stay", "weight-2024", "weight-2025", "weight-undated"
    };
    private Sample sample;

    @BeforeAll
    void store() {
        sample = sample();
        put("clinic", new Organization());
        put("practice", new Organization().setPartOf(to("Organization/clinic")));
        put("doctor", new Practitioner());
        PractitionerRole role = new PractitionerRole();
        put("role", role.setPractitioner(to("Practitioner/doctor")).setOrganization(to("Organization/practice")));
        put("drug", new Medication());
        put("scanner", new Device());
        put("unrelated", new Practitioner());

        Patient bob = new Patient();
        put("bob", bob);
        put("implant-of-bob", new Device().setPatient(to("Patient/bob")));
        put("pain-of-bob", new Condition().setSubject(to("Patient/bob")));

        Patient ann = new Patient();
        ann.addLink().setOther(to("Patient/bob"));
        put("ann", ann.setManagingOrganization(to("Organization/clinic")));
        put("pain", new Condition().setSubject(to("Patient/ann")));
        // No search parameter leads to the author.
        CarePlan plan = new CarePlan().setSubject(to("Patient/ann")).setAuthor(to("PractitionerRole/role"));
        plan.addAddresses(to("Condition/pain-of-bob"));
        put("plan", plan);
        put("order", order().setMedication(to("Medication/drug")));
        put("visit", encounter("2024-02-01", "2024-02-01"));
        put("stay", encounter("2024-12-01", null));
        put("implant", new Device().setPatient(to("Patient/ann")));
        put("weight-2024", weight("2024-03-05").setDevice(to("Device/scanner")));
        put("weight-2025", weight("2025-03-05T10:00:00Z").setDevice(to("Device/implant-of-bob")));
        put("weight-undated", weight(null));
        Group group = new Group();
        group.addMember().setEntity(to("Patient/ann"));
        group.addMember().setEntity(to("Patient/bob"));
        put("group", group);
    }

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

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "3", "9", "10"})
    void thePagesJoinToTheWhole(String count) {
        Walk walk = walk("_count=" + count);

        assertThat(walk.matches).containsExactlyInAnyOrder(OWN);
        assertThat(walk.included).contains("clinic", "practice", "doctor", "role", "drug", "scanner");
        assertThat(walk.largest).isEqualTo(Integer.parseInt(count));
    }

    @Test
    void aPageHasTheNumberThatSearchesHaveUnlessAnotherIsAskedFor() {
        Sample own = sample();
        own.put("carl", new Patient());
        for (int i = 0; i < 24; i++) {
            Observation weight = weight("2024-01-01");
            weight.setSubject(new Reference("Patient/" + own.id("carl")));
            own.put("w" + i, weight);
        }
        String url = "Patient/" + own.id("carl") + "/$everything";

        assertThat(own.names(http().get(url).json(), "match")).hasSize(20);
        assertThat(own.names(http().get(url + "?_count=100000").json(), "match"))
                .hasSize(25);
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

    @ParameterizedTest
    @CsvSource({
        "'Observation,Encounter', 'weight-2024,weight-2025,weight-undated,visit,stay', ''",
        "CarePlan, plan, ''",
        "'CarePlan,Practitioner', plan, doctor",
        "Medication, '', drug"
    })
    void onlyTheTypesThatAreAskedForAreThere(String types, String matches, String included) {
        Walk walk = walk("_count=3&_type=" + types);

        assertThat(walk.matches).containsExactlyInAnyOrder(names(matches));
        assertThat(walk.included).containsOnly(names(included));
    }

    @Test
    void theQuestionMayBePosted() {
        Parameters parameters = new Parameters();
        parameters.addParameter("_type", "Observation");
        parameters.addParameter().setName("_count").setValue(new IntegerType(2));

        Answer answer = http().post("Patient/" + sample.id("ann") + "/$everything", json(parameters));

        assertThat(answer).hasStatus(200);
        assertThat(sample.names(answer.json(), "match")).hasSize(2);
        assertThat(next(answer.json()).orElseThrow()).contains("_type=Observation", "_count=2", "_cursor=");
        assertThat(sample.names(http().get(next(answer.json()).orElseThrow()).json(), "match"))
                .hasSize(1);
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
    void aDamagedPageLinkIsRefused() {
        String next = next(everything("_count=1").json()).orElseThrow();
        String cursor = next.substring(next.indexOf("_cursor=") + 8);

        for (String query : List.of("_cursor=x", "_cursor=", "_type=Observation&_cursor=" + cursor)) {
            assertThat(http().get("Patient/" + sample.id("ann") + "/$everything?" + query))
                    .isRefused(400, "invalid-search")
                    .at("http._cursor");
        }
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

    private void put(String name, Resource resource) {
        sample.put(name, resource);
    }

    private Reference to(String typeAndName) {
        int slash = typeAndName.indexOf('/');
        return new Reference(typeAndName.substring(0, slash + 1) + sample.id(typeAndName.substring(slash + 1)));
    }

    private MedicationRequest order() {
        return new MedicationRequest().setSubject(to("Patient/ann"));
    }

    private Encounter encounter(String from, String until) {
        Encounter encounter = new Encounter().setSubject(to("Patient/ann"));
        encounter.getPeriod().setStartElement(new DateTimeType(from));
        if (until != null) {
            encounter.getPeriod().setEndElement(new DateTimeType(until));
        }
        return encounter;
    }

    private Observation weight(String date) {
        Observation observation = new Observation().setSubject(to("Patient/ann"));
        return date == null ? observation : observation.setEffective(new DateTimeType(date));
    }

    private Answer everything(String query) {
        Answer answer = http().get("Patient/" + sample.id("ann") + "/$everything?" + query);
        assertThat(answer).hasStatus(200);
        return answer;
    }

    private record Walk(List<String> matches, List<String> included, int largest) {}

    /** All pages, with a write between each two. */
    private Walk walk(String query) {
        List<String> matches = new ArrayList<>();
        List<String> included = new ArrayList<>();
        int largest = 0;
        Optional<String> next = Optional.of("Patient/" + sample.id("ann") + "/$everything?" + query);
        while (next.isPresent()) {
            JsonNode page = http().get(next.get()).json();
            matches.addAll(sample.names(page, "match"));
            included.addAll(sample.names(page, "include"));
            largest = Math.max(largest, sample.names(page, "match").size());
            next = next(page);
            http().put(
                            "Patient/" + sample.id("bob"),
                            json(new Patient().setActive(true).setId(sample.id("bob"))));
        }
        return new Walk(matches, included, largest);
    }

    private Optional<String> next(JsonNode bundle) {
        for (JsonNode link : bundle.path("link")) {
            if (link.path("relation").asText().equals("next")) {
                assertThat(link.path("url").asText()).startsWith(base() + "/Patient/");
                return Optional.of(link.path("url").asText().substring(base().length() + 1));
            }
        }
        return Optional.empty();
    }

    private static String[] names(String names) {
        return names.isEmpty() ? new String[0] : names.split(",");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
