package org.painbridge.server.dispensing.trends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.painbridge.dispensing.trends.Dimension;
import org.painbridge.dispensing.trends.Quarters;
import org.painbridge.dispensing.trends.Question;
import org.painbridge.server.Answer;
import org.painbridge.server.FhirHttp;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.store.FhirStore;
import org.springframework.beans.factory.annotation.Autowired;

/** Each in a year of its own, long ago: figures are about everybody. */
abstract class TrendScenarios extends ServerScenarios {
    private static final String LICENCES = "https://fhir.infoway-inforoute.ca/NamingSystem/ca-on-license-physician";

    private static final String[] LATER = {"Prefer", "respond-async"};

    private final String own = unique();

    @Autowired
    private FhirStore store;

    @Autowired
    private Trends trends;

    @Autowired
    private TrendWriter writer;

    @Autowired
    private TrendFiles files;

    @Test
    void aTableIsGivenOutOnceAndLateEntriesCannotBeReadOffIt() {
        people("K7L 1A1", "female", 8, "2003");
        people("M5V 2T6", "male", 9, "2003");
        people("P3E 5J1", "female", 3, "2003");

        Answer first = release("2003", "region", "people", "dispenses");
        people("M4B 1B3", "male", 1, "2003");
        Answer again = release("2003", "region", "people", "dispenses");
        Answer bySex = release("2003", "sex", "people");

        assertThat(regions(first, "people")).isEqualTo(Map.of("K", "masked", "M", "9", "P", "masked"));
        assertThat(group(first, "dispenses").at("/population/0/count").asInt()).isEqualTo(20);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(group(bySex, "people").at("/population/0/count").asInt()).isEqualTo(20);
        assertThat(http().post(
                                "$nms-indicators",
                                parameters("2003", "region", "people").replace("]}", NEW_EDITION)))
                .isRefused(409, "conflict");
        assertThat(http().post("$nms-indicators", parameters("2003", "region", "people"), "Accept", "text/csv")
                        .text())
                .contains("people,K,2003-Q2,*,*,*,masked,{person}")
                .contains("people,M,2003-Q2,*,*,*,9,{person}")
                .doesNotContain(own);
        assertThat(http().post(
                                "$nms-indicators",
                                parameters("2003", "region", "people"),
                                "Accept",
                                "application/vnd.apache.parquet")
                        .text())
                .startsWith("PAR1");
        JsonNode practice = http().get("Practitioner/" + practitioner() + "/$practice-report" + period("2003"))
                .json();
        assertThat(group(practice, "opioid-patients").at("/population/0/count").asInt())
                .isEqualTo(21);
    }

    private static final String NEW_EDITION = ",{\"name\":\"newEdition\",\"valueBoolean\":true}]}";

    @Test
    void aPracticeStandsBesideQuartilesOfItsSpecialty() {
        String specialty = unique();
        Map<String, Map<String, Long>> people = new TreeMap<>();
        String self = practitioner("self", specialty, people, 30);
        for (int i = 1; i <= 7; i++) {
            practitioner("peer-" + i, specialty, people, i * 10);
        }
        store.write(transaction -> {
            new PracticeTable().replace(transaction, Quarters.parse("2004-Q2"), people);
            return null;
        });

        JsonNode report = http().get("Practitioner/" + self + "/$practice-report" + period("2004"))
                .json();

        JsonNode figure = group(report, "patients-50");
        assertThat(figure.at("/measureScore/value").asDouble()).isEqualTo(30.0);
        assertThat(figure.at("/stratifier/0/stratum/1/measureScore/value").asDouble())
                .isEqualTo(40.0);
        assertThat(report.at("/text/div").asText())
                .contains("the median is 40.0 %")
                .contains("la médiane est de 40,0 %");
        assertThat(report.toString()).doesNotContain("peer-");
    }

