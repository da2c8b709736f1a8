package org.painbridge.imaging.fhir;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Coding;
import org.painbridge.clinical.Evidence;
import org.painbridge.imaging.Category;
import org.painbridge.imaging.ImagingVerdict;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.Question;
import org.painbridge.imaging.Urgency;

/** Makes the card about a decision, or none. */
public final class CdsCards {
    private final Language language;
    private final VerdictText text;
    private final SafetyText safety;

    public CdsCards(Language language) {
        this.language = language;
        this.text = new VerdictText(language);
        this.safety = new SafetyText(language);
    }

    /** Empty unless there is something to act on: {@link CardOccasion}. */
    public Optional<CdsCard> card(ImagingDecision decision) {
        return CardOccasion.of(decision.verdict()).map(occasion -> card(decision, occasion));
    }

    private CdsCard card(ImagingDecision decision, CardOccasion occasion) {
        ImagingVerdict verdict = decision.verdict();
        return new CdsCard(
                decision.decisionId().uuid().toString(),
                new CdsCard.Headline(summary(verdict, occasion), indicator(verdict)),
                safety.detail(verdict) + text.detail(verdict),
                source(verdict, occasion.topic(language)),
                new CardSuggestions(language, decision).all(),
                occasion == CardOccasion.QUESTIONS ? List.of() : OverrideReason.all(language));
    }

    private String summary(ImagingVerdict verdict, CardOccasion occasion) {
        return occasion == CardOccasion.SAFETY ? safety.summary(verdict) : text.summary(verdict);
    }

    static String uuid(ImagingDecision decision, String what) {
        byte[] name = (decision.id() + "/" + what).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(name).toString();
    }

    private static CdsCard.Indicator indicator(ImagingVerdict verdict) {
        if (verdict.urgency() == Urgency.EMERGENT) {
            return CdsCard.Indicator.CRITICAL;
        }
        boolean warning = switch (verdict) {
            case ImagingVerdict.Rated rated ->
                rated.category() == Category.NOT_APPROPRIATE || rated.urgency() == Urgency.URGENT;
            case ImagingVerdict.NeedsData needs ->
                needs.emergency() || needs.questions().stream().anyMatch(Question::emergent);
            case ImagingVerdict.Emergency emergency -> true;
            case ImagingVerdict.NoCriteria none -> false;
            case ImagingVerdict.NotRecognised not -> false;
        };
        return warning || SafetyText.worthSaying(verdict).findAny().isPresent()
                ? CdsCard.Indicator.WARNING
                : CdsCard.Indicator.INFO;
    }

    private static CdsCard.Source source(ImagingVerdict verdict, Coding topic) {
        Optional<Evidence> evidence = verdict instanceof ImagingVerdict.Rated rated
                ? Optional.of(rated.option().deciding().getFirst())
                : VerdictText.bestAlternative(verdict)
                        .map(best -> best.option().deciding().getFirst());
        return evidence.map(found ->
                        new CdsCard.Source(found.document() + " (" + found.edition() + ")", found.url(), topic))
                .orElseGet(() -> new CdsCard.Source(
                        "PainBridge " + verdict.rules().version(),
                        verdict.rules().canonical(),
                        topic));
    }
}
