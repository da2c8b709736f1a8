package org.painbridge.imaging.fhir;

import java.util.ArrayList;
import java.util.List;
import org.painbridge.imaging.Alternative;
import org.painbridge.imaging.ImagingVerdict;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.Localized;

/** What a card offers to do: place a better order in place of this one, or answer what is asked. */
final class CardSuggestions {
    /** More would be read by nobody; the operation lists all. */
    private static final int MOST = 3;

    private static final Localized NONE = new Localized("None of these apply", "Rien de tout cela");
    private static final Localized NO_FLAG = new Localized("No red flag applies", "Aucun signe d'alarme");
    private static final Localized LATER = new Localized("Answer in the chart", "Répondre dans le dossier");
    private static final Localized RECORD = new Localized("Record the answers", "Consigner les réponses");

    private final Language language;
    private final ImagingDecision decision;

    CardSuggestions(Language language, ImagingDecision decision) {
        this.language = language;
        this.decision = decision;
    }

    List<CdsCard.Suggestion> all() {
        return decision.verdict() instanceof ImagingVerdict.NeedsData needs ? answers(needs) : instead();
    }

    private List<CdsCard.Suggestion> instead() {
        List<Alternative> better = decision.verdict().alternatives().stream()
                .filter(Alternative::isBetter)
                .limit(MOST)
                .toList();
        return better.stream()
                .map(alternative -> instead(alternative, alternative.equals(better.getFirst())))
                .toList();
    }

    private CdsCard.Suggestion instead(Alternative alternative, boolean recommended) {
        String label = alternative.title().in(language);
        List<CdsCard.Action> actions = new ArrayList<>();
        alternative
                .procedure()
                .map(new OrderProposal(decision)::of)
                .ifPresent(order -> actions.add(new CdsCard.Action.Create(label, order)));
        actions.add(new CdsCard.Action.Withdraw(new VerdictText(language).withdrawal()));
        return new CdsCard.Suggestion(
                CdsCards.uuid(decision, alternative.rule().toString()), label, recommended, actions);
    }

    /** The answers come back with the chart at the next call. Neither is recommended: what is true is not ours to say. */
    private List<CdsCard.Suggestion> answers(ImagingVerdict.NeedsData needs) {
        OpenAnswers open = new OpenAnswers(needs, decision, language);
        List<CdsCard.Suggestion> suggestions = new ArrayList<>();
        int flags = open.flags().size();
        if (flags > 0) {
            Localized label = flags == needs.questions().size() ? NONE : NO_FLAG;
            suggestions.add(answer("none", label, new CdsCard.Action.Create(RECORD.in(language), open.flagsDenied())));
        }
        suggestions.add(answer("later", LATER, new CdsCard.Action.Create(RECORD.in(language), open.unanswered())));
        return suggestions;
    }

    private CdsCard.Suggestion answer(String name, Localized label, CdsCard.Action action) {
        return new CdsCard.Suggestion(CdsCards.uuid(decision, name), label.in(language), false, List.of(action));
    }
}
