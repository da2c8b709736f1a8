package org.painbridge.dispensing;

import java.util.List;

/**
 * Applies the rules to a patient's dispenses. A dispense is judged by itself and those before it in total order, never by
 * later ones, and by none older than {@link #lookBackDays()}; dispenses without a place leave open what they could change:
 * so the answer is the same whether it is asked for as the dispense arrives or for a whole history at once.
 */
public final class DispensingEngine {
    private final RuleSet rules;
    private final Kernel kernel;
    private final HistoryColumns columns;
    private final Explainer explainer;

    /** @throws IllegalArgumentException if there is no such factor table as monitoring.yaml names */
    public DispensingEngine(RuleSet rules, DrugTable drugs, MmeTables tables) {
        MonitoringMethod method = MonitoringMethod.fromClassPath();
        MmeTable table = tables.table(method.mmeTable())
                .orElseThrow(() -> new IllegalArgumentException("No factor table " + method.mmeTable()));
        this.rules = rules;
        this.kernel = new Kernel(rules);
        this.columns = new HistoryColumns(drugs, table, method);
        this.explainer = new Explainer(table.id());
    }

    /** Calendar days before a dispense that its evaluation needs, its own day included. */
    public int lookBackDays() {
        return rules.lookBackDays();
    }

    /** For several dispenses of one history. */
    public HistoryEvaluation on(DispenseHistory history) {
        return new HistoryEvaluation(kernel, columns, explainer, history);
    }

    /** @throws IllegalArgumentException if the history has no such dispense */
    public Evaluation evaluate(DispenseHistory history, DispenseId dispense) {
        return on(history).evaluate(dispense);
    }

    /** One evaluation for each dispense, in order, those without a place last. */
    public List<Evaluation> evaluateAll(DispenseHistory history) {
        return on(history).all();
    }

    /** The same rules over many patients at once. */
    public PopulationPass pass() {
        return new PopulationPass(kernel, columns, columns.doses());
    }
}
