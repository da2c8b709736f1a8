package org.painbridge.server.dispensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.Answer;

abstract class DispensingScenarios extends MonitoringScenarios {
    @Test
    void aThirdPrescriberIsFoundInTheWriteOfTheDispense() {
        post("900001", "2026-11-01");
        post("900002", "2026-11-02");
        assertThat(issues()).isEmpty();

        Answer third = post("900003", "2026-11-03");

        assertThat(issues()).hasSize(1);
        JsonNode issue = issues().getFirst();
        assertThat(issue.at("/code/coding/0/code").asText()).isEqualTo("N1");
        assertThat(issue.path("status").asText()).isEqualTo("final");
        assertThat(issue.at("/implicated/0/reference").asText()).isEqualTo("MedicationDispense/" + third.id());
        assertThat(issue.at("/evidence/0/detail")).hasSize(3);
        assertThat(issue.at("/extension/0/url").asText()).endsWith("dispensing-rule");
    }

    @Test
    void whatWasToldIsNotToldAgainUntilItGoesFurther() {
        post("900001", "2026-11-01");
        post("900002", "2026-11-02");
        post("900003", "2026-11-03");
        post("900003", "2026-11-05");
        assertThat(issues()).hasSize(1);

        post("900004", "2026-11-06");

        assertThat(issues()).hasSize(2);
    }

    @Test
    void aHighDoseAndItsFactorTableAreTold() {
        post("900001", "2026-11-01");

        assertThat(issues(patient, "G6")).singleElement().satisfies(issue -> {
            assertThat(issue.path("detail").asText()).contains("80 mg a day", "on-research");
            assertThat(issue.path("severity").asText()).isEqualTo("moderate");
        });
    }

    @Test
    void theSamePrescriberThreeTimesIsNoFinding() {
        post("900001", "2026-11-01");
        post("900001", "2026-11-02");
        post("900001", "2026-11-03");

        assertThat(issues()).isEmpty();
    }

    @Test
    void takingADispenseBackCancelsWhatItMadeTrue() {
        post("900001", "2026-11-01");
        Answer second = post("900002", "2026-11-02");
        post("900003", "2026-11-03");
        String reversed = second.text().replace("\"completed\"", "\"entered-in-error\"");

        assertThat(http().put("MedicationDispense/" + second.id(), reversed)).hasStatus(200);

        assertThat(issues()).hasSize(1);
        assertThat(issues().getFirst().path("status").asText()).isEqualTo("cancelled");
        assertThat(http().delete("MedicationDispense/" + second.id())).hasStatus(204);
    }

    @Test
    void aLateRecordMakesLaterDispensesJudgedAnew() {
        post("900001", "2026-11-01");
        Answer last = post("900003", "2026-11-10");

        post("900002", "2026-11-05");

        assertThat(issues()).hasSize(1);
        assertThat(issues().getFirst().at("/implicated/0/reference").asText())
                .isEqualTo("MedicationDispense/" + last.id());
    }

    @Test
    void findingsOfATransactionCommitWithIt() {
        StringBuilder entries = new StringBuilder();
        for (int i = 1; i <= 3; i++) {
            entries.append(i > 1 ? "," : "")
                    .append("{\"request\":{\"method\":\"POST\",\"url\":\"MedicationDispense\"},\"resource\":")
                    .append(dispense("90000" + i, "2026-11-0" + i, HYDROMORPHONE_4_MG))
                    .append("}");
        }
        String bundle = "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[" + entries + "]}";

        assertThat(http().post("", bundle)).hasStatus(200);

        assertThat(issues()).hasSize(1);
    }

