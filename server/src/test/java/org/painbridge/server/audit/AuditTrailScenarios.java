package org.painbridge.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.FhirHttp;
import org.painbridge.server.Sample;
import org.painbridge.server.ServerScenarios;

/** Whatever is asked of this server is in its trail, with whom it concerns. */
abstract class AuditTrailScenarios extends ServerScenarios {
    private String patient;
    private String observation;
    private List<String> before;

    @BeforeEach
    void storeAPatient() {
        Sample sample = sample();
        sample.put("patient", new Patient().addName(new HumanName().setFamily("Nobody")));
        patient = sample.id("patient");
        observation = "Observation/" + sample.id("observation");
        sample.put("observation", observation());
        before = trail();
    }

    @Test
    void whatIsStoredIsThere() {
        assertThat(before)
                .containsExactly(
                        "create 201 Patient/" + patient + "/_history/1", "create 201 " + observation + "/_history/1");
    }

    @Test
    void readsAreThereInWhateverForm() {
        assertThat(http().get(observation)).hasStatus(200);
        assertThat(http().get(observation, "Accept", "application/fhir+xml")).hasStatus(200);
        assertThat(http().get("Patient/" + patient + "?_elements=name")).hasStatus(200);
        assertThat(http().get(observation + "/_history/1")).hasStatus(200);
        assertThat(http().get(observation + "/_history")).hasStatus(200);

        assertThat(added())
                .containsExactly(
                        "read 200 " + observation,
                        "read 200 " + observation,
                        "read 200 Patient/" + patient + " GET Patient/" + patient + "?_elements=name",
                        "vread 200 " + observation + "/_history/1",
                        "history-instance 200 " + observation);
    }

    @Test
    void searchesAreThereWithTheirQueryForWhomTheyFindAndForWhomTheyAsk() {
        String byId = "Observation?_id=" + observation.substring("Observation/".length());
        assertThat(http().get(byId)).hasStatus(200);
        assertThat(http().get("Condition?patient=" + patient)).hasStatus(200);
        assertThat(form("Condition/_search", "subject=Patient/" + patient)).hasStatus(200);
        assertThat(http().get("Patient/" + patient + "/$everything")).hasStatus(200);

        assertThat(added())
                .containsExactly(
                        "search-type 200 Observation GET " + byId,
                        "search-type 200 Condition GET Condition?patient=" + patient,
                        "search-type 200 Condition POST Condition/_search?subject=Patient%2F" + patient,
                        "operation 200 Patient/" + patient + " GET Patient/" + patient + "/$everything");
    }

    @Test
    void changesAreThereEachOnceAndADeleteStillTellsWhoseItWas() {
        Observation changed = observation();
        changed.setId(observation);
        assertThat(http().put(observation, json(changed))).hasStatus(200);
        assertThat(http().delete(observation)).hasStatus(204);

        assertThat(added())
                .containsExactly(
                        "update 200 " + observation + "/_history/2", "delete 204 " + observation + "/_history/3");
    }

    @Test
    void everyEntryOfABundleIsThere() {
        String bundle = """
                {"resourceType":"Bundle","type":"%s","entry":[
                {"resource":{"resourceType":"Observation","status":"final","code":{"text":"x"},
                "subject":{"reference":"Patient/%s"}},"request":{"method":"POST","url":"Observation"}},
                {"request":{"method":"GET","url":"Patient/%s"}},
                {"request":{"method":"GET","url":"Observation?patient=%s"}}]}""";

        Answer answer = http().post("", bundle.formatted("transaction", patient, patient, patient));
        assertThat(answer).hasStatus(200);
        assertThat(http().post("", bundle.formatted("batch", patient, patient, patient)))
                .hasStatus(200);

        String created =
                "create 201 " + answer.json().at("/entry/0/response/location").asText();
        assertThat(added())
                .hasSize(6)
                .contains(
                        created,
                        "read 200 Patient/" + patient + "/_history/1 GET Patient/" + patient,
                        "search-type 200 Observation GET Observation?patient=" + patient);
    }

    @Test
    void anEntryLeavesTheTrailOfTheRequestThatItWouldBeAlone() {
        String url = "Patient/" + patient;
        List<String> urls = List.of(
                url + "/_history/1",
                url + "/_history",
                url + "/*",
                url + "/Observation",
                url + "/$everything",
                url + "?_elements=active",
                "Condition?patient=" + patient + "&_summary=data",
                "Condition?subject=Patient/" + patient,
                url + "/$nonsense");
        urls.forEach(alone -> http().get(alone));
        List<String> alone = added();
        String entries = urls.stream()
                .map(each -> "{\"request\":{\"method\":\"GET\",\"url\":\"" + each + "\"}}")
                .collect(Collectors.joining(","));

        int known = trail().size();
        assertThat(http().post("", "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[" + entries + "]}"))
                .hasStatus(200);

        List<String> inBatch = trail().subList(known, trail().size());
        assertThat(kinds(inBatch)).containsExactlyInAnyOrderElementsOf(kinds(alone));
    }

