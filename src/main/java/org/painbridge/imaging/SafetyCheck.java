package org.painbridge.imaging;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is to be said of safety about orders of one plan. Made once with the plan; it knows no person. */
final class SafetyCheck {
    private final RuleSet rules;
    private final Procedure procedure;
    private final Scope scope;
    private final List<Gate> gates;
    private final int[] overrides;

    /** A gate over the numbers of the scope. */
    private record Gate(
            SafetyGate rule,
            boolean ordered,
            int[] all,
            int[] any,
            int[] none,
            int[] unknown,
            Optional<SafetyIssue> always) {
        static Gate of(SafetyGate rule, RuleSet rules, Procedure procedure, Scope scope) {
            return new Gate(
                    rule,
                    rule.applies().to(procedure),
                    scope.numbers(rule.when().all()),
                    scope.numbers(rule.when().any()),
                    scope.numbers(rule.when().none()),
                    scope.numbers(rule.when().unknown()),
                    always(rule, rules));
        }

        /** What speaks for nothing but what is unknown says the same of everybody. */
        private static Optional<SafetyIssue> always(SafetyGate rule, RuleSet rules) {
            SafetyGate.When when = rule.when();
            boolean same =
                    when.all().isEmpty() && when.any().isEmpty() && rule.asks().isEmpty();
            return same
                    ? Optional.of(rule.issue(List.of(), questions(rules, when.unknown().stream()), List.of()))
                    : Optional.empty();
        }

        boolean speaks(byte[] facts) {
            return areAll(all, facts, Kleene.YES)
                    && areAll(unknown, facts, Kleene.UNKNOWN)
                    && (any.length == 0 || isAny(any, facts))
                    && !isAny(none, facts);
        }

        private static boolean areAll(int[] numbers, byte[] facts, byte state) {
            for (int number : numbers) {
                if (facts[number] != state) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isAny(int[] numbers, byte[] facts) {
            for (int number : numbers) {
                if (facts[number] == Kleene.YES) {
                    return true;
                }
            }
            return false;
        }
    }

    /** @param gates those about the ordered procedure or an alternative to it */
    SafetyCheck(RuleSet rules, Procedure procedure, Scope scope, List<SafetyGate> gates) {
        this.rules = rules;
        this.procedure = procedure;
        this.scope = scope;
        this.gates = gates.stream()
                .map(gate -> Gate.of(gate, rules, procedure, scope))
                .toList();
        this.overrides = rules.safety()
                .repeats()
                .map(repeats -> Stream.concat(
                                repeats.overrides().stream(),
                                scope.facts().stream().filter(Fact::emergent).map(Fact::id))
                        .toList())
                .map(scope::numbers)
                .orElse(new int[0]);
    }

    /** The facts that gates look at. */
    static Stream<String> facts(RuleSet rules, List<SafetyGate> gates) {
        return Stream.concat(
                gates.stream().flatMap(gate -> gate.facts().stream()),
                rules.safety().repeats().stream().flatMap(repeats -> repeats.overrides().stream()));
    }

    /** The gates that rank down the procedures they are about. */
    List<SafetyGate> demoting(byte[] facts) {
        List<SafetyGate> demoting = List.of();
        for (Gate gate : gates) {
            if (gate.rule().demotes() && gate.speaks(facts)) {
                demoting = demoting.isEmpty() ? new ArrayList<>() : demoting;
                demoting.add(gate.rule());
            }
        }
        return demoting;
    }

    /** @param windows of the headline, by modality, how soon a study is a repeat */
    List<SafetyIssue> issues(ImagingOrder order, byte[] found, byte[] facts, Map<String, Period> windows) {
        List<SafetyIssue> issues = List.of();
        for (Gate gate : gates) {
            if (gate.ordered() && gate.speaks(facts)) {
                issues = issues.isEmpty() ? new ArrayList<>() : issues;
                issues.add(gate.always().orElseGet(() -> issue(gate, order, found, facts)));
            }
        }
        return order.studies().isEmpty() ? issues : withStudies(issues, order, facts, windows);
    }

    private SafetyIssue issue(Gate gate, ImagingOrder order, byte[] found, byte[] facts) {
        SafetyGate rule = gate.rule();
        List<String> speaking = IntStream.concat(IntStream.of(gate.all()), IntStream.of(gate.any()))
                .filter(number -> facts[number] == Kleene.YES)
                .mapToObj(number -> scope.fact(number).id())
                .toList();
        Stream<String> asked = Stream.concat(rule.when().unknown().stream(), rule.asks().stream())
                .filter(fact -> facts[scope.number(fact)] == Kleene.UNKNOWN);
        List<FindingSource> sources = new Facts(rules, order, scope, found, facts)
                .trace(speaking).stream()
                        .flatMap(trace -> trace.used().stream())
                        .map(Finding::source)
                        .toList();
        return rule.issue(speaking, questions(rules, asked), sources);
    }

    private static List<Question> questions(RuleSet rules, Stream<String> facts) {
        return facts.map(fact -> rules.fact(rules.fact(fact).asked()))
                .distinct()
                .map(fact -> Question.of(fact, fact.emergent()))
                .toList();
    }

    private List<SafetyIssue> withStudies(
            List<SafetyIssue> issues, ImagingOrder order, byte[] facts, Map<String, Period> windows) {
        List<SafetyIssue> all = new ArrayList<>(issues);
        if (!Gate.isAny(overrides, facts)) {
            rules.safety()
                    .repeats()
                    .flatMap(policy -> repeat(policy, order, windows))
                    .ifPresent(all::add);
        }
        rules.safety().dose().flatMap(policy -> dose(policy, order)).ifPresent(all::add);
        return all;
    }

    private Optional<SafetyIssue> repeat(RepeatPolicy policy, ImagingOrder order, Map<String, Period> windows) {
        PriorStudy.Part ordered = new PriorStudy.Part(procedure.modality(), procedure.region());
        LocalDate day = order.evaluatedOn();
        return order.studies().stream()
                .filter(study -> policy.repeats(study.procedure(), ordered))
                .filter(study -> !procedure.sided() || study.mayBeOf(order.side()))
                .filter(study -> !study.date().earliest().isAfter(day))
                .filter(study -> policy.window(study, windows)
                        .filter(window -> !study.date().latest().isBefore(day.minus(window)))
                        .isPresent())
                .max(Comparator.comparing((PriorStudy study) -> study.date().latest())
                        .thenComparing(PriorStudy::reference))
                .map(study -> new SafetyIssue(
                        SafetyIssue.DUPLICATE,
                        SafetyIssue.Severity.MODERATE,
                        policy.title(),
                        policy.text().with("{0}", study.date().toString()),
                        List.of(),
                        List.of(),
                        List.of(study.reference()),
                        policy.sources()));
    }

    private Optional<SafetyIssue> dose(DosePolicy policy, ImagingOrder order) {
        if (!procedure.modality().equals(policy.modality())) {
            return Optional.empty();
        }
        List<PriorStudy> counted = order.studies().stream()
                .filter(PriorStudy::done)
                .filter(study -> study.procedure().modality().equals(policy.modality()))
                .filter(study -> !study.date().earliest().isAfter(order.evaluatedOn()))
                .toList();
        Localized text = policy.text();
        for (int number = 0; number < policy.windows().size(); number++) {
            LocalDate from = order.evaluatedOn().minus(policy.windows().get(number));
            long within = counted.stream()
                    .filter(study -> !study.date().latest().isBefore(from))
                    // A study and its report are one.
                    .map(study -> study.procedure() + " " + study.date())
                    .distinct()
                    .count();
            text = text.with("{" + number + "}", Long.toString(within));
        }
        return Optional.of(new SafetyIssue(
                        SafetyIssue.CUMULATIVE,
                        SafetyIssue.Severity.LOW,
                        policy.title(),
                        text,
                        List.of(),
                        List.of(),
                        counted.stream()
                                .map(PriorStudy::reference)
                                .distinct()
                                .sorted()
                                .toList(),
                        policy.sources()))
                .filter(issue -> !counted.isEmpty());
    }
}
