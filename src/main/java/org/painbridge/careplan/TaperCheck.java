package org.painbridge.careplan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Looks at the opioid taper of a plan by the rules that can be computed. What it finds is told; the prescriber decides. */
public final class TaperCheck {
    private final TaperRules rules;

    public TaperCheck(TaperRules rules) {
        this.rules = rules;
    }

    /**
     * @param rule its id in {@code opioid-taper.yaml}
     * @param path where, a FHIRPath expression from the root of the request
     */
    public record Finding(String rule, String path, String text) {}

    /**
     * @param steps all of the plan, in whatever order
     * @param naloxone whether the plan has naloxone, or says why not
     * @param planPath where the plan stands
     */
    public List<Finding> run(List<TaperStep> steps, boolean naloxone, String planPath) {
        Map<String, TaperStep> byKey = steps.stream()
                .collect(Collectors.toMap(TaperStep::key, Function.identity(), (first, twin) -> first, TreeMap::new));
        List<Finding> findings = new ArrayList<>();
        for (TaperStep step : steps) {
            look(step, byKey, findings);
        }
        steps.stream()
                .map(TaperStep::target)
                .filter(Objects::nonNull)
                .max(BigDecimal::compareTo)
                .filter(highest -> !naloxone && highest.compareTo(rules.naloxoneFrom()) >= 0)
                .ifPresent(highest -> findings.add(finding(
                        "T4", planPath, Map.of("target", plain(highest), "threshold", plain(rules.naloxoneFrom())))));
        return findings;
    }

    private void look(TaperStep step, Map<String, TaperStep> byKey, List<Finding> findings) {
        TaperStep before = step.prior() == null ? null : byKey.get(step.prior());
        if (before == null) {
            return;
        }
        if (isInACircle(step, byKey)) {
            findings.add(finding("T3", step.path(), Map.of()));
        } else if (step.hold()) {
            return;
        } else if (step.target() == null) {
            findings.add(finding("T2", step.path(), Map.of()));
        } else if (before.target() != null && step.target().compareTo(before.target()) >= 0) {
            findings.add(finding(
                    "T1", step.path(), Map.of("target", plain(step.target()), "before", plain(before.target()))));
        }
    }

    private static boolean isInACircle(TaperStep step, Map<String, TaperStep> byKey) {
        Set<String> seen = new HashSet<>();
        TaperStep at = step;
        while (at != null && seen.add(at.key())) {
            at = at.prior() == null ? null : byKey.get(at.prior());
        }
        return at != null;
    }

    private Finding finding(String id, String path, Map<String, String> names) {
        TaperRules.Rule rule = rules.rule(id);
        String text = rule.text();
        for (Map.Entry<String, String> name : names.entrySet()) {
            text = text.replace("{" + name.getKey() + "}", name.getValue());
        }
        return new Finding(
                id, path, text + " Rule " + id + " of opioid-taper " + rules.version() + ": " + rule.source() + ".");
    }

    private static String plain(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }
}
