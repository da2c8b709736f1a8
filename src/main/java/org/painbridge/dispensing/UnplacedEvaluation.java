package org.painbridge.dispensing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.painbridge.dispensing.HistoryColumns.Filled;

/**
 * What the rules say of a dispense without a place: it breaks none, and what it would break on one of its possible days is
 * open. Between the days on which something else was handed over nothing begins, so those are tried, and the ends. Of many
 * only the latest are: then what else could be broken is open as well, but for rules that count keys, which the ends alone decide.
 */
final class UnplacedEvaluation {
    private static final int MOST_DAYS = 16;

    private final Kernel kernel;
    private final HistoryColumns columns;
    private final Explainer explainer;
    private final DispenseHistory history;
    private final UnplacedDispense current;
    private final List<UnplacedDispense> others;
    /** By number of the rule. */
    private final Map<Integer, Undecided> open = new TreeMap<>();

    UnplacedEvaluation(
            Kernel kernel,
            HistoryColumns columns,
            Explainer explainer,
            DispenseHistory history,
            UnplacedDispense current) {
        this.kernel = kernel;
        this.columns = columns;
        this.explainer = explainer;
        this.history = history;
        this.current = current;
        this.others = history.unplaced().stream()
                .filter(each -> !each.id().equals(current.id()))
                .toList();
    }

    Evaluation evaluate() {
        List<LocalDate> days = days();
        boolean all = days.size() <= MOST_DAYS;
        for (LocalDate day : all ? days : days.subList(0, MOST_DAYS - 1)) {
            tryOn(day, false);
        }
        if (!all) {
            tryOn(days.getLast(), true);
        }
        return new Evaluation(current.id(), List.of(), List.copyOf(open.values()));
    }

    /** The latest first. */
    private List<LocalDate> days() {
        TreeSet<LocalDate> days = new TreeSet<>(List.of(current.possible().from(), current.last()));
        history.dispenses().stream()
                .map(Dispense::day)
                .filter(day -> current.possible().contains(day))
                .forEach(days::add);
        return List.copyOf(days.descendingSet());
    }

    /** @param andBetween whether there are days behind this one that are not tried */
    private void tryOn(LocalDate day, boolean andBetween) {
        Filled with = columns.fill(upTo(day), others);
        int row = with.columns().size() - 1;
        Hits hits = kernel.hits();
        hits.begin(with.columns());
        kernel.judge(with.columns(), row, hits);
        long possible = hits.broken(row) | hits.open(row);
        for (int i = 0; i < kernel.rules().size(); i++) {
            Rule rule = kernel.rules().get(i);
            boolean isOpen = (possible & (1L << i)) != 0
                    || (andBetween
                            && !(rule.operator() instanceof DistinctKeysInWindow)
                            && kernel.concerns(i, with.columns(), row));
            if (isOpen && rule.info().alerting().state() == Alerting.State.ACTIVE && !open.containsKey(i)) {
                open.put(i, withItself(explainer.undecided(rule, with, row, current.dispense())));
            }
        }
    }

    /** What can matter on that day, and the dispense as if it had been handed over then, after all others. */
    private List<Dispense> upTo(LocalDate day) {
        LocalDate before = day.minusDays(kernel.lookBackDays());
        List<Dispense> inOrder = new ArrayList<>(history.dispenses().stream()
                .filter(each -> each.day().isAfter(before) && !each.day().isAfter(day))
                .toList());
        Dispense placed = current.dispense();
        inOrder.add(new Dispense(
                placed.id(),
                placed.patient(),
                placed.drug(),
                placed.providers(),
                placed.supply(),
                new HandedOver(day, Optional.empty(), Long.MAX_VALUE),
                placed.setting()));
        return inOrder;
    }

    /** The dispense is itself one of which more would have to be known. */
    private static Undecided withItself(Undecided undecided) {
        List<DispenseId> because = Stream.concat(
                        undecided.because().stream(),
                        Stream.of(undecided.dispense().id()))
                .distinct()
                .toList();
        return new Undecided(
                undecided.rule(), undecided.dispense(), because, false, undecided.sentence(), undecided.limits());
    }
}
