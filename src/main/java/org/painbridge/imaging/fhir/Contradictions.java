package org.painbridge.imaging.fhir;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.painbridge.imaging.FactState;
import org.painbridge.imaging.FactTrace;
import org.painbridge.imaging.Finding;
import org.painbridge.imaging.ImagingOrder;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.Localized;

/** Warns where the chart says something else than a "no", whichever of them goes before the other. */
final class Contradictions {
    private static final Localized WARNING = new Localized(
            "{0} is on record as present, without a recent date: a \"no\" to {1} is not taken for granted. If it is over,"
                    + " change its clinicalStatus; if it is not, answer \"yes\" or give it a date.",
            "{0} figure au dossier comme présent, sans date récente : un « non » à {1} n'est pas tenu pour acquis. Si c'est"
                    + " terminé, changer son clinicalStatus; sinon, répondre « oui » ou lui donner une date.");
    private static final Localized HINT = new Localized(
            "{0} speaks against a \"no\" to {1}, which is not taken for granted. If it is over or an error, change it on"
                    + " record; if it is not, answer \"yes\".",
            "{0} contredit un « non » à {1}, qui n'est pas tenu pour acquis. Si c'est terminé ou une erreur, corriger le"
                    + " dossier; sinon, répondre « oui ».");
    private static final Localized LAPSED = new Localized(
            "{0} is still on record as active, with a date so old that it counts no more for {1}. If it goes on, answer"
                    + " \"yes\"; if it is over, change its clinicalStatus.",
            "{0} figure encore au dossier comme actif, avec une date si ancienne qu'il ne compte plus pour {1}. S'il dure,"
                    + " répondre « oui »; s'il est terminé, changer son clinicalStatus.");
    private static final Localized OUTVOTED = new Localized(
            "{0} says \"no\" to {1}, and the record says otherwise: the record goes before it.",
            "{0} dit « non » à {1}, et le dossier dit autre chose : le dossier l'emporte.");

    private final Language language;

    Contradictions(Language language) {
        this.language = language;
    }

    void add(OperationOutcome outcome, ImagingDecision decision) {
        boolean any = decision.asked().map(ImagingOrder::findings).stream()
                .flatMap(findings -> findings.stream())
                .anyMatch(finding -> finding.origin() != Finding.Origin.CHART);
        if (any) {
            LocalDate day = decision.evaluatedAt().toLocalDate();
            Map<String, FactTrace> traces = decision.verdict().trace().facts().stream()
                    .collect(Collectors.toMap(FactTrace::fact, trace -> trace, (one, other) -> one, TreeMap::new));
            traces.values().forEach(trace -> add(outcome, trace, traces, day));
        }
    }

    private void add(OperationOutcome outcome, FactTrace trace, Map<String, FactTrace> traces, LocalDate day) {
        if (trace.state() == FactState.UNKNOWN) {
            add(outcome, trace, finding -> finding.doubts(day) && !isHint(finding), WARNING);
            add(outcome, trace, finding -> finding.doubts(day) && isHint(finding), HINT);
        }
        if (trace.state() != FactState.MET) {
            add(outcome, trace, finding -> finding.hasLapsed(trace.lookBack(), day), LAPSED);
        } else if (isCharted(trace, traces)) {
            add(outcome, trace, finding -> trace.used().contains(finding) && isDenied(finding), OUTVOTED);
        }
    }

    /** Whether the chart says so, of the fact or of what it contains. */
    private static boolean isCharted(FactTrace trace, Map<String, FactTrace> traces) {
        return trace.used().stream().anyMatch(finding -> !finding.isAnswer() && finding.state() == FactState.MET)
                || trace.criterion().anyOf().stream()
                        .flatMap(part -> Stream.ofNullable(traces.get(part)))
                        .anyMatch(part -> part.state() == FactState.MET && isCharted(part, traces));
    }

    private void add(OperationOutcome outcome, FactTrace trace, Predicate<Finding> which, Localized text) {
        Stream.concat(trace.used().stream(), trace.setAside().stream())
                .filter(which)
                .map(Finding::source)
                .distinct()
                .forEach(source -> outcome.addIssue()
                        .setSeverity(IssueSeverity.WARNING)
                        .setCode(IssueType.CONFLICT)
                        .setDiagnostics(text.with("{0}", source.reference())
                                .with("{1}", trace.fact())
                                .in(language))
                        .addExpression(source.path()));
    }

    private static boolean isHint(Finding finding) {
        return finding.origin() == Finding.Origin.HINT;
    }

    private static boolean isDenied(Finding finding) {
        return finding.isAnswer() && finding.state() == FactState.NOT_MET;
    }
}
