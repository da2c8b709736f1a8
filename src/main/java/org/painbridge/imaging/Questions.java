package org.painbridge.imaging;

import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Chooses what to ask next: emergent red flags first, then what settles most, then as the scenarios ask. */
final class Questions {
    private final RuleSet rules;
    private final Set<String> redFlags = new HashSet<>();

    Questions(RuleSet rules) {
        this.rules = rules;
        rules.scenarios().forEach(scenario -> scenario.redFlags().forEach(this::addFlag));
        rules.facts().values().stream()
                .filter(fact -> fact.emergent() || !fact.anyOf().isEmpty())
                .map(Fact::id)
                .forEach(this::addFlag);
        // A pregnancy, for one, is a question of its own: who denies signs of danger has not thought of it.
        SafetyCheck.facts(rules, rules.safety().gates()).forEach(redFlags::remove);
    }

    private void addFlag(String fact) {
        if (redFlags.add(fact)) {
            rules.fact(fact).anyOf().forEach(this::addFlag);
        }
    }

    /** @param asked the facts by the numbers that their questions have in the diagram */
    List<Question> next(Diagrams diagrams, int outcome, List<String> asked) {
        BitSet decisive = diagrams.questions(outcome);
        Set<String> facts = decisive.stream().mapToObj(asked::get).collect(Collectors.toSet());
        Stream<String> best = decisive.stream()
                .filter(question -> isSensible(asked.get(question), facts))
                .mapToObj(question -> Weighed.of(diagrams, outcome, question))
                .sorted(Comparator.comparing((Weighed weighed) -> !isEmergent(asked.get(weighed.question())))
                        .thenComparing(weighed -> -weighed.settling())
                        .thenComparing(Weighed::left)
                        .thenComparing(Weighed::question))
                .map(weighed -> asked.get(weighed.question()));
        return questions(best);
    }

    /** The first of some facts, where no diagram tells which decide. */
    List<Question> first(List<String> facts) {
        return questions(facts.stream().sorted(Comparator.comparing(fact -> !isEmergent(fact))));
    }

    private List<Question> questions(Stream<String> facts) {
        return facts.map(fact -> rules.fact(rules.fact(fact).asked()))
                .distinct()
                .limit(rules.questionsAtATime())
                .map(fact -> Question.of(fact, redFlags.contains(fact.id())))
                .toList();
    }

    private boolean isEmergent(String fact) {
        return rules.fact(fact).emergent();
    }

    /** Not to ask how it went after an operation before asking whether there was one. */
    private boolean isSensible(String fact, Set<String> decisive) {
        String onlyIf = rules.fact(fact).onlyIf();
        return onlyIf == null || !decisive.contains(onlyIf);
    }

    /**
     * What the answers to one question would leave to ask.
     *
     * @param settling how many of the two answers leave nothing to ask; each holds half of all completions
     * @param left how many questions stay decisive, over both answers
     */
    private record Weighed(int question, int settling, int left) {
        static Weighed of(Diagrams diagrams, int outcome, int question) {
            int[] after = {diagrams.answered(outcome, question, true), diagrams.answered(outcome, question, false)};
            return new Weighed(
                    question,
                    (int) IntStream.of(after).filter(diagrams::isEnd).count(),
                    IntStream.of(after)
                            .map(rest -> diagrams.questions(rest).cardinality())
                            .sum());
        }
    }
}
