package org.painbridge.imaging;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges imaging orders. Knows no clock and no person: the same order and rules give the same verdict, always. Safe for
 * use by many threads; make one for each rule set and keep it.
 */
public final class ImagingEngine {
    private final RuleSet rules;
    private final Ranking ranking;
    private final Vectors vectors;
    private final Indications indications;
    private final Map<String, Plans> plans = new HashMap<>();

    public ImagingEngine(RuleSet rules, ProcedureCatalogue procedures) {
        this.rules = rules;
        this.ranking = new Ranking(rules, procedures);
        this.indications = new Indications(rules);
        this.vectors = new Vectors(rules, indications);
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
            return notRecognised(procedureUnknown(order.procedureKey()));
        }
        if (!about.isEmpty() && !indications.knowAny(order.indications())) {
            return notRecognised(indicationUnknown(about));
        }
        Decider decider = about.forReasons(order.indications());
        byte[] found = Reading.found(decider.plan().scope(), order);
        return new Assessment(rules, ranking, decider.plan(), order, found).verdict(decider);
    }

    /** The order without the person, to be judged again by {@link #replay}. */
    public FactVector vector(ImagingOrder order) {
        return vectors.of(order);
    }

    /** What a vector comes to under these rules; they need not be those it was taken under. */
    public Replay replay(FactVector vector) {
        Plans about = plans.get(vector.procedureKey());
        if (about == null || (!about.isEmpty() && !indications.haveAnyOf(vector.indications()))) {
            return Replay.NOT_RECOGNISED;
        }
        Decider decider = about.forIndications(vector.indications());
        return decider.replay(vectors.found(decider.plan().scope(), vector));
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

    private static MissingElement indicationUnknown(Plans about) {
        String sets = String.join(", ", about.indications());
        return new MissingElement(
                "ServiceRequest.reasonCode",
                MissingElement.Problem.NOT_RECOGNISED,
                "A code of one of " + sets + ". If none fits, this rule set has no criteria for the order");
    }
}
