package org.painbridge.dispensing.trends;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.painbridge.dispensing.Dispense;
import org.painbridge.dispensing.DispenseRow;
import org.painbridge.dispensing.DrugUses;
import org.painbridge.dispensing.PopulationPass;

/**
 * Counts all indicators over a population, one patient after the other; holds the cells and one patient. Findings and doses are
 * those of the rules: the same kernel. Not for several threads at once.
 */
public final class TrendCount {
    private final Indicators indicators;
    private final AgeBands ages;
    private final Question question;
    private final Quarters counted;
    private final Facts facts;
    private final DrugUses uses;
    private final List<Counter> counters = new ArrayList<>();

    /** @param counted quarters of which finest cells are kept; those of the question among them */
    public TrendCount(
            Indicators indicators,
            AgeBands ages,
            PopulationPass pass,
            DrugUses uses,
            Question question,
            Quarters counted) {
        if (!counted.covers(question.period())) {
            throw new IllegalArgumentException("Not all quarters are counted: " + counted);
        }
        this.indicators = indicators;
        this.ages = ages;
        this.question = question;
        this.counted = counted;
        this.uses = uses;
        this.facts = new Facts(pass, uses);
        indicators.all().forEach(each -> counters.add(new Counter(each)));
    }

    /** @param rows of that person, from as many days before the first quarter as the rules look back */
    public void add(Person person, List<DispenseRow> rows) {
        facts.of(rows, (fact, day, value, dispense, rule, level) -> {
            Quarters quarter = Quarters.of(day);
            if (counted.covers(quarter)) {
                for (Counter counter : counters) {
                    if (counter.takes(fact, rule, level)) {
                        counter.add(atom(person, quarter, day, dispense, counter.indicator), value, dispense);
                    }
                }
            }
        });
        counters.forEach(Counter::endOfPerson);
    }

    private Cell atom(
            Person person, Quarters quarter, LocalDate day, @Nullable Dispense dispense, Indicator indicator) {
        String drug = indicator.byDrug() && dispense != null
                ? uses.substances(dispense.drug()).orElse(Cell.UNKNOWN)
                : Cell.ANY_DRUG;
        return new Cell(person.region(), quarter, ages.of(person, day), person.sex(), drug);
    }

    /** In the order of the indicators. */
    public List<Table> tables() {
        return counters.stream().map(Counter::table).toList();
    }

    public Indicators indicators() {
        return indicators;
    }

    private final class Counter {
        private final Indicator indicator;
        private final Map<Cell, Tally> atoms = new HashMap<>();
        private final Map<Cell, Tally> cells = new HashMap<>();
        private final Map<Cell, Set<Integer>> prescribersOfAtoms = new HashMap<>();
        private final Map<Cell, Set<Integer>> prescribersOfCells = new HashMap<>();
        private final Map<String, Integer> prescribers = new HashMap<>();
        private final Map<Cell, Long> person = new HashMap<>();

        Counter(Indicator indicator) {
            this.indicator = indicator;
        }

        boolean takes(Indicator.Fact fact, String rule, int level) {
            return indicator.fact() == fact
                    && level >= indicator.level()
                    && (indicator.rule().isEmpty() || indicator.rule().get().equals(rule));
        }

        void add(Cell atom, long value, @Nullable Dispense dispense) {
            if (indicator.counts() != Indicator.Counts.PRESCRIBERS) {
                person.merge(atom, value, Long::sum);
                return;
            }
            Optional<String> prescriber = dispense == null ? Optional.empty() : Facts.prescriber(dispense);
            if (prescriber.isPresent()) {
                int key = prescribers.computeIfAbsent(prescriber.get(), each -> prescribers.size());
                prescribersOfAtoms
                        .computeIfAbsent(atom, each -> new HashSet<>())
                        .add(key);
                question.cells(atom)
                        .forEach(cell -> prescribersOfCells
                                .computeIfAbsent(cell, each -> new HashSet<>())
                                .add(key));
            }
        }

        void endOfPerson() {
            if (person.isEmpty()) {
                return;
            }
            boolean sums = indicator.counts() == Indicator.Counts.SUM;
            Map<Cell, Long> wider = new HashMap<>();
            person.forEach((atom, value) -> {
                atoms.merge(atom, new Tally(sums ? value : 1, 1), Tally::plus);
                question.cells(atom).forEach(cell -> wider.merge(cell, value, Long::sum));
            });
            wider.forEach((cell, value) -> cells.merge(cell, new Tally(sums ? value : 1, 1), Tally::plus));
            person.clear();
        }

        Table table() {
            if (indicator.counts() == Indicator.Counts.PRESCRIBERS) {
                return new Table(indicator, sizes(prescribersOfAtoms), sizes(prescribersOfCells));
            }
            return new Table(indicator, atoms, cells);
        }

        private static Map<Cell, Tally> sizes(Map<Cell, Set<Integer>> sets) {
            Map<Cell, Tally> sizes = new HashMap<>();
            sets.forEach((cell, members) -> sizes.put(cell, new Tally(members.size(), members.size())));
            return sizes;
        }
    }
}
