package org.painbridge.server.imaging.pages;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.painbridge.imaging.Fact;
import org.painbridge.imaging.FactEvidence;
import org.painbridge.imaging.Localized;
import org.painbridge.imaging.RuleSet;

/** Where in the chart a fact, its parts and what decides them may be found, in words. */
record ChartPlaces(RuleSet rules) {

    /** In the order of the criteria; empty where only an answer tells. */
    Set<Localized> of(Fact fact) {
        Set<Localized> places = new LinkedHashSet<>();
        add(fact, places);
        return places;
    }

    private void add(Fact fact, Set<Localized> places) {
        fact.evidence().forEach(evidence -> places.add(place(evidence)));
        Stream<String> decides = Stream.of(
                        Stream.ofNullable(fact.clock()).map(clock -> clock.since()),
                        Stream.ofNullable(fact.threshold()).map(limit -> limit.of()))
                .flatMap(ids -> ids);
        Stream.concat(fact.anyOf().stream(), decides).forEach(id -> add(rules.fact(id), places));
    }

    private static Localized place(FactEvidence evidence) {
        return switch (evidence) {
            case FactEvidence.Reason reason -> new Localized("reason of the order", "motif de la demande");
            case FactEvidence.Condition condition -> new Localized("conditions", "problèmes de santé");
            case FactEvidence.ReasonCondition onset -> new Localized("conditions", "problèmes de santé");
            case FactEvidence.Observation observation -> new Localized("results", "résultats");
            case FactEvidence.DueDate due -> new Localized("results", "résultats");
            case FactEvidence.AgeAt age -> new Localized("record of the person", "dossier de la personne");
            case FactEvidence.Quantity quantity -> new Localized("results", "résultats");
            case FactEvidence.BirthDate birth -> new Localized("record of the person", "dossier de la personne");
            case FactEvidence.Gender gender -> new Localized("record of the person", "dossier de la personne");
            case FactEvidence.RuledOut ruledOut -> new Localized("record of the person", "dossier de la personne");
            case FactEvidence.Study study -> new Localized("earlier imaging", "imagerie antérieure");
            case FactEvidence.Device device -> new Localized("devices", "dispositifs");
            case FactEvidence.OtherDevice other -> new Localized("devices", "dispositifs");
            case FactEvidence.Procedure procedure -> new Localized("procedures", "interventions");
            case FactEvidence.Request request -> new Localized("orders", "demandes");
            case FactEvidence.Medication medication -> new Localized("medicines", "médicaments");
            case FactEvidence.Allergy allergy -> new Localized("allergies", "allergies");
        };
    }
}
