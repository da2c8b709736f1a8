package org.painbridge.imaging.fhir;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.painbridge.clinical.Evidence;
import org.painbridge.imaging.Alternative;
import org.painbridge.imaging.Category;
import org.painbridge.imaging.FactTrace;
import org.painbridge.imaging.Grades;
import org.painbridge.imaging.ImagingOption;
import org.painbridge.imaging.ImagingVerdict;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.Localized;
import org.painbridge.imaging.MissingElement;
import org.painbridge.imaging.Question;
import org.painbridge.imaging.Urgency;

/** A verdict in words, in one language. */
final class VerdictText {
    private static final Localized INSTEAD = new Localized("Better", "Préférable");
    private static final Localized UNRATED = new Localized(
            "No criteria cover this order; this does not mean it is inappropriate",
            "Aucun critère ne couvre cette demande; cela ne veut pas dire qu'elle est inappropriée");
    private static final Localized EMERGENCY = new Localized(
            "Emergency red flag; this is not the examination for it",
            "Signe d'alarme urgent; cet examen n'est pas le bon");
    private static final Localized EMERGENCY_UNRATED = new Localized(
            "Emergency red flag; this order is not rated for it",
            "Signe d'alarme urgent; cette demande n'est pas évaluée pour ce signe");
    private static final Localized ORDER_NOW = new Localized("Order now", "Demander maintenant");
    private static final Localized NOT_RATED =
            new Localized("Not rated yet: answers are needed", "Pas encore évalué : des réponses sont nécessaires");
    private static final Localized FLAG = new Localized("Emergency red flag", "Signe d'alarme urgent");
    private static final Localized SAME_DAY =
            new Localized("Emergency: hospital care today", "Urgence : soins à l'hôpital aujourd'hui");
    private static final Localized NO_APPOINTMENT = new Localized(
            "Send the patient to an emergency department or speak to the specialist on call; an outpatient appointment is too late",
            "Diriger la personne vers un service d'urgence ou parler au spécialiste de garde; un rendez-vous externe est trop tard");
    private static final Localized URGENT_NOT_RATED = new Localized(
            "Emergency red flag; not rated yet, answers are needed",
            "Signe d'alarme urgent; pas encore évalué, des réponses sont nécessaires");
    private static final Localized UNREADABLE =
            new Localized("Not rated: the order cannot be read", "Non évalué : demande illisible");
    private static final Localized URGENT_UNREADABLE = new Localized(
            "Emergency red flag; not rated, the order cannot be read",
            "Signe d'alarme urgent; non évalué, demande illisible");
    private static final Localized REGARDLESS =
            new Localized("Holds whatever the answer is to", "Vaut quelle que soit la réponse à");
    private static final Localized MOVED = new Localized("**Moved by an overlay**", "**Déplacé par une surcouche**");
    private static final Localized SEND = new Localized("Send", "Envoyer");

    private final Language language;

    VerdictText(Language language) {
        this.language = language;
    }

    /** What is done with an order that another takes the place of. */
    String withdrawal() {
        return say("Withdraw this order", "Retirer cette demande");
    }

    /** One line. */
    String summary(ImagingVerdict verdict) {
        return switch (verdict) {
            case ImagingVerdict.Rated rated ->
                (rated.urgency() == Urgency.EMERGENT ? SAME_DAY.in(language) + ". " : "")
                        + rated.category().title().in(language)
                        + better(rated, INSTEAD);
            case ImagingVerdict.Emergency emergency ->
                (emergency.wrong() ? EMERGENCY : EMERGENCY_UNRATED).in(language) + better(emergency, ORDER_NOW);
            case ImagingVerdict.NeedsData needs ->
                (needs.redFlags().isEmpty() ? NOT_RATED : URGENT_NOT_RATED).in(language) + " ("
                        + range(needs.possible()) + ")";
            case ImagingVerdict.NoCriteria none -> UNRATED.in(language);
            case ImagingVerdict.NotRecognised not ->
                (not.redFlags().isEmpty() ? UNREADABLE : URGENT_UNREADABLE).in(language) + ": "
                        + not.missing().getFirst().expression();
        };
    }

    private String better(ImagingVerdict verdict, Localized lead) {
        return bestAlternative(verdict)
                .map(best -> ". " + lead.in(language) + ": " + best.title().in(language))
                .orElse("");
    }

    static Optional<Alternative> bestAlternative(ImagingVerdict verdict) {
        return verdict.alternatives().stream().filter(Alternative::isBetter).findFirst();
    }

    private String range(List<Category> possible) {
        return possible.stream()
                .map(category -> category.title().in(language))
                .distinct()
                .collect(Collectors.joining(" / "));
    }