    @Test
    void whatIsNotAskedForRightIsRefused() {
        String body = parameters("2005", "region", "people");

        assertThat(http().post("$nms-indicators", body.replace("2005-06-30", "2005-06-29")))
                .isRefused(400, "invalid-parameter");
        assertThat(http().post("$nms-indicators", body.replace("2005-06-30", "2199-06-30")))
                .isRefused(400, "invalid-parameter");
        assertThat(http().post("$nms-indicators", body.replace("\"region\"", "\"prescriber\"")))
                .isRefused(400, "invalid-parameter");
        assertThat(http().post("$nms-indicators", body.replace("\"people\"", "\"persons\"")))
                .isRefused(400, "invalid-parameter");
        assertThat(http().post("$nms-indicators", parameters("1951", "region", "people")))
                .as("nobody was dispensed anything then")
                .isRefused(409, "conflict");
        assertThat(http().get("Practitioner/nobody-" + own + "/$practice-report" + period("2005")))
                .isRefused(404, "not-found");
        assertThat(http().get("Practitioner/" + practitioner() + "/$practice-report" + period("2199")))
                .isRefused(400, "invalid-parameter")
                .saying("not over yet");
        assertThat(http().get("Measure/nms-indicators")).hasStatus(200);
    }

    @Test
    void aTableThatIsAskedForLaterIsTheSameAsOneAtOnce() {
        people("K7L 1A1", "female", 8, "2006");
        String body = parameters("2006", "region", "people");

        Answer begun = http().post("$nms-indicators", body, LATER);
        assertThat(begun).hasStatus(202);
        String url =
                begun.header("Content-Location").orElseThrow().replaceFirst("^.*/nms-indicators/", "nms-indicators/");
        Answer ended = Awaitility.await().until(() -> root().get(url), answer -> answer.status() != 202);

        assertThat(ended).hasStatus(200);
        assertThat(ended.json()).isEqualTo(release("2006", "region", "people").json());
        assertThat(root().get(url + "/table.csv").text()).contains("people,K,2006-Q2,*,*,*,8,{person}");
        assertThat(root().get(url + "/table.parquet").text()).startsWith("PAR1");
        assertThat(database()
                        .sql("select e.kind || ' ' || e.status || ' ' || e.client from audit_event e where e.query = ?")
                        .params("GET /" + url + "/table.csv")
                        .query(String.class)
                        .list())
                .containsExactly("operation 200 open");
        assertThat(http().post("$nms-indicators", body, LATER)).hasStatus(200);
    }

    @Test
    void whyATableIsRefusedIsSaidLaterToo() {
        Answer begun = http().post("$nms-indicators", parameters("1952", "region", "people"), LATER);
        String url =
                begun.header("Content-Location").orElseThrow().replaceFirst("^.*/nms-indicators/", "nms-indicators/");
        Answer ended = Awaitility.await().until(() -> root().get(url), answer -> answer.status() != 202);

        assertThat(ended).isRefused(409, "conflict").saying("No dispense of these quarters");
        assertThat(root().delete(url)).hasStatus(202);
        assertThat(root().get(url)).isRefused(404, "not-found");
        assertThat(http().post("$nms-indicators", parameters("2199", "region", "people"), LATER))
                .isRefused(400, "invalid-parameter");
    }

    @Test
    void aNewEditionWhoseJobWasCutOffIsGivenOutOnce() {
        people("K7L 1A1", "female", 8, "2007");
        release("2007", "region", "people");
        byte[] sent = new TrendRequest(
                        new Question(Quarters.parse("2007-Q2"), List.of(Dimension.REGION)), List.of("people"), true)
                .kept()
                .getBytes(StandardCharsets.UTF_8);
        TrendWork work = new TrendWork(trends, writer, files, context());
        String job = unique();

        byte[] first = work.run(job, sent, told -> {}).files().get("table.csv");
        byte[] again = work.run(job, sent, told -> {}).files().get("table.csv");
        byte[] another = work.run(unique(), sent, told -> {}).files().get("table.csv");

        assertThat(new String(first, StandardCharsets.UTF_8)).containsPattern("people,K,2007-Q2.*,2,20\\d\\d-");
        assertThat(again).isEqualTo(first);
        assertThat(new String(another, StandardCharsets.UTF_8)).containsPattern("people,K,2007-Q2.*,3,20\\d\\d-");
    }

    private FhirHttp root() {
        return new FhirHttp(base().replace("/fhir", ""));
    }

    private Answer release(String year, String dimension, String... indicators) {
        Answer answer = http().post("$nms-indicators", parameters(year, dimension, indicators));
        assertThat(answer).hasStatus(200);
        return answer;
    }

