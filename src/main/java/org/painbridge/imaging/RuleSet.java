package org.painbridge.imaging;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.painbridge.clinical.Code;

/**
 * A guideline pack, read once and never changed. Which pack it is, is part of every verdict.
 *
 * @param facts by id
 * @param answerWords the answer codes that mean met, not met, not applicable
 * @param procedureNames French names of procedures, by key
 * @param noImaging how "no imaging" is called among the alternatives
 * @param safety what cuts across all scenarios
 * @param questionsAtATime how many questions to put at most
 */
public record RuleSet(
        RuleSetRef ref,
        Map<String, Fact> facts,
        Map<Code, FactState> answerWords,
        List<Scenario> scenarios,
        RankingPolicy ranking,
        Map<String, String> procedureNames,
        Localized noImaging,
        int questionsAtATime,
        SafetyRules safety) {
    public RuleSet {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        answerWords = Map.copyOf(answerWords);
        scenarios = List.copyOf(scenarios);
        procedureNames = Map.copyOf(procedureNames);
    }

    /** @throws IllegalArgumentException if the library has no such fact; the loader makes sure rules name none */
    public Fact fact(String id) {
        return Optional.ofNullable(facts.get(id)).orElseThrow(() -> new IllegalArgumentException("No fact " + id));
    }

    /** Whether any scenario speaks about the procedure. */
    public boolean covers(Procedure procedure) {
        return scenarios.stream().anyMatch(scenario -> scenario.speaksAbout(procedure));
    }

    public Localized name(Procedure procedure) {
        return new Localized(
                procedure.display(),
                procedureNames.getOrDefault(procedure.key(), procedure.title().fr()));
    }
}
