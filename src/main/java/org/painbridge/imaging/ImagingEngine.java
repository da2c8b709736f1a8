package org.painbridge.imaging;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Judges imaging orders. Knows no clock and no person: the same order and rules give the same verdict, always. */
public final class ImagingEngine {
    private final RuleSet rules;
    private final ProcedureCatalogue procedures;
    private final Ranking ranking;
    private final Questions questions;

    public ImagingEngine(RuleSet rules, ProcedureCatalogue procedures) {
        this.rules = rules;
        this.procedures = procedures;
        this.ranking = new Ranking(rules, procedures);
        this.questions = new Questions(rules);
    }

    public RuleSet rules() {
        return rules;
    }

    public ImagingVerdict assess(ImagingOrder order) {
        return procedures
                .find(order.procedureKey())
                .map(procedure -> assess(order, procedure))
                .orElseGet(() -> notRecognised(procedureUnknown(order.procedureKey())));
    }

    private ImagingVerdict assess(ImagingOrder order, Procedure procedure) {
        Candidates candidates = new Candidates(rules, procedure, order);
        if (rules.covers(procedure) && order.indications().stream().noneMatch(rules::knowsIndication)) {
            return notRecognised(indicationUnknown());
        }
        return new Assessment(procedure, candidates, new Facts(rules, order)).verdict();
    }

    private ImagingVerdict notRecognised(MissingElement missing) {
        return new ImagingVerdict.NotRecognised(List.of(missing), Urgency.ROUTINE, Trace.EMPTY, rules.ref());
    }

    private static MissingElement procedureUnknown(String key) {
        return new MissingElement(
                "ServiceRequest.code",
                MissingElement.Problem.NOT_RECOGNISED,
                "A code of ConceptMap imaging-procedure-key, or a key of " + Procedure.SYSTEM + "; not " + key);
    }

    private MissingElement indicationUnknown() {
        String sets = rules.indications().stream()
                .map(set -> set.canonical())
                .sorted()
                .collect(Collectors.joining(", "));
        return new MissingElement(
                "ServiceRequest.reasonCode",
                MissingElement.Problem.NOT_RECOGNISED,
                "A code of one of " + sets + ". If none fits, this rule set has no criteria for the order");
    }

    /** One order on its way to a verdict. */
    private final class Assessment {
        private final Procedure procedure;
        private final Candidates candidates;
        private final Facts facts;
        private final World world;

        Assessment(Procedure procedure, Candidates candidates, Facts facts) {
            this.procedure = procedure;
            this.candidates = candidates;
            this.facts = facts;
            this.world = facts.world();
        }

        ImagingVerdict verdict() {
            DecisionTree tree = candidates.tree(world);
            return switch (tree) {
                case DecisionTree.Ask ask -> needsData(ask);
                case DecisionTree.Leaf leaf -> settled(leaf.outcome());
            };
        }

        private ImagingVerdict settled(Outcome outcome) {
            return switch (outcome) {
                case APPROPRIATE, MAY_BE_APPROPRIATE, NOT_APPROPRIATE -> rated(outcome);
                case EMERGENCY -> emergency();
                case TOO_COARSE -> tooCoarse();
                case NO_CRITERIA -> new ImagingVerdict.NoCriteria(alternatives(), urgency(), trace(), rules.ref());
            };
        }

        private ImagingVerdict rated(Outcome outcome) {
            List<Scenario> agreeing = candidates.headlines(world).stream()
                    .filter(scenario -> candidates.cellOutcome(scenario) == outcome)
                    .toList();
            Scenario headline = agreeing.stream()
                    .filter(scenario -> candidates.state(scenario, world) == FactState.MET)
                    .findFirst()
                    .orElseGet(agreeing::getFirst);
            return new ImagingVerdict.Rated(
                    headline.rule(procedure.key()),
                    headline,
                    headline.option(procedure.key()).orElseThrow(),
                    agreeing.stream()
                            .map(scenario -> scenario.rule(procedure.key()))
                            .toList(),
                    unknown(),
                    ranking.alternatives(headline, procedure.key()),
                    urgency(),
                    trace(),
                    rules.ref());
        }

        private ImagingVerdict emergency() {
            Set<String> flags = candidates.emergent().stream()
                    .filter(flag -> world.state(flag) == FactState.MET)
                    .collect(Collectors.toUnmodifiableSet());
            return new ImagingVerdict.Emergency(flags, alternatives(), trace(), rules.ref());
        }

        private ImagingVerdict tooCoarse() {
            List<Procedure> finer = procedures.refinementsOf(procedure);
            MissingElement missing = new MissingElement(
                    "ServiceRequest.code",
                    MissingElement.Problem.TOO_COARSE,
                    "The examination with or without contrast: one of "
                            + finer.stream().map(Procedure::key).collect(Collectors.joining(", ")),
                    finer);
            return new ImagingVerdict.NotRecognised(List.of(missing), urgency(), trace(), rules.ref());
        }

        private ImagingVerdict needsData(DecisionTree.Ask tree) {
            return new ImagingVerdict.NeedsData(
                    questions.next(tree, candidates.facts()),
                    tree.facts().size(),
                    tree.outcomes().stream()
                            .flatMap(outcome -> outcome.category().stream())
                            .toList(),
                    urgency(),
                    trace(),
                    rules.ref());
        }

        private List<Alternative> alternatives() {
            return candidates.headlines(world).stream()
                    .filter(scenario -> candidates.state(scenario, world) == FactState.MET)
                    .findFirst()
                    .map(scenario -> ranking.alternatives(scenario, procedure.key()))
                    .orElse(List.of());
        }

        private Urgency urgency() {
            return candidates.urgency(world);
        }

        private Set<String> unknown() {
            return candidates.facts().stream()
                    .filter(fact -> world.state(fact) == FactState.UNKNOWN)
                    .collect(Collectors.toUnmodifiableSet());
        }

        private Trace trace() {
            List<Scenario> headlines = candidates.headlines(world);
            return new Trace(
                    facts.trace(candidates.facts()),
                    candidates.scenarios().stream()
                            .map(scenario -> new ScenarioTrace(
                                    scenario,
                                    candidates.state(scenario, world),
                                    scenario.option(procedure.key()),
                                    headlines.contains(scenario)))
                            .toList());
        }
    }
}
