package org.painbridge.imaging;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Chooses what to ask next: emergent red flags first, then what settles most, then as the scenarios ask. */
final class Questions {
    private final RuleSet rules;

    Questions(RuleSet rules) {
        this.rules = rules;
    }

    List<Question> next(DecisionTree tree, List<String> askOrder) {
        return tree.facts().stream()
                .filter(fact -> isSensible(tree, fact))
                .sorted(Comparator.comparing((String fact) -> !rules.fact(fact).emergent())
                        .thenComparing(fact -> -settlingAnswers(tree, fact))
                        .thenComparing(fact -> stillDecisive(tree, fact))
                        .thenComparing(askOrder::indexOf))
                .map(fact -> rules.fact(rules.fact(fact).asked()))
                .distinct()
                .limit(rules.questionsAtATime())
                .map(Questions::question)
                .toList();
    }

    /** Not to ask how it went after an operation before asking whether there was one. */
    private boolean isSensible(DecisionTree tree, String fact) {
        String onlyIf = rules.fact(fact).onlyIf();
        return onlyIf == null || !tree.facts().contains(onlyIf);
    }

    /** How many of the two answers leave nothing to ask; each answer holds half of all completions. */
    private static long settlingAnswers(DecisionTree tree, String fact) {
        return after(tree, fact)
                .filter(rest -> rest instanceof DecisionTree.Leaf)
                .count();
    }

    private static int stillDecisive(DecisionTree tree, String fact) {
        return after(tree, fact).mapToInt(rest -> rest.facts().size()).sum();
    }

    private static Stream<DecisionTree> after(DecisionTree tree, String fact) {
        return Stream.of(tree.given(fact, true), tree.given(fact, false));
    }

    private static Question question(Fact fact) {
        return new Question(fact.id(), fact.type(), fact.question(), fact.emergent(), fact.evidence());
    }
}
