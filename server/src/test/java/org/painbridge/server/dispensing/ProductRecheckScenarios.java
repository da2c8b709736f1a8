package org.painbridge.server.dispensing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A server that starts with another table of products judges what is stored by it. */
abstract class ProductRecheckScenarios extends MonitoringScenarios {
    @Autowired
    private ProductRecheck recheck;

    @BeforeEach
    void threePrescribersOfWhomNothingWasSaid() {
        recheck.run();
        for (String prescriber : List.of("900001", "900002", "900003")) {
            post(prescriber, "2026-11-01");
        }
        forgetFindings();
    }

    @Test
    void byAnotherTableAllDispensesAreJudgedAnew() {
        database().sql("update product_check set products = 'another'").update();

        recheck.run();

        assertThat(findings()).anySatisfy(note -> assertThat(note).contains("N1:"));
        assertThat(versions()).contains("2");
        assertThat(isFinished()).isTrue();
        List<String> versions = versions();
        goOnBehind(patient.substring(0, patient.length() - 1));
        recheck.run();
        assertThat(versions()).isEqualTo(versions);
    }

    @Test
    void byTheSameTableNothingIsJudgedAgain() {
        recheck.run();

        assertThat(findings()).containsOnly("");
    }

    @Test
    void whatWasCutOffGoesOnBehindTheLastPatient() {
        goOnBehind(patient);
        recheck.run();
        assertThat(findings()).containsOnly("");
        assertThat(isFinished()).isTrue();

        goOnBehind(patient.substring(0, patient.length() - 1));
        recheck.run();

        assertThat(findings()).anySatisfy(note -> assertThat(note).contains("N1:"));
    }

    private void goOnBehind(String last) {
        database().sql("update product_check set patient_id = ?").param(last).update();
    }

    private void forgetFindings() {
        database()
                .sql("update dispense set findings = '' where patient_id = ?")
                .param(patient)
                .update();
    }

    private List<String> findings() {
        return database()
                .sql("select findings from dispense where patient_id = ?")
                .param(patient)
                .query(String.class)
                .list();
    }

    private List<String> versions() {
        return issues().stream()
                .map(issue -> issue.at("/meta/versionId").asText())
                .toList();
    }

    private boolean isFinished() {
        return database()
                        .sql("select count(*) from product_check where patient_id is null")
                        .query(Integer.class)
                        .single()
                == 1;
    }
}
