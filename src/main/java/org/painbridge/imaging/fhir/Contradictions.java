package org.painbridge.imaging.fhir;

import java.time.LocalDate;
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

/** Warns of diagnoses that the chart holds for present, without a recent date, where they leave a fact unknown. */
final class Contradictions {
    private static final Localized WARNING = new Localized(
            "{0} is on record as present, without a recent date: a \"no\" to {1} is not taken for granted. If it is over,"
                    + " change its clinicalStatus; if it is not, answer \"yes\" or give it a date.",
            "{0} figure au dossier comme présent, sans date récente : un « non » à {1} n'est pas tenu pour acquis. Si c'est"
                    + " terminé, changer son clinicalStatus; sinon, répondre « oui » ou lui donner une date.");

    private final Language language;

    Contradictions(Language language) {
        this.language = language;
    }

    void add(OperationOutcome outcome, ImagingDecision decision) {
        LocalDate day = decision.evaluatedAt().toLocalDate();
        boolean any = decision.asked().map(ImagingOrder::findings).stream()
                .flatMap(findings -> findings.stream())
                .anyMatch(finding -> finding.doubts(day));
        if (any) {
            decision.verdict().trace().facts().stream()
                    .filter(trace -> trace.state() == FactState.UNKNOWN)
                    .forEach(trace -> add(outcome, trace, day));
        }
    }

    private void add(OperationOutcome outcome, FactTrace trace, LocalDate day) {
        Stream.concat(trace.used().stream(), trace.setAside().stream())
                .filter(finding -> finding.doubts(day))
                .map(Finding::source)
                .distinct()
                .forEach(source -> outcome.addIssue()
                        .setSeverity(IssueSeverity.WARNING)
                        .setCode(IssueType.CONFLICT)
                        .setDiagnostics(WARNING.with("{0}", source.reference())
                                .with("{1}", trace.fact())
                                .in(language))
                        .addExpression(source.path()));
    }
}
