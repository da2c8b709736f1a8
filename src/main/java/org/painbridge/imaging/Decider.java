package org.painbridge.imaging;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Decides orders of one plan. Kleene's logic settles most; for the rest a decision diagram over the unknown facts tells
 * exactly whether they matter, and which. The same facts come again and again, so what they come to is remembered: by
 * states of facts alone, of no person.
 */
final class Decider {
    /** Far beyond what a plan of a hundred scenarios needs; keeps a hostile pack from taking the memory. */
    private static final int NODES = 50_000;

    /** Beyond this number of different states nothing more is remembered. */
    private static final int REMEMBERED = 10_000;

    private final Plan plan;
    private final Questions questions;
    private final int nodes;
    private final int[] position;
    private final Map<States, Decision> decisions = new ConcurrentHashMap<>();

    Decider(Plan plan, Questions questions) {
        this(plan, questions, NODES);
    }

    Decider(Plan plan, Questions questions, int nodes) {
        this.plan = plan;
        this.questions = questions;
        this.nodes = nodes;
        this.position = new int[plan.scope().size()];
        Arrays.fill(position, -1);
        for (int question = 0; question < plan.questions().length; question++) {
            position[plan.questions()[question]] = question;
        }
    }

    Plan plan() {
        return plan;
    }

    /** @param found what was found of each fact, @param facts what follows, @param prospects that are not settled */
    Decision decide(byte[] found, byte[] facts, Prospects prospects) {
        States states = States.of(plan.watched(), found, facts);
        Decision known = decisions.get(states);
        if (known != null) {
            return known;
        }
        Decision made = make(found, facts, prospects);
        if (decisions.size() < REMEMBERED) {
            decisions.put(states, made);
        }
        return made;
    }

    private Decision make(byte[] found, byte[] facts, Prospects prospects) {
        try {
            Diagrams diagrams = new Diagrams(Outcome.count(), nodes);
            int[] truths = truths(diagrams, found, facts);
            int outcome = outcome(diagrams, truths, emergency(diagrams, found, facts, truths));
            return diagrams.isEnd(outcome)
                    ? new Decision.Settled(Outcome.at(outcome))
                    : new Decision.Open(
                            questions.next(diagrams, outcome, plan.asked()),
                            diagrams.questions(outcome).cardinality(),
                            categories(diagrams.ends(outcome)),
                            diagrams.ends(outcome).get(Outcome.EMERGENCY.ordinal()));
        } catch (Diagrams.TooLarge e) {
            return undecided(facts, prospects);
        }
    }

    /** Sound without being exact: whatever is unknown may matter. */
    private Decision undecided(byte[] facts, Prospects prospects) {
        List<String> unknown = IntStream.of(plan.questions())
                .filter(fact -> facts[fact] == Kleene.UNKNOWN)
                .mapToObj(fact -> plan.scope().fact(fact).id())
                .toList();
        BitSet outcomes = prospects.outcomes();
        return new Decision.Open(
                questions.first(unknown),
                unknown.size(),
                categories(outcomes),
                outcomes.get(Outcome.EMERGENCY.ordinal()));
    }

    private static List<Category> categories(BitSet outcomes) {
        return outcomes.stream()
                .mapToObj(Outcome::at)
                .flatMap(outcome -> outcome.category().stream())
                .toList();
    }

    /** Each fact as a function of the answers to come. A fact that nobody asks for stays what it is. */
    private int[] truths(Diagrams diagrams, byte[] found, byte[] facts) {
        int[] truths = new int[facts.length];
        for (int fact = 0; fact < facts.length; fact++) {
            boolean open = isOpen(facts, fact) && found[fact] != Kleene.YES;
            truths[fact] = open ? diagrams.question(position[fact]) : end(facts[fact]);
        }
        contain(diagrams, facts, truths);
        for (int fact = 0; fact < facts.length; fact++) {
            if (isOpen(facts, fact)) {
                truths[fact] = diagrams.and(truths[fact], applies(diagrams, facts, fact, truths));
            }
        }
        return truths;
    }

