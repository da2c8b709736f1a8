package org.painbridge.server.dispensing;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.painbridge.dispensing.AlertBudgets;
import org.painbridge.dispensing.Alerting;
import org.painbridge.dispensing.RuleInfo;
import org.painbridge.dispensing.RuleKey;
import org.painbridge.server.dispensing.BudgetTable.Count;
import org.painbridge.server.dispensing.BudgetTable.Standing;
import org.painbridge.server.fhirserver.ActLog;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoreTransaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks from time to time how often rules interrupt. One that has more findings in 1,000 dispenses than its budget is passive
 * from then on, by itself; that it interrupts again is for people to say.
 */
final class RuleBudgets implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RuleBudgets.class);
    private static final Duration KNOWN_FOR = Duration.ofMinutes(1);

    private final FhirStore store;
    private final BudgetTable table;
    private final PassiveRules passive;
    private final List<RuleInfo> rules;
    private final AlertBudgets method;
    private final ActLog log;
    private final Duration every;
    private final Clock clock;
    private final ZoneId zone;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("rule-budgets").daemon().factory());

    /**
     * @param rules all there are; those that interrupt nobody have nothing to lose
     * @param every how often it looks; zero for never
     */
    RuleBudgets(
            FhirStore store,
            BudgetTable table,
            PassiveRules passive,
            List<RuleInfo> rules,
            AlertBudgets method,
            ActLog log,
            Duration every,
            Clock clock,
            ZoneId zone) {
        this.store = store;
        this.table = table;
        this.passive = passive;
        this.rules = rules.stream()
                .filter(rule -> rule.alerting().state() == Alerting.State.ACTIVE
                        && rule.alerting().presentation() == Alerting.Presentation.INTERRUPT)
                .toList();
        this.method = method;
        this.log = log;
        this.every = every;
        this.clock = clock;
        this.zone = zone;
    }

    void start() {
        know();
        var unused = executor.scheduleWithFixedDelay(
                () -> guarded(this::know), KNOWN_FOR.toMillis(), KNOWN_FOR.toMillis(), TimeUnit.MILLISECONDS);
        if (every.isPositive()) {
            var unusedToo = executor.scheduleWithFixedDelay(
                    () -> guarded(this::look), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (StoreProblem.Unavailable | StoreProblem.Conflict e) {
            LOG.warn("The budgets of rules are looked at later: {}", e.getMessage());
        } catch (RuntimeException e) { // Else the executor would never run this again, nor say why.
            LOG.error("The budgets of rules are looked at later", e);
        }
    }

    /** Another node may have looked, or been told. */
    private void know() {
        passive.are(store.query(table::read).values().stream()
                .filter(standing -> standing.passiveSince() != null)
                .map(Standing::rule)
                .collect(Collectors.toSet()));
    }

    void look() {
        for (RuleInfo rule : rules) {
            store.write(transaction -> look(transaction, rule));
        }
        know();
    }

    private Standing look(StoreTransaction transaction, RuleInfo rule) throws SQLException {
        transaction.lock("rule budget " + rule.key().id());
        Standing before = table.read(transaction.connection()).get(rule.key());
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        LocalDate first = first(today, before == null ? null : before.restoredOn());
        Count count = table.count(transaction.connection(), rule.key().id(), first, today);
        Instant since = before == null ? null : before.passiveSince();
        boolean over = count.dispenses() >= method.leastDispenses()
                && count.findings() * 1000 > rule.alerting().budget() * count.dispenses();
        boolean drops = since == null && over;
        Standing now = new Standing(
                rule.key(),
                transaction.now(),
                first,
                count.dispenses(),
                count.findings(),
                drops ? transaction.now() : since,
                before == null ? null : before.restoredOn());
        table.write(transaction, now);
        if (drops) {
            String told = "rule " + rule.key().id() + " " + rule.key().version() + " is passive: " + now.rate()
                    + " findings in 1000 dispenses, its budget is "
                    + rule.alerting().budget();
            LOG.warn("{}", told);
            log.done(transaction, told, List.of());
        }
        return now;
    }

    private LocalDate first(LocalDate today, @Nullable LocalDate restored) {
        LocalDate window = today.minusDays(method.windowDays() - 1L);
        return restored == null || restored.isBefore(window) ? window : restored.plusDays(1);
    }

    /** @throws StoreProblem.NotFound if there is no such rule that ever was looked at */
    void restore(String ruleId) {
        store.write(transaction -> {
            transaction.lock("rule budget " + ruleId);
            RuleInfo rule = rules.stream()
                    .filter(each -> each.key().id().equals(ruleId))
                    .findFirst()
                    .orElseThrow(() -> new StoreProblem.NotFound("An interrupting rule " + ruleId));
            Standing before = table.read(transaction.connection()).get(rule.key());
            if (before == null || before.passiveSince() == null) {
                throw new StoreProblem.Conflict("The rule " + ruleId + " is not passive");
            }
            table.write(
                    transaction,
                    new Standing(
                            rule.key(),
                            transaction.now(),
                            before.from(),
                            before.dispenses(),
                            before.findings(),
                            null,
                            LocalDate.ofInstant(transaction.now(), zone)));
            log.done(transaction, "rule " + ruleId + " " + rule.key().version() + " interrupts again", List.of());
            return ruleId;
        });
        know();
    }

    List<RuleInfo> rules() {
        return rules;
    }

    Map<RuleKey, Standing> standings() {
        return store.query(table::read);
    }
}
