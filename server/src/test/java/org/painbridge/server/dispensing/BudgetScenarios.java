package org.painbridge.server.dispensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.painbridge.clinical.PatientRef;
import org.painbridge.dispensing.AlertBudgets;
import org.painbridge.dispensing.Alerting.Presentation;
import org.painbridge.dispensing.DispenseHistory;
import org.painbridge.dispensing.DispenseId;
import org.painbridge.dispensing.DispensingEngine;
import org.painbridge.dispensing.Evaluation;
import org.painbridge.dispensing.RuleSet;
import org.painbridge.server.fhirserver.ActLog;
import org.painbridge.server.store.FhirStore;
import org.springframework.beans.factory.annotation.Autowired;

/** On a day of which no other test has dispenses. */
abstract class BudgetScenarios extends MonitoringScenarios {
    private static final ZoneId TORONTO = ZoneId.of("America/Toronto");
    private static final LocalDate DAY = LocalDate.of(2004, 5, 20);

    @Autowired
    private FhirStore store;

    @Autowired
    private Monitoring monitoring;

    @Autowired
    private DispensingEngine engine;

    @Autowired
    private ActLog log;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final PassiveRules passive = new PassiveRules(meters);

    @Test
    void aRuleOverItsBudgetInterruptsNobodyUntilSomebodyLetsItAgain() {
        post("900001", "2004-05-18");
        post("900002", "2004-05-19");
        String third = post("900003", "2004-05-20").id();
        RuleBudgets budgets = budgets(3);
        assertThat(presentation(third)).isEqualTo(Presentation.INTERRUPT);

        budgets(4).look();
        assertThat(presentation(third)).isEqualTo(Presentation.INTERRUPT);
        budgets.look();

        assertThat(presentation(third)).isEqualTo(Presentation.INFORM);
        assertThat(meters.get("painbridge.monitoring.rules.passive").gauge().value())
                .isPositive();
        assertThat(trail("rule N1 % is passive: 333 findings in 1000 dispenses, its budget is 5"))
                .isEqualTo(1);
        assertThat(http().post("$rule-budgets", "{\"resourceType\":\"Parameters\"}")
                        .text())
                .contains("passiveSince");
        String restore =
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"restore\",\"valueCode\":\"N1\"}]}";
        assertThat(http().post("$rule-budgets", restore)).hasStatus(200);
        assertThat(http().post("$rule-budgets", restore)).isRefused(409, "conflict");
        assertThat(trail("rule N1 % interrupts again")).isEqualTo(1);
        budgets.look();
        assertThat(presentation(third)).isEqualTo(Presentation.INTERRUPT);
    }

    private RuleBudgets budgets(int leastDispenses) {
        return new RuleBudgets(
                store,
                new BudgetTable(),
                passive,
                RuleSet.fromClassPath().rules(),
                new AlertBudgets(3, leastDispenses),
                log,
                Duration.ZERO,
                Clock.fixed(DAY.atTime(12, 0).atZone(TORONTO).toInstant(), TORONTO),
                TORONTO);
    }

    /** Of the finding of N1. */
    private Presentation presentation(String dispense) {
        DispenseHistory history = DispenseHistory.ofRows(
                new PatientRef(patient),
                store.query(connection -> monitoring.dispenses(connection, patient, DAY.minusDays(5), DAY, null)));
        Evaluation said = passive.told(engine.evaluate(history, new DispenseId(dispense)));
        return said.findings().stream()
                .filter(finding -> finding.rule().key().id().equals("N1"))
                .map(finding -> finding.rule().alerting().presentation())
                .findFirst()
                .orElseThrow();
    }

    private int trail(String text) {
        return database()
                .sql("select count(*) from audit_event where query like ?")
                .param(text)
                .query(Integer.class)
                .single();
    }
}
