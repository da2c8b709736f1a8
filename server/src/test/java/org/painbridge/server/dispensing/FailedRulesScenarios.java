package org.painbridge.server.dispensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.springframework.beans.factory.annotation.Autowired;

/** A rule that fails keeps nobody from their medicine: the dispense is stored, and judged later. */
abstract class FailedRulesScenarios extends MonitoringScenarios {
    @Autowired
    private FailingJudge judge;

    @Autowired
    private Rechecks rechecks;

    @Test
    void theDispenseIsStoredAndJudgedLater() {
        post("900001", "2026-11-01");
        post("900002", "2026-11-02");
        judge.fail(patient);

        Answer third = post("900003", "2026-11-03");

        assertThat(third).hasStatus(201);
        assertThat(implicated()).doesNotContain(third.id());
        rechecks.run();
        assertThat(waiting()).isEqualTo(1);
        judge.heal(patient);
        rechecks.run();
        assertThat(waiting()).isZero();
        assertThat(implicated()).contains(third.id());
    }

    private List<String> implicated() {
        return issues().stream()
                .map(issue -> issue.at("/implicated/0/reference").asText().replace("MedicationDispense/", ""))
                .toList();
    }

    private int waiting() {
        return database()
                .sql("select count(*) from dispense_recheck where patient_id = ?")
                .param(patient)
                .query(Integer.class)
                .single();
    }
}
