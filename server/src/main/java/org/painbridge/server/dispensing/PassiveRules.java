package org.painbridge.server.dispensing;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import org.painbridge.dispensing.Evaluation;
import org.painbridge.dispensing.Finding;
import org.painbridge.dispensing.RuleKey;

/** Rules that were heard too often to be listened to: their findings go on record, and interrupt nobody ({@link RuleBudgets}). */
final class PassiveRules {
    private final MeterRegistry meters;
    private volatile Set<RuleKey> passive = Set.of();

    PassiveRules(MeterRegistry meters) {
        this.meters = meters;
        meters.gauge("painbridge.monitoring.rules.passive", this, rules -> rules.passive.size());
    }

    void are(Set<RuleKey> rules) {
        passive = Set.copyOf(rules);
    }

    /** What is told of a dispense; new findings of rules on trial are counted, each time that a dispense is judged. */
    Evaluation told(Evaluation said) {
        for (Finding shadow : said.shadow().stream().filter(Finding::isNews).toList()) {
            RuleKey rule = shadow.rule().key();
            meters.counter("painbridge.monitoring.shadow", "rule", rule.id(), "version", rule.version())
                    .increment();
        }
        return said.passive(passive);
    }
}
