package org.painbridge.imaging.fhir;

import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.GuidanceResponse;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.RequestGroup;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.painbridge.imaging.ImagingOption;
import org.painbridge.imaging.ImagingVerdict;
import org.painbridge.imaging.MissingElement;
import org.painbridge.imaging.SafetyIssue;

/** The answer of {@code $imaging-appropriateness}. */
public final class VerdictWriter {
    static final String EXTENSION = "https://painbridge.example/fhir/StructureDefinition/imaging-appropriateness";

    private final AnswerForm form;
    private final OrderRating rating;

    public VerdictWriter(AnswerForm form, OrderRating rating) {
        this.form = form;
        this.rating = rating;
    }

    /** decision, order, alternatives, questions, issues, outcome: those that the verdict has. */
    public Parameters parameters(ImagingDecision decision) {
        DecisionGraph graph = graph(decision);
        Parameters parameters = new Parameters();
        add(parameters, "decision", graph.guidance());
        rating.rated(decision).ifPresent(order -> add(parameters, "order", order));
        graph.alternatives().ifPresent(group -> add(parameters, "alternatives", group));
        if (decision.verdict() instanceof ImagingVerdict.NeedsData needs) {
            add(parameters, "questions", new QuestionnaireWriter(form.language()).questionnaire(needs, decision));
        }
        graph.issues().forEach(issue -> add(parameters, "issues", issue));
        add(parameters, "outcome", outcome(decision));
        return parameters;
    }

    /** What is kept of a decision: the whole trace, whatever the answer carries. */
    public DecisionGraph record(ImagingDecision decision) {
        return new VerdictWriter(form.explaining(Explain.FULL), rating).graph(decision);
    }

    private DecisionGraph graph(ImagingDecision decision) {
        Optional<RequestGroup> group = new AlternativesWriter(form).group(decision);
        GuidanceResponse guidance = new GuidanceWriter(form).guidance(decision, group.isPresent());
        return new DecisionGraph(guidance, group, new SafetyIssueWriter(form.language()).issues(decision));
    }

    private static void add(Parameters parameters, String name, Resource resource) {
        parameters.addParameter().setName(name).setResource(resource);
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
        decision.token().ifPresent(token -> extension.addExtension("token", new StringType(token)));
        insured(rated.option()).ifPresent(insured -> extension.addExtension("insured", new BooleanType(insured)));
        return extension;
    }

    /** Empty where it is not known. */
    private static Optional<Boolean> insured(ImagingOption option) {
        return option.coverage().flatMap(coverage -> switch (coverage.state()) {
            case INSURED -> Optional.of(true);
            case NOT_INSURED -> Optional.of(false);
            case UNDETERMINED -> Optional.<Boolean>empty();
        });
    }

    private OperationOutcome outcome(ImagingDecision decision) {
        OperationOutcome outcome = new OperationOutcome();
        if (decision.verdict() instanceof ImagingVerdict.NotRecognised not) {
            not.missing().forEach(missing -> addIssue(outcome, IssueSeverity.ERROR, missing));
        } else {
            told(outcome, decision.verdict());
        }
        decision.leftOut().forEach(missing -> addIssue(outcome, severity(missing), missing));
        decision.verdict().issues().stream()
                .filter(issue -> issue.severity() == SafetyIssue.Severity.LOW)
                .forEach(issue -> outcome.addIssue()
                        .setSeverity(IssueSeverity.INFORMATION)
                        .setCode(IssueType.INFORMATIONAL)
                        .setDiagnostics(issue.title().in(form.language()) + ". "
                                + issue.text().in(form.language())));
        new Contradictions(form.language()).add(outcome, decision);
        return outcome;
    }

    private void told(OperationOutcome outcome, ImagingVerdict verdict) {
        VerdictText text = new VerdictText(form.language());
        OperationOutcomeIssueComponent issue = outcome.addIssue()
                .setSeverity(IssueSeverity.INFORMATION)
                .setCode(IssueType.INFORMATIONAL)
                .setDiagnostics(
                        text.summary(verdict) + ". " + verdict.rules().notice().in(form.language()));
        if (form.explain() != Explain.NONE) {
            issue.getDetails().setText(text.detail(verdict));
        }
    }

    private static IssueSeverity severity(MissingElement leftOut) {
        return leftOut.problem() == MissingElement.Problem.UNREAD_MEDICINE
                ? IssueSeverity.INFORMATION
                : IssueSeverity.WARNING;
    }

    /** Nearest first, for a person to choose from. */
    private String candidates(MissingElement missing) {
        return missing.candidates().isEmpty()
                ? ""
                : missing.candidates().stream()
                        .map(one -> one.key() + " (" + one.title().in(form.language()) + ")")
                        .collect(Collectors.joining(", ", ". Candidates: ", ""));
    }

    /** A warning is about data that did not count, an information about data that may not have. */
    private void addIssue(OperationOutcome outcome, IssueSeverity severity, MissingElement missing) {
        outcome.addIssue()
                .setSeverity(severity)
                .setCode(IssueType.fromCode(missing.problem().issueType()))
                .setDiagnostics((severity == IssueSeverity.ERROR ? "Send: " : "Left out. Send: ")
                        + missing.send()
                        + candidates(missing))
                .addExpression(missing.expression());
    }
}