    /** The reasons, as Markdown. */
    String detail(ImagingVerdict verdict) {
        String body = switch (verdict) {
            case ImagingVerdict.Rated rated -> head(rated.redFlags(), rated) + rated(rated);
            case ImagingVerdict.Emergency emergency -> flags(emergency.redFlags(), emergency);
            case ImagingVerdict.NeedsData needs ->
                head(needs.redFlags(), needs)
                        + list(needs.questions().stream().map(this::question).toList());
            case ImagingVerdict.NoCriteria none -> UNRATED.in(language) + ".\n";
            case ImagingVerdict.NotRecognised not ->
                flags(not.redFlags(), not)
                        + list(not.missing().stream().map(this::missing).toList());
        };
        return now(verdict) + body + "\n*" + verdict.rules().versioned() + ". "
                + verdict.rules().notice().in(language) + "*";
    }

    /** An order alone does not say that the patient must not wait for an appointment. */
    private String now(ImagingVerdict verdict) {
        return verdict.urgency() == Urgency.EMERGENT
                ? "**" + SAME_DAY.in(language) + "**. " + NO_APPOINTMENT.in(language) + ".\n\n"
                : "";
    }

    private String head(Set<String> flags, ImagingVerdict verdict) {
        return flags.isEmpty() ? "" : "**" + FLAG.in(language) + "**\n\n" + flags(flags, verdict) + "\n";
    }

    private String flags(Set<String> flags, ImagingVerdict verdict) {
        return list(names(flags, verdict).toList());
    }

    /** What the facts are called, as the trace of the verdict knows them. */
    private Stream<String> names(Set<String> facts, ImagingVerdict verdict) {
        Map<String, String> names = verdict.trace().facts().stream()
                .filter(trace -> facts.contains(trace.fact()))
                .collect(Collectors.toMap(
                        FactTrace::fact, trace -> trace.criterion().shownName().in(language)));
        return facts.stream().sorted().map(fact -> names.getOrDefault(fact, fact));
    }

    private String rated(ImagingVerdict.Rated rated) {
        String head = "**" + rated.rule() + "** " + rated.scenario().title().in(language) + ". "
                + rated.option().rationale().in(language) + "\n\n";
        String open = rated.regardlessOf().isEmpty()
                ? ""
                : REGARDLESS.in(language) + ": "
                        + names(rated.regardlessOf(), rated).collect(Collectors.joining("; ")) + ".\n";
        return head
                + list(rated.option().sources().stream()
                        .map(source -> cite(source, language))
                        .toList())
                + laid(rated.option())
                + open;
    }

    /** What overlays moved and whether the plan pays, a line for each with its sources. */
    private String laid(ImagingOption option) {
        String moves = list(option.moves().stream()
                .map(move -> said(move.said(), move.sources()))
                .toList());
        String dispute = option.isDisputed() ? ImagingOption.DISPUTED.in(language) + "\n" : "";
        String paid = option.coverage()
                .map(coverage -> list(List.of(said(coverage.said(), coverage.sources()))))
                .orElse("");
        return (moves.isEmpty() ? "" : "\n" + MOVED.in(language) + "\n\n" + moves)
                + dispute
                + (paid.isEmpty() ? "" : "\n" + paid);
    }

    private String said(Localized text, List<Evidence> sources) {
        String cited = sources.stream().map(source -> cite(source, language)).collect(Collectors.joining("; "));
        return text.in(language) + (cited.isEmpty() ? "" : " (" + cited + ")");
    }

    static String cite(Evidence evidence, Language language) {
        return evidence.document() + " (" + evidence.edition() + "): " + Grades.in(language, evidence.grade());
    }

    private String question(Question question) {
        return question.text().in(language);
    }

    private String missing(MissingElement missing) {
        return "`" + missing.expression() + "`: " + missing.problem().issueType() + ". " + SEND.in(language) + ": "
                + missing.send() + perhaps(missing);
    }

    /** A too coarse code is told what to send; words without a code are told what they may mean. */
    private String perhaps(MissingElement missing) {
        if (missing.candidates().isEmpty() || missing.problem() == MissingElement.Problem.TOO_COARSE) {
            return "";
        }
        return ". " + say("Perhaps meant", "Peut-être voulu") + ": "
                + missing.candidates().stream()
                        .map(procedure -> procedure.title().in(language))
                        .collect(Collectors.joining("; "));
    }

    private static String list(List<String> lines) {
        return lines.stream().map(line -> "- " + line + "\n").collect(Collectors.joining());
    }

    private String say(String en, String fr) {
        return new Localized(en, fr).in(language);
    }
}
