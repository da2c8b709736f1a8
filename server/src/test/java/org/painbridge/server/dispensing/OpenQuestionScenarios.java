package org.painbridge.server.dispensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;

/** A rule that cannot be decided is on record, once for each patient and rule, until it can be. */
abstract class OpenQuestionScenarios extends MonitoringScenarios {

    @Test
    void anUnknownThirdPrescriberIsAPreliminaryIssueThatNamesTheDispense() {
        post("900001", "2026-11-01");
        post("900002", "2026-11-02");
        Answer unknown = withoutPrescriber("2026-11-03");

        assertThat(statuses(patient)).containsExactly("preliminary");
        JsonNode issue = issues().getFirst();
        assertThat(issue.at("/code/coding/0/code").asText()).isEqualTo("N1");
        assertThat(issue.path("detail").asText()).startsWith("Not known whether");
        assertThat(issue.at("/implicated/0/reference").asText()).isEqualTo("MedicationDispense/" + unknown.id());
        assertThat(evidence(issue)).containsExactly("MedicationDispense/" + unknown.id());
    }

    @Test
    void aPrescriberWhoBecomesKnownSettlesTheQuestionEitherWay() {
        post("900001", "2026-11-01");
        post("900002", "2026-11-02");
        Answer unknown = withoutPrescriber("2026-11-03");

        correct(unknown, "900003");
        assertThat(statuses(patient)).containsExactlyInAnyOrder("cancelled", "final");

        correct(unknown, "900002");
        assertThat(statuses(patient)).containsExactly("cancelled", "cancelled");
    }

    @Test
    void manyUnknownPrescribersAreOneIssueAboutTheLatest() {
        withoutPrescriber("2026-11-01");
        withoutPrescriber("2026-11-02");
        assertThat(issues()).isEmpty();
        Answer third = withoutPrescriber("2026-11-03");
        Answer fourth = withoutPrescriber("2026-11-04");

        assertThat(statuses(patient)).containsExactly("preliminary");
        assertThat(implicated()).isEqualTo("MedicationDispense/" + fourth.id());

        assertThat(http().delete("MedicationDispense/" + fourth.id())).hasStatus(204);
        assertThat(statuses(patient)).containsExactly("preliminary");
        assertThat(implicated()).isEqualTo("MedicationDispense/" + third.id());

        assertThat(http().delete("MedicationDispense/" + third.id())).hasStatus(204);
        assertThat(statuses(patient)).containsExactly("cancelled");
    }

    @Test
    void aQuestionOfLongAgoStaysWhenALaterOneIsSettled() {
        withoutPrescriber("2026-01-01");
        withoutPrescriber("2026-01-02");
        Answer old = withoutPrescriber("2026-01-03");
        post("900001", "2026-11-01");
        post("900002", "2026-11-02");
        Answer late = withoutPrescriber("2026-11-03");
        assertThat(implicated()).isEqualTo("MedicationDispense/" + late.id());

        correct(late, "900001");

        assertThat(statuses(patient)).containsExactly("preliminary");
        assertThat(implicated()).isEqualTo("MedicationDispense/" + old.id());
    }

    @Test
    void aDispenseWithoutADayLeavesTheRuleOpen() {
        post("900001", "2026-11-01");
        post("900002", "2026-11-02");
        String body = dispense("900003", "2026-11-03", HYDROMORPHONE_4_MG);
        Answer coarse = http().post("MedicationDispense", body.replace("\"2026-11-03T10:00:00-05:00\"", "\"2026-11\""));

        assertThat(statuses(patient)).containsExactly("preliminary");
        assertThat(evidence(issues().getFirst())).containsExactly("MedicationDispense/" + coarse.id());

        assertThat(http().put("MedicationDispense/" + coarse.id(), coarse.text().replace("\"2026-11\"", "\"2026-09\"")))
                .hasStatus(200);
        assertThat(statuses(patient)).containsExactly("cancelled");
    }

    @Test
    void whatDoesNotChangeTheQuestionWritesNoNewVersionOfIt() {
        post("900001", "2026-11-01");
        post("900002", "2026-11-02");
        Answer unknown = withoutPrescriber("2026-11-03");

        assertThat(http().put(
                                "MedicationDispense/" + unknown.id(),
                                unknown.text().replace("\"value\":120", "\"value\":60")))
                .hasStatus(200);

        assertThat(issues().getFirst().at("/meta/versionId").asText()).isEqualTo("1");
    }

    private Answer withoutPrescriber(String day) {
        String body = dispense("900009", day, HYDROMORPHONE_4_MG)
                .replace("\"authorizingPrescription\":[{\"reference\":\"#rx\"}],", "");
        Answer answer = http().post("MedicationDispense", body.replaceAll("(?s)\"contained\":.*?}}}],", ""));
        assertThat(answer).hasStatus(201);
        return answer;
    }

    private void correct(Answer stored, String prescriber) {
        String day = stored.json().path("whenHandedOver").asText().substring(0, 10);
        String body =
                dispense(prescriber, day, HYDROMORPHONE_4_MG).replaceFirst("\\{", "{\"id\":\"" + stored.id() + "\",");
        assertThat(http().put("MedicationDispense/" + stored.id(), body)).hasStatus(200);
    }

    private String implicated() {
        return issues().getFirst().at("/implicated/0/reference").asText();
    }

    private static List<String> evidence(JsonNode issue) {
        return StreamSupport.stream(issue.at("/evidence/0/detail").spliterator(), false)
                .map(detail -> detail.path("reference").asText())
                .toList();
    }
}
