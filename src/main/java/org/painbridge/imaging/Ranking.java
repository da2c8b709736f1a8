package org.painbridge.imaging;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Puts the options of a scenario in order and says how each stands to the order. */
final class Ranking {
    private final RuleSet rules;
    private final ProcedureCatalogue procedures;
    private final Map<RuleId, List<Alternative>> ranked = new ConcurrentHashMap<>();

    Ranking(RuleSet rules, ProcedureCatalogue procedures) {
        this.rules = rules;
        this.procedures = procedures;
    }

    /** All that is at least worth considering, other than what was ordered, best first. */
    List<Alternative> alternatives(Scenario scenario, RuleId ordered, List<SafetyGate> demoting) {
        return demoting.isEmpty()
                ? ranked.computeIfAbsent(ordered, rule -> rank(scenario, rule.procedure(), List.of()))
                : rank(scenario, ordered.procedure(), demoting);
    }

    private List<Alternative> rank(Scenario scenario, String orderedKey, List<SafetyGate> demoting) {
        Standing standing = new Standing(scenario, demoting);
        Optional<ImagingOption> ordered = scenario.option(orderedKey);
        return scenario.options().stream()
                .filter(option -> option.category() != Category.NOT_APPROPRIATE)
                .filter(option -> !option.procedureKey().equals(orderedKey))
                .filter(this::isDefinite)
                .filter(option -> isOfItsRegion(scenario, orderedKey, option))
                .sorted(standing.order())
                .map(option -> alternative(standing, option, ordered))
                .toList();
    }

    /** The procedures that say what a too coarse one leaves open. */
    List<Procedure> refinements(Procedure coarse) {
        return procedures.refinementsOf(coarse);
    }

    private boolean isDefinite(ImagingOption option) {
        return procedures
                .find(option.procedureKey())
                .filter(Procedure::isTooCoarse)
                .isEmpty();
    }

    private boolean isOfItsRegion(Scenario scenario, String orderedKey, ImagingOption option) {
        Optional<Procedure> ordered = procedures.find(orderedKey);
        Optional<Procedure> offered = procedures.find(option.procedureKey());
        return ordered.isEmpty() || offered.isEmpty() || scenario.match().answers(ordered.get(), offered.get());
    }

    private Alternative alternative(Standing standing, ImagingOption option, Optional<ImagingOption> ordered) {
        Optional<Procedure> procedure = procedures.find(option.procedureKey());
        return new Alternative(
                standing.scenario().rule(option.procedureKey()),
                procedure,
                procedure.map(rules::name).orElse(rules.noImaging()),
                option,
                ordered.map(cell -> standing.placement(option, cell)),
                standing.cautions(option));
    }

    /** How the options of a scenario stand to each other while some gates of safety speak. */
    private final class Standing {
        private final Scenario scenario;
        private final List<SafetyGate> demoting;

        Standing(Scenario scenario, List<SafetyGate> demoting) {
            this.scenario = scenario;
            this.demoting = demoting;
        }

        Scenario scenario() {
            return scenario;
        }

        Alternative.Placement placement(ImagingOption option, ImagingOption ordered) {
            for (Alternative.Key key : Alternative.Key.values()) {
                int comparison = comparator(key).compare(option, ordered);
                if (comparison != 0) {
                    return new Alternative.Placement(comparison < 0, key);
                }
            }
            return new Alternative.Placement(false, Alternative.Key.PANEL_ORDER);
        }

        Comparator<ImagingOption> order() {
            Comparator<ImagingOption> order = comparator(Alternative.Key.CATEGORY);
            for (Alternative.Key key : Alternative.Key.values()) {
                order = order.thenComparing(comparator(key));
            }
            return order.thenComparing(ImagingOption::procedureKey);
        }

        List<String> cautions(ImagingOption option) {
            return procedures.find(option.procedureKey()).stream()
                    .flatMap(procedure ->
                            demoting.stream().filter(gate -> gate.applies().to(procedure)))
                    .map(SafetyGate::id)
                    .toList();
        }

        private Comparator<ImagingOption> comparator(Alternative.Key key) {
            return switch (key) {
                case CATEGORY -> Comparator.comparing(ImagingOption::category);
                case SAFETY -> Comparator.comparing(option -> !cautions(option).isEmpty());
                case MODALITY -> Comparator.comparing(Ranking.this::modalityTier);
                case RADIATION -> Comparator.comparing(option -> rules.ranking().radiationRank(option.radiation()));
                case SCORE -> Comparator.comparing(option -> -option.score().orElse(0));
                case PANEL_ORDER ->
                    Comparator.comparing(option -> scenario.options().indexOf(option));
            };
        }
    }

    /** No imaging comes before any imaging. */
    private int modalityTier(ImagingOption option) {
        return procedures
                .find(option.procedureKey())
                .map(procedure -> rules.ranking().modalityTier(procedure.modality()))
                .orElse(-1);
    }
}
