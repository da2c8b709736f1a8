package org.painbridge.imaging.fhir;

import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;
import org.painbridge.imaging.Alternative;
import org.painbridge.imaging.Category;
import org.painbridge.imaging.ImagingVerdict;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.Localized;
import org.painbridge.imaging.Question;
import org.painbridge.imaging.SafetyIssue;
import org.painbridge.imaging.Urgency;

/**
 * Why a clinician is interrupted; for all else there is no card. In the Medicare Imaging Demonstration 98.9% of alerts were
 * ignored, those that could be acted on far less (design/imaging.md, section 1, fact 6).
 */
public enum CardOccasion {
    /** It must not wait. */
    EMERGENCY("emergency", new Localized("Emergency", "Urgence")),
    /** Not appropriate, and something else is better. */
    BETTER_OPTION("better-option", new Localized("Better option", "Meilleure option")),
    /** The examination itself may do harm, or was done already. */
    SAFETY("safety", new Localized("Safety", "Sécurité")),
    /** Not rated, and the answers may lead to one of the others. */
    QUESTIONS("questions", new Localized("Questions", "Questions"));

    static final String SYSTEM = "https://painbridge.example/fhir/CodeSystem/imaging-card-topic";

    private final String code;
    private final Localized display;

    CardOccasion(String code, Localized display) {
        this.code = code;
        this.display = display;
    }

    Coding topic(Language language) {
        return new Coding(SYSTEM, code, display.in(language));
    }

    /** Empty where silence is better. What it does not name may still stand in the detail of the card. */
    static Optional<CardOccasion> of(ImagingVerdict verdict) {
        if (verdict.urgency() == Urgency.EMERGENT) {
            return Optional.of(EMERGENCY);
        }
        Optional<CardOccasion> safety = Optional.of(SAFETY).filter(any -> isUnsafe(verdict));
        return switch (verdict) {
            case ImagingVerdict.Emergency emergency -> Optional.of(EMERGENCY);
            case ImagingVerdict.Rated rated ->
                Optional.of(BETTER_OPTION)
                        .filter(any -> rated.category() == Category.NOT_APPROPRIATE && isBettered(rated))
                        .or(() -> safety);
            case ImagingVerdict.NeedsData needs ->
                safety.filter(any -> isGrave(needs) || !asksOfAnEmergency(needs))
                        .or(() -> Optional.of(QUESTIONS).filter(any -> isWorthAsking(needs)));
            case ImagingVerdict.NoCriteria none -> safety;
            case ImagingVerdict.NotRecognised not -> safety;
        };
    }

    private static boolean isUnsafe(ImagingVerdict verdict) {
        return SafetyText.worthSaying(verdict).findAny().isPresent();
    }

    private static boolean isGrave(ImagingVerdict verdict) {
        return verdict.issues().stream().anyMatch(issue -> issue.severity() == SafetyIssue.Severity.HIGH);
    }

    private static boolean asksOfAnEmergency(ImagingVerdict.NeedsData needs) {
        return needs.questions().stream().anyMatch(Question::emergent);
    }

    private static boolean isBettered(ImagingVerdict verdict) {
        return verdict.alternatives().stream().anyMatch(Alternative::isBetter);
    }

    /** Where every answer leads to an order that may go on as it is, nobody is kept from work by a question. */
    private static boolean isWorthAsking(ImagingVerdict.NeedsData needs) {
        return needs.possible().contains(Category.NOT_APPROPRIATE) || needs.emergency() || asksOfAnEmergency(needs);
    }
}
