package org.painbridge.dispensing.trends;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.painbridge.dispensing.DispenseRow;
import org.painbridge.dispensing.DrugUses;
import org.painbridge.dispensing.PopulationPass;

/** Counts patients by who prescribed to them: each once for each prescriber and measure. Not for several threads at once. */
public final class PracticeCount {
    private final Indicators measures;
    private final Facts facts;
    private final Quarters period;
    private final Map<String, Map<String, Long>> people = new TreeMap<>();

    public PracticeCount(Indicators measures, PopulationPass pass, DrugUses uses, Quarters period) {
        this.measures = measures;
        this.facts = new Facts(pass, uses);
        this.period = period;
    }

    /** @param rows of one patient, from as many days before the first quarter as the rules look back */
    public void add(List<DispenseRow> rows) {
        Map<String, Set<String>> counted = new HashMap<>();
        facts.of(rows, (fact, day, value, dispense, rule, level) -> {
            if (dispense == null || !period.covers(Quarters.of(day))) {
                return;
            }
            Optional<String> prescriber = Facts.prescriber(dispense);
            for (Indicator measure : prescriber.isPresent() ? measures.all() : List.<Indicator>of()) {
                if (measure.takes(fact, rule, level)) {
                    counted.computeIfAbsent(prescriber.get(), each -> new HashSet<>())
                            .add(measure.id());
                }
            }
        });
        counted.forEach((prescriber, ids) -> ids.forEach(id ->
                people.computeIfAbsent(prescriber, each -> new TreeMap<>()).merge(id, 1L, Long::sum)));
    }

    /** People by prescriber and measure; prescribers by the texts of their keys. */
    public Map<String, Map<String, Long>> people() {
        return people;
    }
}
