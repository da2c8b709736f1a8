package org.painbridge.imaging.fhir;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;
import org.painbridge.clinical.Evidence;
import org.painbridge.imaging.Alternative;
import org.painbridge.imaging.Category;
import org.painbridge.imaging.ImagingVerdict;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.Question;
import org.painbridge.imaging.Urgency;

/** The content of CDS Hooks cards. Knows no HTTP and no JSON. */
public record CdsCards(List<Card> cards) {
    private static final int SUMMARY = 140;

    public CdsCards {
        cards = List.copyOf(cards);
    }

    /**
     * One card.
     *
     * @param uuid made from the decision, so that feedback finds it again
     * @param summary at most 140 characters
     * @param indicator {@code info}, {@code warning} or {@code critical}
     * @param detail Markdown
     * @param suggestions at most one of them is recommended
     */
    public record Card(
            String uuid,
            String summary,
            String indicator,
            String detail,
            Source source,
            List<Suggestion> suggestions) {}

    /** Whose advice it is. */
    public record Source(String label, @Nullable String url) {}

    /**
     * What to do instead: place the other order, and withdraw the one about to be signed.
     *
     * @param instead the order to place; empty to withdraw only, as when no imaging is better
     * @param withdrawal what to call the withdrawing
     */
    public record Suggestion(
            String uuid, String label, boolean recommended, Optional<ServiceRequest> instead, String withdrawal) {}

    /** No card where there is nothing to do: an appropriate order with nothing better passes in silence. */
    public static CdsCards of(ImagingDecision decision, Language language) {
        ImagingVerdict verdict = decision.verdict();
        boolean silent = verdict instanceof ImagingVerdict.Rated rated
                && rated.category() == Category.APPROPRIATE
                && rated.urgency() != Urgency.EMERGENT
                && VerdictText.bestAlternative(verdict).isEmpty();
        return new CdsCards(silent ? List.of() : List.of(card(decision, language)));
    }

    private static Card card(ImagingDecision decision, Language language) {
        VerdictText text = new VerdictText(language);
        ImagingVerdict verdict = decision.verdict();
        List<Alternative> better =
                verdict.alternatives().stream().filter(Alternative::isBetter).toList();
        return new Card(
                uuid(decision, "card"),
                shortened(text.summary(verdict)),
                indicator(verdict),
                text.detail(verdict),
                source(verdict),
                better.stream()
                        .map(alternative -> suggestion(decision, alternative, better, language))
                        .toList());
    }

    private static Suggestion suggestion(
            ImagingDecision decision, Alternative alternative, List<Alternative> better, Language language) {
        return new Suggestion(
                uuid(decision, alternative.rule().toString()),
                alternative.title().in(language),
                alternative.equals(better.getFirst()),
                alternative.procedure().map(new OrderProposal(decision.order())::of),
                new VerdictText(language).withdrawal());
    }

    private static String uuid(ImagingDecision decision, String what) {
        byte[] name = (decision.id() + "/" + what).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(name).toString();
    }

    private static String shortened(String summary) {
        return summary.length() <= SUMMARY ? summary : summary.substring(0, SUMMARY - 1) + "…";
    }

    private static String indicator(ImagingVerdict verdict) {
        if (verdict.urgency() == Urgency.EMERGENT) {
            return "critical";
        }
        return switch (verdict) {
            case ImagingVerdict.Rated rated when rated.category() == Category.NOT_APPROPRIATE -> "warning";
            case ImagingVerdict.Rated rated -> rated.urgency() == Urgency.URGENT ? "warning" : "info";
            case ImagingVerdict.NeedsData needs ->
                needs.questions().stream().anyMatch(Question::emergent) ? "warning" : "info";
            case ImagingVerdict.Emergency emergency -> "critical";
            case ImagingVerdict.NoCriteria none -> "info";
            case ImagingVerdict.NotRecognised not -> "info";
        };
    }

    private static Source source(ImagingVerdict verdict) {
        Optional<Evidence> evidence = verdict instanceof ImagingVerdict.Rated rated
                ? Optional.of(rated.option().sources().getFirst())
                : VerdictText.bestAlternative(verdict)
                        .map(best -> best.option().sources().getFirst());
        return evidence.map(found -> new Source(found.document() + " (" + found.edition() + ")", found.url()))
                .orElseGet(() -> new Source(
                        "PainBridge " + verdict.rules().version(),
                        verdict.rules().canonical()));
    }
}
