package org.painbridge.server.imaging.cdshooks;

import java.util.Optional;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.fhir.AnswerForm;
import org.painbridge.imaging.fhir.Explain;
import org.painbridge.imaging.fhir.ImagingAppropriateness;
import org.painbridge.imaging.fhir.ImagingDecision;
import org.painbridge.imaging.fhir.ImagingRequest;
import org.painbridge.imaging.fhir.OrderRating;
import org.painbridge.imaging.fhir.VerdictWriter;
import org.painbridge.server.imaging.Decisions;
import org.painbridge.server.imaging.Origin;
import org.painbridge.server.imaging.ToldDecisions;
import org.painbridge.server.store.StoreProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs the decisions of hooks and has them kept as those of the operation are, behind the answer. */
final class HookDecisions {
    private static final Logger LOG = LoggerFactory.getLogger(HookDecisions.class);

    private final Decisions decisions;
    private final ToldDecisions told;
    private final DecisionLog log;
    private final ImagingAppropriateness pack;
    private final int maxAlternatives;
    private final String pages;

    /** @param pages URL behind which the pages of the guideline are */
    HookDecisions(
            Decisions decisions,
            ToldDecisions told,
            DecisionLog log,
            ImagingAppropriateness pack,
            int maxAlternatives,
            String pages) {
        this.decisions = decisions;
        this.told = told;
        this.log = log;
        this.pack = pack;
        this.maxAlternatives = maxAlternatives;
        this.pages = pages;
    }

    /**
     * A decision about one order.
     *
     * @param signature empty for one that nobody sees
     */
    record Judged(ImagingRequest request, ImagingDecision decision, Optional<Decisions.Signature> signature) {}

    /** How it is told. */
    record Told(Language language, OrderRating rating) {}

    /** What has a token has a record: where it could not be kept, or no key is to be had, nothing is signed. */
    Judged signed(ImagingRequest request, ImagingDecision decision) {
        if (log.hasRoom()) {
            try {
                return signed(request, decision, decisions.sign(decision));
            } catch (StoreProblem e) {
                LOG.warn("A decision is told unsigned: {}", e.getMessage());
            }
        }
        return new Judged(request, decision, Optional.empty());
    }

    private static Judged signed(ImagingRequest request, ImagingDecision decision, Decisions.Signature signature) {
        return new Judged(request, decision.signed(signature.token()), Optional.of(signature));
    }

    /** @param abroad whether another system holds the record of the patient */
    Decisions.Entry entry(Judged judged, boolean abroad, Origin origin, Told told) {
        VerdictWriter writer =
                new VerdictWriter(new AnswerForm(told.language(), Explain.FULL, maxAlternatives, pages), told.rating());
        return new Decisions.Entry(
                judged.decision(),
                new Decisions.Asked(judged.request(), pack, abroad),
                origin,
                judged.signature(),
                () -> writer.record(judged.decision()));
    }

    /** Once the call is answered: what fails here takes nothing from the answer. */
    void keep(Decisions.Entry entry) {
        try {
            log.add(told.pack(entry));
        } catch (RuntimeException e) {
            log.lose(1, e);
        }
    }
}
