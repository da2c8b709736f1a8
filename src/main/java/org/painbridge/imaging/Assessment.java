package org.painbridge.imaging;

import java.time.Period;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
    private final Alarms alarms;

    Assessment(RuleSet rules, Ranking ranking, Plan plan, ImagingOrder order, byte[] found) {
        this.rules = rules;
        this.ranking = ranking;
        this.plan = plan;
        this.order = order;
        this.found = found;
        this.facts = plan.scope().completed(found);
        this.scenarios = plan.scenarioStates(facts);
        this.prospects = new Prospects(plan, facts, scenarios);
        this.alarms = new Alarms(rules, plan, order, found, facts);
    }

    ImagingVerdict verdict(Decider decider) {
        if (plan.excludes(facts) && !flags().isEmpty()) {
            return excluded();
        }
        if (prospects.areSettled()) {
            return settled(prospects.outcome());
        }
        return switch (decider.decide(found, facts, prospects)) {
            case Decision.Settled(Outcome outcome) -> settled(outcome);
            case Decision.Open open ->
                open.emergency() ? rescue(open).orElseGet(() -> needsData(open)) : needsData(open);
        };
    }

    private ImagingVerdict needsData(Decision.Open open) {
        return new ImagingVerdict.NeedsData(
                open.questions(),
                open.decisive(),
                open.possible(),
                open.emergency(),
                open.emergency() || alarms.areOfTheOrder() ? flags() : Set.of(),
                issues(Map.of()),
                urgency(),
                trace(),
                rules.ref());
    }

    private ImagingVerdict settled(Outcome outcome) {
        return switch (outcome) {
            case APPROPRIATE, MAY_BE_APPROPRIATE, NOT_APPROPRIATE -> plan.excludes(facts) ? excluded() : rated(outcome);
            case EMERGENCY -> emergency();
            case TOO_COARSE -> tooCoarse();
            case NO_CRITERIA ->
                new ImagingVerdict.NoCriteria(alternatives(), issues(Map.of()), urgency(), trace(), rules.ref());
        };
    }

    /** The ratings are not for this person; the danger is known all the same. */
    private ImagingVerdict excluded() {
        Set<String> flags = flags();
        return flags.isEmpty()
                ? new ImagingVerdict.NoCriteria(List.of(), issues(Map.of()), urgency(), trace(), rules.ref())
                : emergency(false, List.of());
    }

    private ImagingVerdict emergency() {
        Called called = called();
        Optional<Scenario> rescue = called.rescue().filter(this::rescues);
        return rescue.isPresent() ? rescued(rescue.get()) : emergency(isWrong(called), studies(called));
    }

    private ImagingVerdict emergency(boolean wrong, List<Alternative> studies) {
        return new ImagingVerdict.Emergency(flags(), wrong, studies, issues(Map.of()), trace(), rules.ref());
    }

    private Called called() {
        return new Called(plan.procedure().key(), plan.rescues().matching(found, facts));
    }

    /**
     * A danger on record for another matter calls for nothing here. What is urgent itself and names the flag has weighed
     * it: a CT goes before MRI after a dive.
     */
    private boolean rescues(Scenario scenario) {
        Set<String> flags = flags();
        return alarms.areOfTheOrder()
                && prospects
                        .candidates(Outcome.NOT_APPROPRIATE)
                        .mapToObj(plan.scenarios()::get)
                        .filter(own -> own.urgency() != Urgency.ROUTINE)
                        .allMatch(own -> Collections.disjoint(own.redFlags(), flags));
    }

    /** Whether what is for the flag rates the order, and not in its favour. */
    private boolean isWrong(Called called) {
        OptionalInt headline = alarms.areAny(plan.named()) ? headline() : OptionalInt.empty();
        boolean own = headline.isPresent() && plan.outcome(headline.getAsInt()) == Outcome.NOT_APPROPRIATE;
        return own || called.isWrong();
    }

    /** Where a flag is met, and the order is as right for it as for all else that it may still be for. */
    private Optional<ImagingVerdict> rescue(Decision.Open open) {
        boolean any = open.possible().stream().allMatch(Category.APPROPRIATE::equals);
        return any ? called().rescue().filter(this::rescues).map(this::rescued) : Optional.empty();
    }

    private ImagingVerdict rescued(Scenario scenario) {
        RuleId rule = scenario.rule(plan.procedure().key());
        ImagingOption cell = scenario.option(plan.procedure().key()).orElseThrow();
        ScenarioTrace called = new ScenarioTrace(scenario, FactState.MET, Optional.of(cell), true);
        boolean known = plan.scenarios().contains(scenario);
        return new ImagingVerdict.Rated(
                rule,
                scenario,
                cell.forReasons(order.indications()),
                List.of(rule),
                unknown(),
                flags(),
                alternatives(scenario, rule),
                issues(scenario.repeatWindows()),
                Urgency.EMERGENT,
                known
                        ? trace()
                        : new Trace(
                                this::factTraces,
                                () -> Stream.concat(Stream.of(called), scenarioTraces().stream())
                                        .toList()),
                rules.ref());
    }

    /** In an emergency nobody is told to do nothing, nor what is not for each danger or is for another matter. */
    private List<Alternative> studies(Called called) {
        if (!alarms.areAny(plan.related())) {
            return List.of();
        }
        List<Alternative> studies = new ArrayList<>(alarms.areAny(plan.named()) ? alternatives() : List.of());
        studies.removeIf(alternative -> alternative.procedure().isEmpty());
        List<Scenario> offering = called.offering();
        if (studies.isEmpty() && !offering.isEmpty()) {
            Scenario first = offering.getFirst();
            studies.addAll(alternatives(first, first.rule(plan.procedure().key())));
        }
        studies.removeIf(alternative -> called.isWrong(alternative.option().procedureKey()));
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
                alarms.areOfTheOrder() ? flags() : Set.of(),
                matching < 0 && agreeing.size() > 1 ? shared(outcome) : alternatives(scenario, plan.rule(headline)),
                issues(scenario.repeatWindows()),
                matching < 0 ? urgency().or(prospects.least(outcome)) : urgency(),
                trace(),
                rules.ref());
    }

    /** What stands to the order as it does whichever of the scenarios it is. */
    private List<Alternative> shared(Outcome outcome) {
        List<List<Alternative>> each = prospects
                .candidates(outcome)
                .mapToObj(number -> alternatives(plan.scenarios().get(number), plan.rule(number)))
                .toList();
        return each.getFirst().stream()
                .filter(one ->
                        each.stream().allMatch(others -> others.stream().anyMatch(other -> one.standsLike(other))))
                .toList();
    }

    private Set<String> flags() {
        return alarms.flags();
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
        Urgency urgency = alarms.areOfTheOrder() ? Urgency.EMERGENT : Urgency.ROUTINE;
        for (int scenario = 0; scenario < scenarios.length; scenario++) {
            if (scenarios[scenario] == Kleene.YES) {
                urgency = urgency.or(plan.scenarios().get(scenario).urgency());
            }
        }
        return urgency;
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
