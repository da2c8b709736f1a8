package org.painbridge.imaging;

import java.time.Period;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.painbridge.clinical.Code;

/** One order on its way to a verdict. */
final class Assessment {
    private final RuleSet rules;
    private final Ranking ranking;
    private final Plan plan;
    private final ImagingOrder order;
    private final byte[] found;
    private final byte[] facts;
    private final byte[] scenarios;
    private final Prospects prospects;

    Assessment(RuleSet rules, Ranking ranking, Plan plan, ImagingOrder order, byte[] found) {
        this.rules = rules;
        this.ranking = ranking;
        this.plan = plan;
        this.order = order;
        this.found = found;
        this.facts = plan.scope().completed(found);
        this.scenarios = plan.scenarioStates(facts);
        this.prospects = new Prospects(plan, facts, scenarios);
    }

    ImagingVerdict verdict(Decider decider) {
        if (prospects.areSettled()) {
            return settled(prospects.outcome());
        }
        return switch (decider.decide(found, facts, prospects)) {
            case Decision.Settled(Outcome outcome) -> settled(outcome);
            case Decision.Open open ->
                new ImagingVerdict.NeedsData(
                        open.questions(),
                        open.decisive(),
                        open.possible(),
                        open.emergency(),
                        open.emergency() || isEmergent() ? flags() : Set.of(),
                        issues(Map.of()),
                        urgency(),
                        trace(),
                        rules.ref());
        };
    }

    private ImagingVerdict settled(Outcome outcome) {
        return switch (outcome) {
            case APPROPRIATE, MAY_BE_APPROPRIATE, NOT_APPROPRIATE -> rated(outcome);
            case EMERGENCY -> new ImagingVerdict.Emergency(flags(), studies(), issues(Map.of()), trace(), rules.ref());
            case TOO_COARSE -> tooCoarse();
            case NO_CRITERIA ->
                new ImagingVerdict.NoCriteria(alternatives(), issues(Map.of()), urgency(), trace(), rules.ref());
        };
    }

    /** In an emergency nobody is told to do nothing, nor what is for another matter than the flag. */
    private List<Alternative> studies() {
        if (!isAny(plan.named())) {
            return List.of();
        }
        List<Alternative> studies = new ArrayList<>(alternatives());
        studies.removeIf(alternative -> alternative.procedure().isEmpty());
        return List.copyOf(studies);
    }

    private ImagingVerdict rated(Outcome outcome) {
        List<RuleId> agreeing = new ArrayList<>(2);
        int first = -1;
        int matching = -1;
        for (int number = 0; number < scenarios.length; number++) {
            if (plan.outcome(number) == outcome && prospects.mayBeHeadline(number)) {
                agreeing.add(plan.rule(number));
                first = first < 0 ? number : first;
                matching = matching < 0 && scenarios[number] == Kleene.YES ? number : matching;
            }
        }
        int headline = matching < 0 ? first : matching;
        Scenario scenario = plan.scenarios().get(headline);
        return new ImagingVerdict.Rated(
                plan.rule(headline),
                scenario,
                plan.cell(headline).orElseThrow().forReasons(order.indications()),
                List.copyOf(agreeing),
                unknown(),
                isEmergent() ? flags() : Set.of(),
                alternatives(scenario, plan.rule(headline)),
                issues(scenario.repeatWindows()),
                urgency(),
                trace(),
                rules.ref());
    }

    private Set<String> flags() {
        List<String> flags = new ArrayList<>(2);
        for (int flag : plan.emergent()) {
            if (facts[flag] == Kleene.YES) {
                flags.add(plan.scope().fact(flag).id());
            }
        }
        return Set.copyOf(flags);
    }

    private ImagingVerdict tooCoarse() {
        List<Procedure> finer = ranking.refinements(plan.procedure());
        MissingElement missing = new MissingElement(
                "ServiceRequest.code",
                MissingElement.Problem.TOO_COARSE,
                "The examination with or without contrast: one of "
                        + finer.stream().map(Procedure::key).collect(Collectors.joining(", ")),
                finer);
        return unrated(List.of(missing));
    }

