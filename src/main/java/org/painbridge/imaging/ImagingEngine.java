package org.painbridge.imaging;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Judges imaging orders. Knows no clock and no person: the same order and rules give the same verdict, always. Safe for
 * use by many threads; make one for each rule set and keep it.
 */
public final class ImagingEngine {
    private final RuleSet rules;
    private final Ranking ranking;
    private final Indications indications;
    private final Map<String, Plans> plans = new HashMap<>();

    public ImagingEngine(RuleSet rules, ProcedureCatalogue procedures) {
        this.rules = rules;
        this.ranking = new Ranking(rules, procedures);
        this.indications = new Indications(rules);
        Questions questions = new Questions(rules);
        procedures
                .all()
                .forEach(procedure -> plans.put(procedure.key(), new Plans(rules, questions, procedures, procedure)));
    }

    public RuleSet rules() {
        return rules;
    }

    public ImagingVerdict assess(ImagingOrder order) {
        Plans about = plans.get(order.procedureKey());
        if (about == null) {
            return new ImagingVerdict.NotRecognised(List.of(procedureUnknown(order.procedureKey())), rules.ref());
        }
        if (!about.isEmpty() && !indications.knowAny(order.indications())) {
            return unrated(order, List.of(indicationUnknown(about)));
        }
        Decider decider = about.forReasons(order.indications());
        byte[] found = Reading.found(decider.plan().scope(), order);
        return new Assessment(rules, ranking, decider.plan(), order, found).verdict(decider);
    }

    /** Of an order that cannot be rated for what is missing: what is known of danger to the person. */
    public ImagingVerdict unrated(ImagingOrder order, List<MissingElement> missing) {
        Plans about = plans.get(order.procedureKey());
        if (about == null) {
            return new ImagingVerdict.NotRecognised(missing, rules.ref());
        }
        Plan plan = about.forReasons(Set.of()).plan();
        return new Assessment(rules, ranking, plan, order, Reading.found(plan.scope(), order)).unrated(missing);
    }

    /** The order without the person: what was found, not what followed from it, of the facts that may decide about it. */
    public CaseSheet sheet(ImagingOrder order) {
        Plans about = plans.get(order.procedureKey());
        if (about == null) {
            return CaseSheet.of(order, new TreeMap<>());
        }
        Scope scope = about.forReasons(order.indications()).plan().scope();
        byte[] found = Reading.found(scope, order);
        SortedMap<String, FactState> facts = new TreeMap<>();
        for (int number = 0; number < found.length; number++) {
            Fact fact = scope.fact(number);
            boolean known = found[number] == Kleene.YES || found[number] == Kleene.NO;
            if (fact.type() == Fact.Type.BOOLEAN && known) {
                facts.put(fact.id(), Kleene.state(found[number]));
            }
        }
        return CaseSheet.of(order, facts);
    }

    private static MissingElement procedureUnknown(String key) {
        return new MissingElement(
                "ServiceRequest.code",
                MissingElement.Problem.NOT_RECOGNISED,
                "A code of ConceptMap imaging-procedure-key, or a key of " + Procedure.SYSTEM + "; not " + key);
    }

    private static MissingElement indicationUnknown(Plans about) {
        String sets = String.join(", ", about.indications());
        return new MissingElement(
                "ServiceRequest.reasonCode",
                MissingElement.Problem.NOT_RECOGNISED,
                "A code of one of " + sets + ". If none fits, this rule set has no criteria for the order");
    }
}