    private boolean isOpen(byte[] facts, int fact) {
        return facts[fact] == Kleene.UNKNOWN && position[fact] >= 0;
    }

    /** Of a fact that is said to be met nothing is open but whether it applies. */
    private static int end(byte state) {
        return state == Kleene.NO ? Diagrams.NO : Diagrams.YES;
    }

    /** Who denies "any of these" denies each of them. */
    private void contain(Diagrams diagrams, byte[] facts, int[] truths) {
        Scope scope = plan.scope();
        for (int whole = facts.length - 1; whole >= 0; whole--) {
            if (isOpen(facts, whole) && scope.onlyIf(whole) < 0) {
                for (int part : allParts(scope, whole)) {
                    truths[part] = diagrams.and(truths[part], truths[whole]);
                }
            }
        }
    }

    private int applies(Diagrams diagrams, byte[] facts, int fact, int[] truths) {
        int onlyIf = plan.scope().onlyIf(fact);
        int applies = onlyIf < 0 ? Diagrams.YES : truths[onlyIf];
        // A clock of less time is asked for by the same date; the greater cannot be met without it.
        for (int less = plan.scope().earlier(fact);
                less >= 0;
                less = plan.scope().earlier(less)) {
            if (isOpen(facts, less)) {
                applies = diagrams.and(applies, diagrams.question(position[less]));
            }
        }
        return applies;
    }

    private static Set<Integer> allParts(Scope scope, int whole) {
        Set<Integer> parts = new HashSet<>();
        for (int part : scope.parts(whole)) {
            parts.add(part);
            parts.addAll(allParts(scope, part));
        }
        return parts;
    }

    private int emergency(Diagrams diagrams, byte[] found, byte[] facts, int[] truths) {
        int emergency = Diagrams.NO;
        for (int flag : plan.emergent()) {
            emergency = diagrams.or(emergency, known(diagrams, found, facts, truths, flag));
        }
        return emergency;
    }

    /** A fact as far as it is known or follows from the answers; what nobody asks for is otherwise taken for a "no". */
    private int known(Diagrams diagrams, byte[] found, byte[] facts, int[] truths, int fact) {
        if (facts[fact] != Kleene.UNKNOWN || position[fact] >= 0) {
            return truths[fact];
        }
        int any = found[fact] == Kleene.YES ? Diagrams.YES : Diagrams.NO;
        for (int part : plan.scope().parts(fact)) {
            any = diagrams.or(any, known(diagrams, found, facts, truths, part));
        }
        int onlyIf = plan.scope().onlyIf(fact);
        return onlyIf < 0 ? any : diagrams.and(any, known(diagrams, found, facts, truths, onlyIf));
    }

    private int outcome(Diagrams diagrams, int[] truths, int emergency) {
        int result = guarded(diagrams, Outcome.NO_CRITERIA, emergency);
        List<Integer> order = IntStream.range(0, plan.scenarios().size())
                .boxed()
                .sorted(this::prevailing)
                .toList();
        for (int scenario : order) {
            int matches = plan.conditions(scenario).diagram(diagrams, truths);
            result = diagrams.choose(matches, guarded(diagrams, plan.outcome(scenario), emergency), result);
        }
        return result;
    }

    private static int guarded(Diagrams diagrams, Outcome outcome, int emergency) {
        return outcome.speaksForImaging()
                ? outcome.ordinal()
                : diagrams.choose(emergency, Outcome.EMERGENCY.ordinal(), outcome.ordinal());
    }

    /** What prevails comes last: the more specific, then the more permissive. */
    private int prevailing(int one, int other) {
        int bySpecificity = Integer.compare(
                plan.scenarios().get(one).specificity(),
                plan.scenarios().get(other).specificity());
        return bySpecificity != 0
                ? bySpecificity
                : Integer.compare(
                        plan.outcome(other).ordinal(), plan.outcome(one).ordinal());
    }
}