    /** What is known of danger, whatever is missing for a rating. */
    ImagingVerdict unrated(List<MissingElement> missing) {
        Set<String> flags = flags();
        Urgency urgency = flags.isEmpty() ? urgency() : Urgency.EMERGENT;
        return new ImagingVerdict.NotRecognised(missing, flags, issues(Map.of()), urgency, trace(), rules.ref());
    }

    /** Of the scenario that is the headline, if it is known. */
    private List<Alternative> alternatives() {
        OptionalInt headline = headline();
        return headline.isEmpty()
                ? List.of()
                : alternatives(plan.scenarios().get(headline.getAsInt()), plan.rule(headline.getAsInt()));
    }

    private OptionalInt headline() {
        return IntStream.range(0, scenarios.length)
                .filter(number -> scenarios[number] == Kleene.YES && prospects.mayBeHeadline(number))
                .findFirst();
    }

    private boolean isAny(int[] flags) {
        for (int flag : flags) {
            if (facts[flag] == Kleene.YES) {
                return true;
            }
        }
        return false;
    }

    private List<Alternative> alternatives(Scenario scenario, RuleId ordered) {
        List<Alternative> ranked = ranking.alternatives(scenario, ordered, demoting());
        return ranked.stream().allMatch(one -> one.option().insuredFor().isEmpty())
                ? ranked
                : ranked.stream()
                        .map(one -> one.forReasons(order.indications()))
                        .toList();
    }

    private List<SafetyGate> demoting() {
        return plan.safety().demoting(facts);
    }

    /** @param windows of the headline, where there is one */
    private List<SafetyIssue> issues(Map<String, Period> windows) {
        return plan.safety().issues(order, found, facts, windows);
    }

    /** Of everything that matches, the most urgent. */
    private Urgency urgency() {
        Urgency urgency = isEmergent() ? Urgency.EMERGENT : Urgency.ROUTINE;
        for (int scenario = 0; scenario < scenarios.length; scenario++) {
            if (scenarios[scenario] == Kleene.YES) {
                urgency = urgency.or(plan.scenarios().get(scenario).urgency());
            }
        }
        return urgency;
    }

    /**
     * A flag of the scenarios is an emergency under any of them, and so is any of the same matter. Others are on record
     * for another matter, unless somebody answered so for this order or it is why the order was written.
     */
    private boolean isEmergent() {
        if (isAny(plan.related())) {
            return true;
        }
        Set<String> flags = flags();
        return !flags.isEmpty()
                && new Facts(rules, order, plan.scope(), found, facts)
                        .trace(flags).stream()
                                .filter(trace -> trace.state() == FactState.MET)
                                .flatMap(trace -> trace.used().stream())
                                .anyMatch(this::isOfTheOrder);
    }

    private boolean isOfTheOrder(Finding finding) {
        Code code = finding.source().code();
        boolean speaks = finding.state() == FactState.MET || finding.date() != null || finding.number() != null;
        return speaks
                && (isSaidForIt(finding) || (code != null && order.indications().contains(code)));
    }

    /** Of an answer that does not tell for which order it was given, the day tells. */
    private boolean isSaidForIt(Finding finding) {
        return switch (finding.purpose()) {
            case THIS_ORDER -> true;
            case ANOTHER_ORDER -> false;
            case UNSAID ->
                finding.isAnswer()
                        && order.evaluatedOn().equals(finding.source().observedOn());
        };
    }

    private Set<String> unknown() {
        List<String> unknown = new ArrayList<>();
        for (int fact : plan.questions()) {
            if (facts[fact] == Kleene.UNKNOWN) {
                unknown.add(plan.scope().fact(fact).id());
            }
        }
        return Set.copyOf(unknown);
    }

    private Trace trace() {
        return new Trace(this::factTraces, this::scenarioTraces);
    }

    private List<FactTrace> factTraces() {
        Set<String> told = new HashSet<>(plan.asked());
        told.addAll(flags());
        return new Facts(rules, order, plan.scope(), found, facts).trace(told);
    }

    private List<ScenarioTrace> scenarioTraces() {
        return IntStream.range(0, scenarios.length)
                .mapToObj(number -> new ScenarioTrace(
                        plan.scenarios().get(number),
                        Kleene.state(scenarios[number]),
                        plan.cell(number),
                        prospects.mayBeHeadline(number)))
                .toList();
    }
}
