package org.painbridge.imaging;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Ordered decision diagrams (Bryant 1986): what something comes to, depending on yes or no to numbered questions. Each
 * function exists once, so that equal functions have equal numbers, and a function names exactly the questions that it
 * depends on. The ends are numbers from 0; of truths, {@link #NO} and {@link #YES}.
 */
final class Diagrams {
    static final int NO = 0;
    static final int YES = 1;

    private record Node(int question, int yes, int no) {}

    private record Choice(int truth, int then, int otherwise) {}

    /** A diagram has grown beyond the limit; its function is left undecided. */
    static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLarge(int limit) {
            super("More than " + limit + " nodes", null, false, false);
        }
    }

    private final int ends;
    private final int limit;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Node, Integer> numbers = new HashMap<>();
    private final Map<Choice, Integer> choices = new HashMap<>();

    /** @param ends how many ends there are; their numbers are also those of functions that ask nothing */
    Diagrams(int ends, int limit) {
        this.ends = ends;
        this.limit = limit;
    }

    boolean isEnd(int function) {
        return function < ends;
    }

    int question(int question) {
        return node(question, YES, NO);
    }

    private int node(int question, int yes, int no) {
        if (yes == no) {
            return yes;
        }
        return numbers.computeIfAbsent(new Node(question, yes, no), node -> {
            if (nodes.size() >= limit) {
                throw new TooLarge(limit);
            }
            nodes.add(node);
            return ends + nodes.size() - 1;
        });
    }

    int and(int one, int other) {
        return choose(one, other, NO);
    }

    int or(int one, int other) {
        return choose(one, YES, other);
    }

    int not(int truth) {
        return choose(truth, NO, YES);
    }

    /** If the truth holds the first function, else the other. */
    int choose(int truth, int then, int otherwise) {
        if (isEnd(truth)) {
            return truth == YES ? then : otherwise;
        }
        if (then == otherwise) {
            return then;
        }
        Choice choice = new Choice(truth, then, otherwise);
        Integer known = choices.get(choice);
        if (known == null) {
            int first = Math.min(first(truth), Math.min(first(then), first(otherwise)));
            known = node(
                    first,
                    choose(given(truth, first, true), given(then, first, true), given(otherwise, first, true)),
                    choose(given(truth, first, false), given(then, first, false), given(otherwise, first, false)));
            choices.put(choice, known);
        }
        return known;
    }

    private int first(int function) {
        return isEnd(function) ? Integer.MAX_VALUE : nodes.get(function - ends).question();
    }

    /** Of a question that none of the function's comes before. */
    private int given(int function, int question, boolean answer) {
        if (first(function) != question) {
            return function;
        }
        Node node = nodes.get(function - ends);
        return answer ? node.yes() : node.no();
    }

    /** What is left of the function once the question is answered. */
    int answered(int function, int question, boolean answer) {
        return answered(function, question, answer, new HashMap<>());
    }

    private int answered(int function, int question, boolean answer, Map<Integer, Integer> done) {
        if (first(function) > question) {
            return function;
        }
        if (first(function) == question) {
            return given(function, question, answer);
        }
        Integer known = done.get(function);
        if (known == null) {
            Node node = nodes.get(function - ends);
            known = node(
                    node.question(),
                    answered(node.yes(), question, answer, done),
                    answered(node.no(), question, answer, done));
            done.put(function, known);
        }
        return known;
    }

    /** The questions that the function depends on. */
    BitSet questions(int function) {
        BitSet questions = new BitSet();
        reached(function).stream().filter(reached -> !isEnd(reached)).forEach(reached -> questions.set(first(reached)));
        return questions;
    }

    /** The ends that some answers lead to. */
    BitSet ends(int function) {
        BitSet found = new BitSet();
        reached(function).stream().filter(this::isEnd).forEach(found::set);
        return found;
    }

    private Set<Integer> reached(int function) {
        Set<Integer> reached = new HashSet<>();
        reach(function, reached);
        return reached;
    }

    private void reach(int function, Set<Integer> reached) {
        if (reached.add(function) && !isEnd(function)) {
            Node node = nodes.get(function - ends);
            reach(node.yes(), reached);
            reach(node.no(), reached);
        }
    }
}
