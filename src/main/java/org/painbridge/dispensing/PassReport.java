package org.painbridge.dispensing;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a population pass came to.
 *
 * @param broken rows that break a rule, by rule
 * @param news those of them that are to be told, by rule
 * @param exempt rows that would break a rule if the patient were not exempt, by rule
 * @param open rows for which a rule cannot be decided, by rule
 * @param overBudget rules with more news in 1,000 dispenses than their budget allows, with their rate in 1,000
 */
public record PassReport(
        long rows,
        long patients,
        Map<String, Long> broken,
        Map<String, Long> news,
        Map<String, Long> exempt,
        Map<String, Long> open,
        Map<String, Double> overBudget,
        Cells cells) {
    static PassReport of(Kernel kernel, long rows, long patients, Counts counts, Cells cells) {
        Map<String, Double> over = new TreeMap<>();
        for (int i = 0; i < kernel.rules().size(); i++) {
            RuleInfo rule = kernel.rules().get(i).info();
            double inThousand = rows == 0 ? 0 : counts.news()[i] * 1000.0 / rows;
            if (inThousand > rule.alerting().budget()) {
                over.put(rule.key().id(), inThousand);
            }
        }
        return new PassReport(
                rows,
                patients,
                byRule(kernel, counts.broken()),
                byRule(kernel, counts.news()),
                byRule(kernel, counts.exempt()),
                byRule(kernel, counts.open()),
                over,
                cells);
    }

    /** By rule, in the order of the kernel. */
    record Counts(long[] broken, long[] news, long[] exempt, long[] open) {
        static Counts of(int rules) {
            return new Counts(new long[rules], new long[rules], new long[rules], new long[rules]);
        }
    }

    private static Map<String, Long> byRule(Kernel kernel, long[] numbers) {
        Map<String, Long> byRule = new TreeMap<>();
        for (int i = 0; i < numbers.length; i++) {
            byRule.put(kernel.rules().get(i).info().key().id(), numbers[i]);
        }
        return byRule;
    }
}
