package org.painbridge.imaging.fhir;

import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.GuidanceResponse;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.painbridge.imaging.ImagingVerdict;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.MissingElement;

/** The answer of {@code $imaging-appropriateness}. */
public final class VerdictWriter {
    static final String EXTENSION = "https://painbridge.example/fhir/StructureDefinition/imaging-appropriateness";

    private final Language language;
    private final int maxAlternatives;

    /** @param maxAlternatives how many alternatives to list at most */
    public VerdictWriter(Language language, int maxAlternatives) {
        if (maxAlternatives < 0) {
            throw new IllegalArgumentException("maxAlternatives is negative: " + maxAlternatives);
        }
        this.language = language;
        this.maxAlternatives = maxAlternatives;
    }

    /** decision, order, alternatives, questions, outcome: those that the verdict has. */
    public Parameters parameters(ImagingDecision decision) {
        GuidanceResponse guidance = new GuidanceWriter(language, maxAlternatives).guidance(decision);
        Parameters parameters = new Parameters();
        parameters.addParameter().setName("decision").setResource(guidance);
        if (decision.verdict() instanceof ImagingVerdict.Rated rated) {
            parameters.addParameter().setName("order").setResource(order(decision, rated));
        }
        new AlternativesWriter(language, maxAlternatives)
                .group(decision, group -> group)
                .ifPresent(group ->
                        parameters.addParameter().setName("alternatives").setResource(group));
        if (decision.verdict() instanceof ImagingVerdict.NeedsData needs) {
            parameters
                    .addParameter()
                    .setName("questions")
                    .setResource(new QuestionnaireWriter(language).questionnaire(needs, decision));
        }
        parameters.addParameter().setName("outcome").setResource(outcome(decision.verdict()));
        return parameters;
    }

    /** The order as sent, with its rating. */
    private static ServiceRequest order(ImagingDecision decision, ImagingVerdict.Rated rated) {
        ServiceRequest order = decision.order().copy();
        order.getExtension().removeIf(extension -> EXTENSION.equals(extension.getUrl()));
        order.addExtension(rating(decision, rated));
        return order;
    }

    static Extension rating(ImagingDecision decision, ImagingVerdict.Rated rated) {
        Extension extension = new Extension(EXTENSION);
        extension.addExtension("rating", GuidanceWriter.coding(rated.category()));
        rated.option().score().ifPresent(score -> extension.addExtension("score", new IntegerType(score)));
        extension.addExtension("scenario", new StringType(rated.scenario().id()));
        extension.addExtension("decisionId", new UriType(decision.uri()));
        extension.addExtension(
                "guidelineVersion", new CanonicalType(rated.rules().versioned()));
        extension.addExtension(
                "rrl",
                new Coding()
                        .setSystem(rated.option().radiation().system())
                        .setCode(rated.option().radiation().code()));
        return extension;
    }

    private OperationOutcome outcome(ImagingVerdict verdict) {
        OperationOutcome outcome = new OperationOutcome();
        if (verdict instanceof ImagingVerdict.NotRecognised not) {
            not.missing().forEach(missing -> addIssue(outcome, missing));
            return outcome;
        }
        VerdictText text = new VerdictText(language);
        outcome.addIssue()
                .setSeverity(IssueSeverity.INFORMATION)
                .setCode(IssueType.INFORMATIONAL)
                .setDiagnostics(
                        text.summary(verdict) + ". " + verdict.rules().notice().in(language))
                .getDetails()
                .setText(text.detail(verdict));
        return outcome;
    }

    private static void addIssue(OperationOutcome outcome, MissingElement missing) {
        outcome.addIssue()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(IssueType.fromCode(missing.problem().issueType()))
                .setDiagnostics("Send: " + missing.send())
                .addExpression(missing.expression());
    }
}
