package org.painbridge.server.dispensing.nms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Consent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.Answer;
import org.painbridge.server.ScopedCallers;
import org.painbridge.server.store.AccessRights;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.AccessScope.Lockbox;
import org.painbridge.server.store.AccessScope.Whose;
import org.painbridge.server.store.Directives;
import org.painbridge.server.store.ExposedTypes;
import org.springframework.beans.factory.annotation.Autowired;

/** More lines than are stored together on the servers of the tests. */
abstract class NmsBatchScenarios extends NmsScenarios {
    private static final int LINES = 45;
    private static final int PERSONS = 15;

    @Autowired
    private ScopedCallers callers;

    @Test
    void aLongBatchIsStoredOnceThoughItIsSentTwice() {
        List<String> persons = new ArrayList<>();
        for (int i = 0; i < PERSONS; i++) {
            persons.add(PharmacyRecord.anyHealthNumber());
        }
        String[] lines = new String[LINES];
        for (int i = 0; i < LINES; i++) {
            lines[i] = PharmacyRecord.of(persons.get(i % PERSONS), pharmacy, "RX-" + i)
                    .by("9000" + i / PERSONS)
                    .on(PharmacyRecord.today().minusDays(i / PERSONS))
                    .json();
        }
        String batch = PharmacyRecord.body(lines);
        int before = dispenses();

        Answer first = http().post("MedicationDispense/$nms-submit", batch);
        Answer again = http().post("MedicationDispense/$nms-submit", batch);

        assertThat(text(first, "accepted", "valueInteger")).isEqualTo(String.valueOf(LINES));
        assertThat(text(again, "accepted", "valueInteger")).isEqualTo(String.valueOf(LINES));
        assertThat(again.text()).doesNotContain("\"name\":\"duplicate\",\"valueBoolean\":false");
        assertThat(dispenses() - before).isEqualTo(LINES);
        assertThat(first.text()).contains("\"code\":\"N1\"");
    }

