package org.painbridge.server.dispensing.nms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.ScopedCallers;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.AccessScope.Lockbox;
import org.painbridge.server.store.AccessScope.Whose;
import org.painbridge.server.store.ExposedTypes;
import org.springframework.beans.factory.annotation.Autowired;

/** What is known of a person, and what was known at an earlier moment. */
abstract class NmsHistoryScenarios extends NmsScenarios {
    @Autowired
    private ScopedCallers callers;

    @Test
    void whatWasKnownAtAMomentStaysKnown() {
        submit(dispense.of(1).on(PharmacyRecord.today().minusDays(2)));
        Answer second = submit(dispense.of(2).on(PharmacyRecord.today().minusDays(1)));
        Answer third = submit(dispense.of(3));
        String then = http().get("MedicationDispense/" + stored(third))
                .json()
                .at("/meta/lastUpdated")
                .asText();
        assertThat(reverse(prescription("RX-2"))).hasStatus(200);

        Answer now = history("");
        Answer before = history(",{\"name\":\"knownAt\",\"valueInstant\":\"" + then + "\"}");

        assertThat(ids(bundle(now), "MedicationDispense")).hasSize(2).doesNotContain(stored(second));
        assertThat(rulesOf(bundle(now))).doesNotContain("N1");
        assertThat(ids(bundle(before), "MedicationDispense")).hasSize(3).contains(stored(second));
        assertThat(bundle(before).toString()).doesNotContain("entered-in-error");
        assertThat(rulesOf(bundle(before))).contains("N1");
        String patient = ids(bundle(now), "Patient").getFirst();
        String mme = "Patient/" + patient + "/$mme";
        assertThat(http().get(mme).text()).doesNotContain(stored(second));
        assertThat(http().get(mme + "?knownAt=" + then.replace("+", "%2B")).text())
                .contains(stored(second));
        for (String none : List.of("2020-01-01", "2020-01-01T10:00:00", "2199-01-01T10:00:00Z")) {
            assertThat(http().get(mme + "?knownAt=" + none)).isRefused(400, "invalid-parameter");
        }
    }

