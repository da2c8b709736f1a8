package org.painbridge.dispensing;

import java.util.ArrayList;
import java.util.List;
import org.painbridge.dispensing.Operator.Outcome;

/**
 * Applies the rules to a patient's dispenses. A dispense is judged by itself and those before it in total order, never by
 * later ones, and by none older than {@link #lookBackDays()}; dispenses without a place leave open what they could change: so the answer is the same whether it is asked for as the
 * dispense arrives or for a whole history at once.
 */
public final class DispensingEngine {
    private final RuleSet rules;
    private final DrugTable drugs;

    public DispensingEngine(RuleSet rules, DrugTable drugs) {
        this.rules = rules;
        this.drugs = drugs;
    }

    /** Calendar days before a dispense that its evaluation needs, its own day included. */
    public int lookBackDays() {
        return rules.lookBackDays();
    }

    /** @throws IllegalArgumentException if the history has no such dispense */
    public Evaluation evaluate(DispenseHistory history, DispenseId dispense) {
        return history.unplaced().stream()
                .filter(unplaced -> unplaced.id().equals(dispense))
                .findFirst()
                .map(unplaced -> evaluate(unplaced, history))
                .orElseGet(() -> evaluate(history.through(dispense), history.unplaced()));
    }

    /** One evaluation for each dispense, in order, those without a place last. */
    public List<Evaluation> evaluateAll(DispenseHistory history) {
        List<Evaluation> evaluations = new ArrayList<>();
        for (int row = 1; row <= history.dispenses().size(); row++) {
            evaluations.add(evaluate(history.dispenses().subList(0, row), history.unplaced()));
        }
        history.unplaced().forEach(unplaced -> evaluations.add(evaluate(unplaced, history)));
        return evaluations;
    }

    private Evaluation evaluate(UnplacedDispense current, DispenseHistory history) {
        List<Undecided> undecided = new ArrayList<>();
        for (Rule rule : rules.all()) {
            if (rule.operator().evaluate(current, history, drugs) instanceof Outcome.Open open) {
                undecided.add(rule.wording().undecided(rule.info(), current.dispense(), open));
            }
        }
        return new Evaluation(current.id(), List.of(), undecided);
    }

    private Evaluation evaluate(List<Dispense> seen, List<UnplacedDispense> unplaced) {
        Dispense current = seen.getLast();
        List<Finding> findings = new ArrayList<>();
        List<Undecided> undecided = new ArrayList<>();
        for (Rule rule : rules.all()) {
            switch (rule.operator().evaluate(seen, unplaced, drugs)) {
                case Outcome.Broken broken ->
                    findings.add(rule.wording().finding(rule.info(), broken.facts(), broken.unknowns()));
                case Outcome.Open open -> undecided.add(rule.wording().undecided(rule.info(), current, open));
                case Outcome.Kept kept -> {}
            }
        }
        return new Evaluation(current.id(), findings, undecided);
    }
}