    private static String parameters(String year, String dimension, String... indicators) {
        List<String> parameters = new ArrayList<>(List.of(
                "{\"name\":\"periodStart\",\"valueDate\":\"" + year + "-04-01\"}",
                "{\"name\":\"periodEnd\",\"valueDate\":\"" + year + "-06-30\"}",
                "{\"name\":\"dimension\",\"valueCode\":\"" + dimension + "\"}"));
        for (String indicator : indicators) {
            parameters.add("{\"name\":\"indicator\",\"valueCode\":\"" + indicator + "\"}");
        }
        return "{\"resourceType\":\"Parameters\",\"parameter\":[" + String.join(",", parameters) + "]}";
    }

    private static String period(String year) {
        return "?periodStart=" + year + "-04-01&periodEnd=" + year + "-06-30";
    }

    private String practitioner() {
        return practitioner("prescriber", unique(), new TreeMap<>(), 0);
    }

    /** With 100 patients on opioids, so many of them on a high dose. */
    private String practitioner(String name, String specialty, Map<String, Map<String, Long>> people, long high) {
        String id = name + "-" + own;
        http().put(
                        "Practitioner/" + id,
                        "{\"resourceType\":\"Practitioner\",\"id\":\"" + id + "\",\"identifier\":[{\"system\":\""
                                + LICENCES + "\",\"value\":\"" + id + "\"}]}");
        http().put(
                        "PractitionerRole/" + id,
                        "{\"resourceType\":\"PractitionerRole\",\"id\":\"" + id + "\",\"active\":true,"
                                + "\"practitioner\":{\"reference\":\"Practitioner/" + id
                                + "\"},\"specialty\":[{\"coding\":["
                                + "{\"system\":\"urn:specialties\",\"code\":\"" + specialty + "\"}]}]}");
        people.put(LICENCES + "|" + id, Map.of("opioid-patients", 100L, "patients-50", high));
        return id;
    }

    private void people(String postalCode, String sex, int number, String year) {
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            String id = unique();
            entries.add(entry("PUT", "Patient/" + id, """
                    {"resourceType":"Patient","id":"%s","gender":"%s","birthDate":"1960-05-05",
                     "address":[{"postalCode":"%s"}]}""".formatted(id, sex, postalCode)));
            entries.add(entry("POST", "MedicationDispense", """
                    {"resourceType":"MedicationDispense","status":"completed",
                     "contained":[{"resourceType":"MedicationRequest","id":"rx","status":"active","intent":"order",
                       "medicationCodeableConcept":{"text":"as dispensed"},"subject":{"reference":"Patient/%1$s"},
                       "requester":{"type":"Practitioner","identifier":{"system":"%2$s","value":"prescriber-%3$s"}}}],
                     "medicationCodeableConcept":{"coding":[
                       {"system":"http://hl7.org/fhir/NamingSystem/ca-hc-din","code":"00125121"}]},
                     "subject":{"reference":"Patient/%1$s"},
                     "performer":[{"actor":{"type":"Organization","identifier":{
                       "system":"https://painbridge.example/fhir/sid/pharmacy","value":"PH-1"}}}],
                     "authorizingPrescription":[{"reference":"#rx"}],
                     "quantity":{"value":30,"unit":"tablet","system":"http://unitsofmeasure.org","code":"1"},
                     "daysSupply":{"value":30,"unit":"days","system":"http://unitsofmeasure.org","code":"d"},
                     "whenHandedOver":"%4$s-05-05T10:00:00-05:00"}""".formatted(id, LICENCES, own, year)));
        }
        String bundle =
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[" + String.join(",", entries) + "]}";
        assertThat(http().post("", bundle)).hasStatus(200);
    }

    private static String entry(String method, String url, String resource) {
        return "{\"request\":{\"method\":\"" + method + "\",\"url\":\"" + url + "\"},\"resource\":" + resource + "}";
    }

    private static JsonNode group(Answer answer, String id) {
        return group(answer.json(), id);
    }

    private static JsonNode group(JsonNode report, String id) {
        for (JsonNode group : report.path("group")) {
            if (group.path("id").asText().equals(id)) {
                return group;
            }
        }
        throw new AssertionError("No " + id + " in " + report);
    }

    private static Map<String, String> regions(Answer answer, String id) {
        Map<String, String> regions = new TreeMap<>();
        for (JsonNode stratum : group(answer, id).at("/stratifier/0/stratum")) {
            JsonNode population = stratum.at("/population/0");
            regions.put(
                    stratum.at("/component/0/value/text").asText(),
                    population.has("count")
                            ? population.path("count").asText()
                            : population.at("/_count/extension/0/valueCode").asText());
        }
        return regions;
    }
}