    @Test
    void aLineThatCannotBeReadLeavesTheOthersStanding() {
        String undated =
                dispense.of("RX-2").json().replaceFirst("\"whenPrepared\":\"[^\"]*\"", "\"whenPrepared\":\"bogus\"");
        String unknown = dispense.of("RX-3").json().replace("\"completed\"", "\"bogus\"");
        String lines = PharmacyRecord.body(
                dispense.json(), undated, unknown, dispense.of("RX-4").json());

        Answer answer = http().post("MedicationDispense/$nms-submit", lines);

        assertThat(answer).hasStatus(200);
        assertThat(parameters(answer, "line"))
                .extracting(line -> line.at("/part/1/valueCode").asText())
                .containsExactly("accepted", "rejected", "rejected", "accepted");
        assertThat(parameters(answer, "line").get(1).toString()).contains("whenPrepared");
        assertThat(http().post("MedicationDispense/$nms-submit", PharmacyRecord.body(undated)))
                .hasStatus(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/fhir+json", "application/fhir+xml"})
    void aNarrativeThatMayRunLeavesTheOtherLinesStanding(String form) {
        String hostile = dispense.of("RX-2")
                .json()
                .replaceFirst(
                        "\\{", "{\"text\":{\"status\":\"generated\",\"div\":\"<div><input disabled='x'/></div>\"},");
        String[] lines = {dispense.json(), hostile, dispense.of("RX-3").json()};
        String entries = "{\"resource\":" + String.join("},{\"resource\":", lines) + "}";
        String batch =
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"batch\",\"resource\":{\"resourceType\":"
                        + "\"Bundle\",\"type\":\"collection\",\"entry\":[" + entries + "]}}]}";

        for (String body : List.of(PharmacyRecord.body(lines), batch)) {
            Answer answer = sent(body, form);

            assertThat(answer).hasStatus(200);
            assertThat(parameters(answer, "line"))
                    .extracting(line -> line.at("/part/1/valueCode").asText())
                    .containsExactly("accepted", "rejected", "accepted");
            assertThat(parameters(answer, "line").get(1).toString())
                    .contains("resource.text.div", "malformed-resource");
        }
        assertThat(sent(PharmacyRecord.body(hostile), form)).isRefused(400, "malformed-resource");
    }

    private Answer sent(String json, String form) {
        String body = form.endsWith("xml")
                ? context()
                        .newXmlParser()
                        .encodeResourceToString(context().newJsonParser().parseResource(json))
                : json;
        return http().post(
                        "MedicationDispense/$nms-submit",
                        body,
                        "Content-Type",
                        form,
                        "Accept",
                        "application/fhir+json");
    }

    @Test
    void anEntryThatIsNoDispenseLeavesTheOthersStanding() {
        String right = "{\"resource\":" + dispense.json() + "},";
        String wrong = "{\"resource\":{\"resourceType\":\"Patient\"}},{\"fullUrl\":\"urn:uuid:1\"}";
        String batch = "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"batch\",\"resource\":"
                + "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[%s]}}]}";

        Answer answer = http().post("MedicationDispense/$nms-submit", batch.formatted(right + wrong));

        assertThat(answer).hasStatus(200);
        assertThat(parameters(answer, "line"))
                .extracting(line -> line.at("/part/1/valueCode").asText())
                .containsExactly("accepted", "rejected", "rejected");
        assertThat(parameters(answer, "line").get(2).toString()).contains("entry[2].resource");
        assertThat(http().post("MedicationDispense/$nms-submit", batch.formatted(wrong)))
                .isRefused(400, "invalid-parameter");
    }

    @Test
    void whatIsWithheldFromWhoSubmitsIsNoDuplicateForIt() {
        String pharmacist = "Practitioner/"
                + http().post("Practitioner", "{\"resourceType\":\"Practitioner\"}")
                        .id();
        Lockbox lockbox = new Lockbox.Against(Set.of(pharmacist), Set.of(pharmacist));
        AccessScope scope =
                AccessScope.of(new Grant(Set.copyOf(ExposedTypes.NAMES), new Whose.Everybody(), Set.of(), lockbox));
        String[] bound = callers.header(new AccessRights(scope, scope, scope, scope));
        String id = organization();
        String report = "Organization/" + id + "/$nms-quality-report";
        String withheld = stored(submit(dispense));
        String same = PharmacyRecord.body(dispense.of("RX-2").json());
        String patient = "Patient/"
                + ids(http().get("Patient?identifier=" + person), "Patient").getFirst();

        assertThat(http().post("MedicationDispense/$nms-dur", same, bound).text())
                .contains("nms-possible-duplicate");
        Consent directive = Directives.about(Directives.against(patient, pharmacist), "MedicationDispense/" + withheld);
        assertThat(http().post("Consent", json(directive))).hasStatus(201);

        assertThat(http().post("MedicationDispense/$nms-dur", same, bound).text())
                .contains("accepted")
                .doesNotContain("nms-possible-duplicate");
        Answer submitted = http().post("MedicationDispense/$nms-submit", same, bound);
        assertThat(submitted).hasStatus(200);
        assertThat(submitted.text()).doesNotContain("nms-possible-duplicate");
        assertThat(counts(http().get(report))).contains("nms-possible-duplicate 1/2");
        assertThat(counts(http().get(report, bound))).contains("nms-possible-duplicate 0/1");
        assertThat(http().get(report, bound[0], bound[1], "Accept", "text/csv").text())
                .doesNotContain(withheld);
    }

    @Test
    void thePharmacyIsToldWhatIsOddAboutItsOwnSubmissions() {
        String id = organization();
        Answer sent = submit(
                dispense,
                dispense.numbered("2"),
                dispense.of("=RX-3\\nx").amounting("6000"),
                dispense.of("RX-4").on(PharmacyRecord.today().minusDays(8)),
                dispense.of("RX-5").by("99999"),
                dispense.of("RX-6").at("somebody-else"));
        String report = "Organization/" + id + "/$nms-quality-report";

        Answer told = http().get(report);
        String csv = http().get(report, "Accept", "text/csv").text();

        assertThat(text(sent, "accepted", "valueInteger")).isEqualTo("5");
        assertThat(counts(told))
                .contains(
                        "nms-possible-duplicate 1/4",
                        "nms-quantity-implausible 1/4",
                        "nms-late 1/4",
                        "nms-days-implausible 0/4",
                        "refused-nms-prescriber-licence 1/5");
        assertThat(told.json().at("/contained/0/entry/0/item/reference").asText())
                .startsWith("MedicationDispense/");
        assertThat(told.text()).doesNotContain(person);
        assertThat(csv)
                .startsWith("code,kind,prescription")
                .contains("\"nms-quantity-implausible\",\"accepted\",\"'=RX-3\nx\"")
                .contains("\"nms-prescriber-licence\",\"refused\",\"RX-5\"")
                .doesNotContain("RX-6", person);
    }

    /** The id of the pharmacy. */
    private String organization() {
        String id = "pharmacy-" + unique();
        assertThat(http().put("Organization/" + id, """
                        {"resourceType":"Organization","id":"%s","name":"Pharmacy of a test",
                        "identifier":[{"system":"%s","value":"%s"}]}""".formatted(id, PharmacyRecord.PHARMACY, pharmacy)))
                .hasStatus(201);
        return id;
    }

    private static List<String> counts(Answer report) {
        List<String> counts = new ArrayList<>();
        report.json()
                .path("group")
                .forEach(group -> counts.add(group.path("id").asText() + " "
                        + group.at("/population/0/count").asInt() + "/"
                        + group.at("/population/1/count").asInt()));
        return counts;
    }

    private int dispenses() {
        return database()
                .sql("select count(*) from nms_submission where pharmacy like ?")
                .param("%" + pharmacy)
                .query(Integer.class)
                .single();
    }
}