    @Test
    void aSearchByAFormInABundleLeavesTheSameAsAlone() {
        String form = "subject=Patient%2F" + patient;
        String binary = "{\"resourceType\":\"Binary\",\"contentType\":\"application/x-www-form-urlencoded\",\"data\":\""
                + Base64.getEncoder().encodeToString(form.getBytes(StandardCharsets.UTF_8)) + "\"}";
        assertThat(form("Condition/_search", form)).hasStatus(200);
        String bundle = "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"resource\":" + binary
                + ",\"request\":{\"method\":\"POST\",\"url\":\"Condition/_search\"}}]}";
        assertThat(http().post("", bundle)).hasStatus(200);

        String noted = "search-type 200 Condition POST Condition/_search?" + form;
        assertThat(added()).containsExactly(noted, noted);
    }

    /** Kind, status and target, without the version that a read was answered with, and the query. */
    private static List<String> kinds(List<String> entries) {
        return entries.stream()
                .map(entry ->
                        entry.replaceAll("(read \\d+ [^ ]*)/_history/.*", "$1").replaceAll(" (GET|POST) .*", ""))
                .toList();
    }

    @Test
    void whatIsRefusedIsThere() {
        String nobody = "Patient/" + unique();
        assertThat(http().get(nobody)).hasStatus(404);
        assertThat(http().get("Condition?patient=" + patient + "&nonsense=1")).hasStatus(400);
        assertThat(http().put("Patient/" + patient, "{\"resourceType\":\"Patient\"", "X-Other", "1"))
                .hasStatus(400);

        assertThat(trailOf(nobody.substring("Patient/".length())))
                .containsExactly("read 404 " + nobody + " GET " + nobody);
        assertThat(added())
                .containsExactly(
                        "search-type 400 Condition GET Condition?patient=" + patient + "&nonsense=1",
                        "update 400 Patient/" + patient + " PUT Patient/" + patient);
    }

    @Test
    void aTokenInTheUrlIsNotKept() {
        http().get("Condition?patient=" + patient + "&access_token=secret");

        assertThat(added())
                .singleElement()
                .asString()
                .contains("access_token=...")
                .doesNotContain("secret");
    }

    @Test
    void noDetourLeadsAroundIt() {
        for (String detour : List.of("metadata/../", "swagger-ui/../", "metadata/%2e%2e/", "metadata;/../", "./")) {
            int known = trail().size();

            Answer answer = http().get(detour + observation);

            boolean told = answer.text().contains(patient);
            assertThat(trail().size() > known || !told).as(detour).isTrue();
        }
    }

    /** Whatever its content: without the trail nothing is told, nor stored. */
    @Test
    void withoutATrailNothingIsAnswered() {
        long resources = rows().resources();
        database().sql("alter table audit_event rename to audit_event_away").update();
        try {
            for (String path : List.of(observation, "Observation?patient=" + patient, observation + "/_history")) {
                assertThat(http().get(path)).isRefused(503, "unavailable").hasHeader("Retry-After", "1");
            }
            assertThat(http().get(observation, "Accept", "application/fhir+xml").status())
                    .isEqualTo(503);
            assertThat(http().post("Observation", json(observation()))).isRefused(503, "unavailable");
            for (String path : AuditedPages.PATHS) {
                assertThat(root().get(path.substring(1) + "1/report.json")).isRefused(503, "unavailable");
            }
            assertThat(http().get("metadata")).hasStatus(200);
        } finally {
            database().sql("alter table audit_event_away rename to audit_event").update();
        }
        assertThat(rows().resources()).isEqualTo(resources);
        assertThat(http().get(observation)).hasStatus(200);
    }

    private FhirHttp root() {
        return new FhirHttp(base().replace("/fhir", ""));
    }

    private Answer form(String path, String body) {
        return http().send(
                        "POST",
                        path,
                        BodyPublishers.ofString(body),
                        "Content-Type",
                        "application/x-www-form-urlencoded");
    }

    private Observation observation() {
        Observation observation = new Observation().setSubject(new Reference("Patient/" + patient));
        observation.setStatus(Observation.ObservationStatus.FINAL).getCode().setText("pain");
        return observation;
    }

    /** What the test itself did. */
    private List<String> added() {
        return trail().subList(before.size(), trail().size());
    }

    private List<String> trail() {
        return trailOf(patient);
    }

    /** What the trail says of a patient, the oldest first. */
    private List<String> trailOf(String id) {
        return database()
                .sql("select e.kind || ' ' || e.status || ' ' || e.target || coalesce(' ' || e.query, '')"
                        + " from audit_event e where e.patient = ? order by e.at, e.chain, e.link")
                .params(id)
                .query(String.class)
                .list();
    }
}