    @Test
    void whoAsksInWhoseNameIsInTheTrail() {
        submit(dispense);
        String practitioner = "Practitioner/" + unique();

        Answer answer =
                history(",{\"name\":\"practitioner\",\"valueReference\":{\"reference\":\"" + practitioner + "\"}}");

        assertThat(answer).hasStatus(200);
        assertThat(text(answer, "status", "valueCode")).isEqualTo("complete");
        assertThat(database()
                        .sql("select count(*) from audit_event where query like ?")
                        .param("%practitioner=" + practitioner + "%")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void theGuideOfTheNeighboursIsAnswered() {
        submit(dispense);
        String patient = "{\"resourceType\":\"Patient\",\"identifier\":[{\"system\":\"" + PharmacyRecord.HCN
                + "\",\"value\":\"" + person + "\"}],\"birthDate\":\"" + PharmacyRecord.BORN + "\"}";
        String body = "{\"resourceType\":\"Parameters\",\"parameter\":["
                + Stream.of(
                                "\"patient\",\"resource\":" + patient,
                                "\"authorized-practitioner\",\"resource\":{\"resourceType\":\"Practitioner\"}",
                                "\"authorized-practitioner-role\",\"resource\":{\"resourceType\":\"PractitionerRole\"}")
                        .map(each -> "{\"name\":" + each + "}")
                        .reduce((one, other) -> one + "," + other)
                        .orElseThrow()
                + "]}";

        Answer answer = http().post("$pdmp-history", body);

        assertThat(answer).hasStatus(200);
        JsonNode data = parameters(answer, "pdmp-history-data").getFirst().path("resource");
        assertThat(data.path("type").asText()).isEqualTo("collection");
        assertThat(ids(data, "MedicationDispense")).hasSize(1);
        assertThat(data.toString()).contains("pdmp-extension-mme\",\"valueDecimal\":80");
        assertThat(parameters(answer, "outcome").toString()).contains("complete");
        assertThat(http().post("$pdmp-history", body.replace(PharmacyRecord.BORN, "1960-02-04")))
                .isRefused(422, "nms-birth-date-differs");
        assertThat(http().post("$pdmp-history", body.replace(PharmacyRecord.BORN, "1960")))
                .isRefused(400, "invalid-parameter");
    }

    /** By plain REST, as Ontario's DHDR is asked. */
    @Test
    void theSearchOfDhdrFindsWhatAnInquiryFinds() {
        Answer older = submit(dispense.of(1).on(PharmacyRecord.today().minusDays(3)));
        Answer newer = submit(dispense.of(2));
        String query = "patient.identifier=" + PharmacyRecord.HCN + "%7C" + person + "&patient.birthdate="
                + PharmacyRecord.BORN + "&whenprepared=ge"
                + PharmacyRecord.today().minusDays(120)
                + "&_sort=-whenprepared";
        String form = "application/x-www-form-urlencoded";

        List<String> inquired = ids(inquire(PharmacyRecord.BORN), "MedicationDispense");

        assertThat(inquired).containsExactly(stored(newer), stored(older));
        assertThat(ids(http().get("MedicationDispense?" + query), "MedicationDispense"))
                .isEqualTo(inquired);
        assertThat(ids(http().post("MedicationDispense/_search", query, "Content-Type", form), "MedicationDispense"))
                .isEqualTo(inquired);
    }

    @Test
    void theSearchOfDhdrLooksAtThePersonFirstAndAtTheLastDaysWhereNoneAreNamed() {
        Answer inside = submit(dispense.of(1).on(PharmacyRecord.today().minusDays(119)));
        submit(dispense.of(2).on(PharmacyRecord.today().minusDays(120)));
        Answer last = submit(dispense.of(3));
        String query = "MedicationDispense?patient.identifier=" + PharmacyRecord.HCN + "%7C" + person
                + "&patient.birthdate=" + PharmacyRecord.BORN;

        Answer found = http().get(query);

        assertThat(ids(found, "MedicationDispense")).containsExactly(stored(last), stored(inside));
        String entry =
                "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"request\":{\"method\":\"GET\",\"url\":\""
                        + query + "\"}}]}";
        String byPost = entry.replace("GET", "POST").replace("Dispense?patient.", "Dispense/_search?patient%2E");
        for (String batch : List.of(entry, byPost)) {
            assertThat(http().post("", batch).json().at("/entry/0/resource/link"))
                    .isEqualTo(found.json().path("link"));
            assertThat(http().post("", batch.replace("\"batch\"", "\"transaction\"")))
                    .isRefused(400, "unsupported-entry");
        }
        assertThat(found.json().at("/link/0/url").asText())
                .contains("patient.birthdate=" + PharmacyRecord.BORN, "_sort=-whenprepared")
                .contains("whenprepared=ge" + PharmacyRecord.today().minusDays(119));
        Answer page = http().get(query + "&_count=1");
        assertThat(page.json().path("total").asInt()).isEqualTo(2);
        String next = page.json().at("/link/1/url").asText();
        assertThat(ids(http().get(next.substring(next.indexOf("MedicationDispense?"))), "MedicationDispense"))
                .containsExactly(stored(inside));
        String handedOver = http().get("MedicationDispense/" + stored(last))
                .text()
                .replace("\"whenPrepared\"", "\"whenHandedOver\"");
        assertThat(http().put("MedicationDispense/" + stored(last), handedOver)).hasStatus(200);
        assertThat(ids(http().get(query), "MedicationDispense")).containsExactly(stored(inside), stored(last));
        String days = query + "&whenprepared=ge" + PharmacyRecord.today();
        assertThat(ids(http().get(days), "MedicationDispense")).containsExactly(stored(last));
        next = http().get(query + "&_count=1").json().at("/link/1/url").asText();
        assertThat(ids(http().get(next.substring(next.indexOf("MedicationDispense?"))), "MedicationDispense"))
                .containsExactly(stored(last));
        Answer differs = http().get(query.replace(PharmacyRecord.BORN, "1960-02-04"));
        assertThat(differs).isRefused(422, "nms-birth-date-differs");
        assertThat(differs.text())
                .contains("FHIR_PTNT_2005", "http.patient.birthdate")
                .doesNotContain(stored(last));
        Answer unknown = http().get(query.replace(person, PharmacyRecord.anyHealthNumber()));
        assertThat(unknown).isRefused(404, "nms-number-unknown");
        assertThat(unknown.text()).contains("FHIR_PTNT_2002");
        for (String wrong : List.of(
                query + "&whenprepared=yesterday",
                query + "&flower=1",
                query.replace("%7C", ""),
                query.replace(PharmacyRecord.BORN, "1960"),
                query + "&patient.birthdate=1960-02-04")) {
            Answer refused = http().get(wrong);
            assertThat(refused).hasStatus(400);
            assertThat(refused.text()).contains("\"IN_0045\"");
        }
    }

    @Test
    void theSearchOfDhdrFindsWhatStandsByTheDayOfHandOverAndNoGender() {
        String query = "MedicationDispense?patient.identifier=" + PharmacyRecord.HCN + "%7C" + person
                + "&patient.birthdate=" + PharmacyRecord.BORN + "&whenprepared=ge"
                + PharmacyRecord.today().minusDays(60);
        PharmacyRecord early = dispense.of(1).on(PharmacyRecord.today().minusDays(3));
        String handedOver = early.json().replace("\"whenPrepared\"", "\"whenHandedOver\"");
        Answer first = http().post("MedicationDispense/$nms-submit", PharmacyRecord.body(handedOver));
        Answer later = submit(dispense.of(2));
        String reversed = stored(submit(dispense.of(3)));
        assertThat(reverse(prescription("RX-3"))).hasStatus(200);

        Answer found = http().get(query + "&patient.gender=male");

        assertThat(ids(found, "MedicationDispense")).containsExactly(stored(later), stored(first));
        assertThat(found.text()).contains("patient.gender is not searched for");
        assertThat(http().post("MedicationDispense/$nms-submit", PharmacyRecord.body(handedOver))
                        .text())
                .contains("\"name\":\"duplicate\",\"valueBoolean\":true");
        assertThat(ids(http().get(query + "&status=entered-in-error"), "MedicationDispense"))
                .containsExactly(reversed);
    }

    @Test
    void theSearchOfDhdrTellsCallersWhomDirectivesBindThatThereMayBeMore() {
        submit(dispense);
        Lockbox lockbox = new Lockbox.Against(Set.of("Practitioner/kept-out"), Set.of("Practitioner/kept-out"));
        String[] doctor = callers.header(
                AccessScope.of(new Grant(Set.copyOf(ExposedTypes.NAMES), new Whose.Everybody(), Set.of(), lockbox)));
        String query = "MedicationDispense?patient.identifier=" + PharmacyRecord.HCN + "%7C" + person
                + "&patient.birthdate=" + PharmacyRecord.BORN;

        assertThat(http().get(query, doctor).text()).contains("if any, are not in it");
        assertThat(http().get(query).text()).doesNotContain("are not in it");
    }

    private Answer history(String more) {
        return http().post("$nms-history", question(PharmacyRecord.BORN).replace("]}", more + "]}"));
    }

    private static JsonNode bundle(Answer answer) {
        return parameters(answer, "history").getFirst().path("resource");
    }

    private static List<String> rulesOf(JsonNode bundle) {
        List<String> rules = new ArrayList<>();
        bundle.path("entry").forEach(entry -> {
            if (entry.at("/resource/resourceType").asText().equals("DetectedIssue")) {
                rules.add(entry.at("/resource/code/coding/0/code").asText());
            }
        });
        return rules;
    }
}