    @Test
    void dispensesThatArriveAtOnceAreJudgedOneAfterTheOther() throws Exception {
        List<Callable<Answer>> pharmacies = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            String prescriber = "90000" + i;
            pharmacies.add(() -> post(prescriber, "2026-11-01"));
        }

        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            for (Future<Answer> answer : threads.invokeAll(pharmacies)) {
                assertThat(answer.get()).hasStatus(201);
            }
        }

        assertThat(issues()).hasSize(4);
    }

    @Test
    void morphineEquivalentsNameTheirTableAndEveryDispense() {
        post("900001", "2026-11-01");

        Answer answer = http().get("Patient/" + patient + "/$mme?asOf=2026-11-10");

        assertThat(answer).hasStatus(200);
        assertThat(parameter(answer, "table").path("valueCode").asText()).isEqualTo("on-research");
        assertThat(parameter(answer, "tableSource").path("valueString").asText())
                .isNotBlank();
        assertThat(parameter(answer, "complete").path("valueBoolean").asBoolean())
                .isTrue();
        assertThat(parameter(answer, "current").at("/valueQuantity/value").asDouble())
                .isEqualTo(80.0);
    }

    @Test
    void anUnknownProductMakesTheFigureIncompleteNeverZero() {
        http().post("MedicationDispense", dispense("900001", "2026-11-01", "99999999"));

        Answer answer = http().get("Patient/" + patient + "/$mme?asOf=2026-11-10");

        assertThat(parameter(answer, "complete").path("valueBoolean").asBoolean())
                .isFalse();
        assertThat(answer.text()).doesNotContain("\"current\"").contains("notComputable");
    }

    @Test
    void naloxoneIsNotMonitored() {
        for (int i = 1; i <= 3; i++) {
            http().post("MedicationDispense", dispense("90000" + i, "2026-11-01", NALOXONE_SPRAY));
        }

        assertThat(issues()).isEmpty();
    }

    @Test
    void wrongQuestionsAboutMorphineEquivalentsSayWhatIsPossible() {
        assertThat(http().get("Patient/" + patient + "/$mme?table=nope"))
                .isRefused(400, "mme-table")
                .saying("cdc-2022");
        assertThat(http().get("Patient/" + patient + "/$mme?days=0")).isRefused(400, "mme-window");
        assertThat(http().get("Patient/" + unique() + "/$mme")).isRefused(404, "not-found");
    }

    @ParameterizedTest
    @CsvSource({
        "asof=2026-11-01, asof, asOf",
        "asOf:exact=2026-11-01, asOf:exact, asOf",
        "day=28, day, days",
        "asOf=2026-11-01&asOf=2026-11-02, asOf, once",
    })
    void aParameterThatIsUnknownOrSentTwiceIsRefused(String query, String name, String hint) {
        assertThat(http().get("Patient/" + patient + "/$mme?" + query))
                .isRefused(400, "invalid-parameter")
                .at("Parameters.parameter.where(name='" + name + "')")
                .saying(hint);
    }

    @Test
    void aQuestionAboutMorphineEquivalentsCanBePosted() {
        post("900001", "2026-11-01");
        String url = "Patient/" + patient + "/$mme";
        String question =
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"asOf\",\"valueDate\":\"2026-11-10\"}]}";

        Answer answer = http().post(url, question);

        assertThat(answer).hasStatus(200);
        assertThat(parameter(answer, "window").at("/valuePeriod/end").asText()).isEqualTo("2026-11-10");
        assertThat(http().post(url, question.replace("asOf", "asof")))
                .isRefused(400, "invalid-parameter")
                .saying("asOf");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"unit\":\"tablet\",\"system\":\"http://unitsofmeasure.org\",\"code\":\"1\"; \"unit\":\"{long}\"; MedicationDispense.quantity",
                "\"900001\"; \"{long}\"; MedicationDispense.authorizingPrescription",
                "\"PH-1\"; \"{long}\"; MedicationDispense.performer",
            })
    void aValueTooLongForTheRulesIsRefusedWithItsPlace(String from, String to, String place) {
        String body = dispense("900001", "2026-11-01", HYDROMORPHONE_4_MG)
                .replace(from, to.replace("{long}", "a".repeat(1000)));

        assertThat(http().post("MedicationDispense", body))
                .isRefused(422, "value-too-long")
                .at(place)
                .saying("400");
    }
}
