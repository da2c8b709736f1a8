package org.painbridge.dispensing;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.painbridge.dispensing.HistoryColumns.Filled;

/** The dispenses of one patient, laid out once, to be judged one after the other. Not for several threads at once. */
public final class HistoryEvaluation {
    private final Kernel kernel;
    private final HistoryColumns columns;
    private final Explainer explainer;
    private final DispenseHistory history;
    private final Filled filled;
    private final Hits hits;
    private final BitSet judged = new BitSet();
    private final Map<DispenseId, Integer> rows = new HashMap<>();

    HistoryEvaluation(Kernel kernel, HistoryColumns columns, Explainer explainer, DispenseHistory history) {
        this.kernel = kernel;
        this.columns = columns;
        this.explainer = explainer;
        this.history = history;
        this.filled = columns.fill(history);
        this.hits = kernel.hits();
        hits.begin(filled.columns());
        for (int row = 0; row < filled.columns().size(); row++) {
            rows.put(filled.rows().get(row).id(), row);
        }
    }

    /** @throws IllegalArgumentException if the history has no such dispense */
    public Evaluation evaluate(DispenseId dispense) {
        return evaluate(dispense, false);
    }

    /**
     * The same without findings that an earlier dispense has told already.
     *
     * @throws IllegalArgumentException if the history has no such dispense
     */
    public Evaluation news(DispenseId dispense) {
        return evaluate(dispense, true);
    }

    private Evaluation evaluate(DispenseId dispense, boolean newsOnly) {
        Integer row = rows.get(dispense);
        return row != null ? evaluate(row, newsOnly) : evaluate(unplaced(dispense));
    }

    private Evaluation evaluate(int row, boolean newsOnly) {
        judgeUpTo(row);
        Dispense current = filled.rows().get(row);
        List<Finding> findings = new ArrayList<>();
        List<Finding> shadow = new ArrayList<>();
        List<Undecided> undecided = new ArrayList<>();
        for (int i = 0; i < kernel.rules().size(); i++) {
            Rule rule = kernel.rules().get(i);
            boolean onTrial = rule.info().alerting().state() == Alerting.State.SHADOW;
            if (hits.isBroken(row, i)) {
                Optional<DispenseId> before = toldBy(row, i);
                if (!newsOnly || before.isEmpty()) {
                    (onTrial ? shadow : findings).add(explainer.finding(rule, filled, row, before));
                }
            } else if ((hits.open(row) & (1L << i)) != 0 && !onTrial) {
                undecided.add(explainer.undecided(rule, filled, row, current));
            }
        }
        return new Evaluation(current.id(), findings, undecided, shadow);
    }

    private Optional<DispenseId> toldBy(int row, int rule) {
        int before = kernel.toldBy(filled.columns(), row, rule, hits);
        return before < 0
                ? Optional.empty()
                : Optional.of(filled.rows().get(before).id());
    }

    /** The rows whose findings decide whether those of this one are news, and itself. */
    private void judgeUpTo(int row) {
        int from = row;
        int before = filled.columns().day[row] - kernel.longestQuiet();
        while (from > 0 && filled.columns().day[from - 1] > before) {
            from--;
        }
        for (int i = judged.nextClearBit(from); i <= row; i = judged.nextClearBit(i + 1)) {
            kernel.judge(filled.columns(), i, hits);
            judged.set(i);
        }
    }

    /** What was not raised of this dispense, or tells nobody, and why; nothing of one without a place. */
    public List<NotRaised> notRaised(DispenseId dispense) {
        Integer row = rows.get(dispense);
        if (row == null) {
            return List.of();
        }
        judgeUpTo(row);
        List<NotRaised> notRaised = new ArrayList<>();
        for (int i = 0; i < kernel.rules().size(); i++) {
            notRaised(row, i).ifPresent(notRaised::add);
        }
        return notRaised;
    }

    private Optional<NotRaised> notRaised(int row, int number) {
        Rule rule = kernel.rules().get(number);
        boolean isBroken = hits.isBroken(row, number);
        if (rule.info().alerting().state() == Alerting.State.SHADOW) {
            return isBroken ? Optional.of(explainer.onTrial(rule, filled, row)) : Optional.empty();
        }
        return isBroken
                ? toldBy(row, number).map(before -> explainer.toldBefore(rule, filled, row, before))
                : explainer.notRaised(rule, filled, row);
    }

    private UnplacedDispense unplaced(DispenseId dispense) {
        return history.unplaced().stream()
                .filter(each -> each.id().equals(dispense))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No dispense " + dispense.id() + " in the history"));
    }

    private Evaluation evaluate(UnplacedDispense current) {
        return new UnplacedEvaluation(kernel, columns, explainer, history, current).evaluate();
    }

    /** One evaluation for each dispense, in order, those without a place last. */
    List<Evaluation> all() {
        List<Evaluation> evaluations = new ArrayList<>();
        for (int row = 0; row < filled.columns().size(); row++) {
            evaluations.add(evaluate(row, false));
        }
        history.unplaced().forEach(each -> evaluations.add(evaluate(each)));
        return evaluations;
    }
}
