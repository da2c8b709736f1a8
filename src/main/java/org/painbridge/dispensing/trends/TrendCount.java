package org.painbridge.dispensing.trends;

import java.util.ArrayList;
import java.util.List;
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
    private static final int LONGEST_DRUG = 200;

    private final AgeBands ages;
    private final Quarters counted;
    private final Facts facts;
    private final DrugUses uses;
    private final List<CellCount> counters = new ArrayList<>();

    /**
     * @param counted quarters of which finest cells are kept; those of the question among them
     * @param again cells of earlier tables within these quarters, to be counted beside those of the question
     */
    public TrendCount(
            Indicators indicators,
            AgeBands ages,
            PopulationPass pass,
            DrugUses uses,
            Question question,
            Quarters counted,
            Set<Cell> again) {
        if (!counted.covers(question.period())) {
            throw new IllegalArgumentException("Not all quarters are counted: " + counted);
        }
        this.ages = ages;
        this.counted = counted;
        this.uses = uses;
        this.facts = new Facts(pass, uses);
        indicators.all().forEach(each -> counters.add(new CellCount(each, question, again)));
    }

    /** @param rows of that person, from as many days before the first quarter as the rules look back */
    public void add(Person person, List<DispenseRow> rows) {
        facts.of(rows, (fact, day, value, dispense, rule, level) -> {
            Quarters quarter = Quarters.of(day);
            if (counted.covers(quarter)) {
                for (CellCount counter : counters) {
                    if (counter.indicator().takes(fact, rule, level)) {
                        counter.add(
                                atom(person, quarter, dispense, counter.indicator()),
                                value,
                                dispense == null ? Optional.empty() : Facts.prescriber(dispense));
                    }
                }
            }
        });
        counters.forEach(CellCount::endOfPerson);
    }

    private Cell atom(Person person, Quarters quarter, @Nullable Dispense dispense, Indicator indicator) {
        return new Cell(
                person.region(),
                quarter,
                ages.of(person, quarter),
                person.sex(),
                indicator.byDrug() && dispense != null ? drug(dispense) : Cell.ANY_DRUG);
    }

    /** Fit for {@link Cell#text}, whatever a site's own table of products holds. */
    private String drug(Dispense dispense) {
        String drug = uses.substances(dispense.drug()).orElse(Cell.UNKNOWN).replace('|', '/');
        return drug.substring(0, Math.min(drug.length(), LONGEST_DRUG));
    }

    /** In the order of the indicators; after the last person. */
    public List<Table> tables() {
        return counters.stream().map(CellCount::table).toList();
    }
}
