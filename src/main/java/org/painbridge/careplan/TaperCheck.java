package org.painbridge.careplan;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.painbridge.clinical.PrescribedDose;

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
            follow(step, byKey, findings);
            compare(step, findings);
        }
        if (!naloxone) {
            ask(steps, highest(steps, byKey), planPath).ifPresent(findings::add);
        }
        return findings;
    }

    /** Where a step names a prescription that it follows, and what that comes to is not known. */
    public Finding unknownBefore(String path, String why) {
        return finding("T12", path, Map.of("why", why));
    }

    /** For naloxone, where the dose is high or may be. */
    private Optional<Finding> ask(List<TaperStep> steps, BigDecimal highest, String planPath) {
        if (highest.compareTo(rules.naloxoneFrom()) >= 0) {
            return Optional.of(finding(
                    "T4", planPath, Map.of("target", plain(highest), "threshold", plain(rules.naloxoneFrom()))));
        }
        return steps.stream().anyMatch(TaperStep::isUnknown)
                ? Optional.of(finding("T11", planPath, Map.of()))
                : Optional.empty();
    }

    /** Of the day with the most: what may be given beside each other is added, of steps that follow each other one counts, of a fork each line. */
    private static BigDecimal highest(List<TaperStep> steps, Map<String, TaperStep> byKey) {
        List<TaperStep> circles =
                steps.stream().filter(step -> isInACircle(step, byKey)).toList();
        List<TaperStep> lastFirst = steps.stream()
                .filter(step -> !isInACircle(step, byKey))
                .sorted(Comparator.comparingInt((TaperStep step) -> depth(step, byKey))
                        .reversed())
                .toList();
        return Stream.concat(
                        Stream.of(LocalDate.MIN),
                        steps.stream().map(step -> step.given().first()).filter(Objects::nonNull))
                .map(day -> ofLines(day, lastFirst, byKey).add(ofCircles(day, circles, byKey)))
                .max(BigDecimal::compareTo)
                .orElse(BigDecimal.ZERO);
    }

    private static int depth(TaperStep step, Map<String, TaperStep> byKey) {
        int depth = 0;
        for (TaperStep at = before(step, byKey); at != null; at = before(at, byKey)) {
            depth++;
        }
        return depth;
    }

    /** A step, or all together that follow it: two that follow the same one are given beside each other. */
    private static BigDecimal ofLines(LocalDate day, List<TaperStep> lastFirst, Map<String, TaperStep> byKey) {
        Map<String, BigDecimal> following = new HashMap<>();
        BigDecimal sum = BigDecimal.ZERO;
        for (TaperStep step : lastFirst) {
            BigDecimal line = own(step, day).max(following.getOrDefault(step.key(), BigDecimal.ZERO));
            TaperStep before = before(step, byKey);
            if (before == null) {
                sum = sum.add(line);
            } else {
                following.merge(before.key(), line, BigDecimal::add);
            }
        }
        return sum;
    }

    private static BigDecimal ofCircles(LocalDate day, List<TaperStep> steps, Map<String, TaperStep> byKey) {
        Map<String, BigDecimal> highest = new HashMap<>();
        steps.forEach(step -> highest.merge(first(step, byKey), own(step, day), BigDecimal::max));
        return highest.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal own(TaperStep step, LocalDate day) {
        return Stream.of(Optional.ofNullable(step.target()), Optional.ofNullable(step.prescribed()))
                .flatMap(Optional::stream)
                .filter(dose -> step.given().mayBeOn(day))
                .max(BigDecimal::compareTo)
                .orElse(BigDecimal.ZERO);
    }

    /** The key of the step that all begin with; in a circle any one, the same for each. */
    private static String first(TaperStep step, Map<String, TaperStep> byKey) {
        TreeSet<String> seen = new TreeSet<>();
        TaperStep at = step;
        for (TaperStep next = step; next != null && seen.add(next.key()); next = before(next, byKey)) {
            at = next;
        }
        return isInACircle(at, byKey) ? seen.first() : at.key();
    }

    /** A step by the ones before: what they aim at, and what they come to. */
    private void follow(TaperStep step, Map<String, TaperStep> byKey, List<Finding> findings) {
        if (before(step, byKey) == null) {
            return;
        }
        if (isInACircle(step, byKey)) {
            findings.add(finding("T3", step.path(), Map.of()));
            return;
        }
        if (step.target() == null && !step.hold()) {
            findings.add(finding("T2", step.path(), Map.of()));
        }
        lowers(step, step.target(), last(step, byKey, TaperStep::target), step.hold() ? "T8" : "T1", findings);
        lowers(step, step.prescribed(), last(step, byKey, TaperStep::prescribed), step.hold() ? "T9" : "T5", findings);
    }

    /** A dose that stays is what a hold says. */
    private void lowers(
            TaperStep step,
            @Nullable BigDecimal now,
            @Nullable BigDecimal before,
            String rule,
            List<Finding> findings) {
        if (now == null || before == null) {
            return;
        }
        int raised = now.compareTo(before);
        if (raised > 0 || (raised == 0 && !step.hold())) {
            findings.add(finding(rule, step.path(), Map.of("target", plain(now), "before", plain(before))));
        }
    }

    /** What a step says against what it comes to. */
    private void compare(TaperStep step, List<Finding> findings) {
        BigDecimal target = step.target();
        switch (step.dose()) {
            case PrescribedDose.NotComputable(String why)
            when step.isPlanned() && !step.hold() -> findings.add(finding("T7", step.path(), Map.of("why", why)));
            case PrescribedDose.NotComputable(String why)
            when step.isUnknown() -> findings.add(finding("T10", step.path(), Map.of("why", why)));
            case PrescribedDose.NotComputable unknown -> {} // Of no taper, or a pause.
            case PrescribedDose.NoOpioid none -> {} // Nothing to compute.
            case PrescribedDose.Computed computed
            when target != null && differ(target, computed.milligramsPerDay()) ->
                findings.add(finding(
                        "T6",
                        step.path(),
                        Map.of(
                                "target", plain(target),
                                "dose", plain(computed.milligramsPerDay()),
                                "table", computed.table())));
            case PrescribedDose.Computed same -> {} // As it says.
        }
    }

    private boolean differ(BigDecimal target, BigDecimal dose) {
        BigDecimal allowed = target.multiply(rules.tolerance()).movePointLeft(2);
        return target.subtract(dose).abs().compareTo(allowed) > 0;
    }

    private static @Nullable TaperStep before(TaperStep step, Map<String, TaperStep> byKey) {
        return step.prior() == null ? null : byKey.get(step.prior());
    }

    /** Of the nearest step before that has one: a pause may not repeat it. */
    private static @Nullable BigDecimal last(
            TaperStep step, Map<String, TaperStep> byKey, Function<TaperStep, @Nullable BigDecimal> figure) {
        for (TaperStep at = before(step, byKey); at != null; at = before(at, byKey)) {
            BigDecimal found = figure.apply(at);
            if (found != null || isInACircle(at, byKey)) {
                return found;
            }
        }
        return null;
    }

    private static boolean isInACircle(TaperStep step, Map<String, TaperStep> byKey) {
        Set<String> seen = new HashSet<>();
        TaperStep at = step;
        while (at != null && seen.add(at.key())) {
            at = before(at, byKey);
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
