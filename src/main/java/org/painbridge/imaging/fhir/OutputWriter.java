package org.painbridge.imaging.fhir;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;
import org.painbridge.clinical.Evidence;
import org.painbridge.imaging.Clock;
import org.painbridge.imaging.FactTrace;
import org.painbridge.imaging.Finding;
import org.painbridge.imaging.FindingSource;
import org.painbridge.imaging.ImagingOption;
import org.painbridge.imaging.ImagingVerdict;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.RuleSetRef;
import org.painbridge.imaging.ScenarioTrace;

/** The verdict and its whole trace as Parameters. */
final class OutputWriter {
    private final AnswerForm form;
    private final Language language;
    private final OverlayParts overlays;

    OutputWriter(AnswerForm form) {
        this.form = form;
        this.language = form.language();
        this.overlays = new OverlayParts(form);
    }

    Parameters output(ImagingDecision decision) {
        Parameters output = new Parameters();
        ImagingVerdict verdict = decision.verdict();
        add(output, "decisionId", new UriType(decision.uri()));
        verdict(output, verdict);
        add(output, "urgency", new CodeType(verdict.urgency().code()));
        ruleSet(output, verdict.rules());
        if (form.explain() == Explain.FULL) {
            verdict.trace().scenarios().forEach(scenario -> scenario(output, scenario));
            verdict.trace().facts().forEach(fact -> fact(output, fact));
        }
        return output;
    }

    private void verdict(Parameters output, ImagingVerdict verdict) {
        switch (verdict) {
            case ImagingVerdict.Rated rated -> {
                redFlags(output, rated.redFlags());
                rated(output, rated);
            }
            case ImagingVerdict.NoCriteria none ->
                add(output, "rating", new Coding(GuidanceWriter.CATEGORY, "no-criteria-apply", "No criteria apply"));
            case ImagingVerdict.Emergency emergency -> redFlags(output, emergency.redFlags());
            case ImagingVerdict.NeedsData needs -> {
                redFlags(output, needs.redFlags());
                needs.possible().forEach(category -> add(output, "possibleRating", GuidanceWriter.coding(category)));
                add(output, "decisiveFacts", new IntegerType(needs.decisive()));
            }
            case ImagingVerdict.NotRecognised not -> {
                redFlags(output, not.redFlags());
                not.missing().forEach(missing -> add(output, "missing", new StringType(missing.expression())));
            }
        }
    }

    private static void redFlags(Parameters output, Set<String> flags) {
        new TreeSet<>(flags).forEach(flag -> add(output, "emergentRedFlag", new CodeType(flag)));
    }

    private void rated(Parameters output, ImagingVerdict.Rated rated) {
        ImagingOption option = rated.option();
        add(output, "rating", GuidanceWriter.coding(rated.category()));
        option.score().ifPresent(score -> add(output, "score", new IntegerType(score)));
        add(output, "scenario", new StringType(rated.scenario().id()));
        overlays.of(option).forEach(output::addParameter);
        rated.because().forEach(rule -> add(output, "rule", new StringType(rule.toString())));
        String page = form.page(rated.rules(), rated.scenario().id());
        if (page != null) {
            add(output, "page", new UriType(page));
        }
        if (form.explain() != Explain.NONE) {
            reasons(output, rated);
        }
    }

    private void reasons(Parameters output, ImagingVerdict.Rated rated) {
        ImagingOption option = rated.option();
        add(output, "strength", new StringType(option.strength()));
        if (option.disagreement()) {
            add(output, "panelDisagreement", new BooleanType(true));
        }
        add(
                output,
                "radiation",
                new Coding()
                        .setSystem(option.radiation().system())
                        .setCode(option.radiation().code()));
        add(output, "rationale", new StringType(option.rationale().in(language)));
        option.sources().forEach(source -> sources(output.addParameter().setName("source"), source));
        new TreeSet<>(rated.regardlessOf()).forEach(fact -> add(output, "regardlessOf", new CodeType(fact)));
    }

    private void ruleSet(Parameters output, RuleSetRef rules) {
        ParametersParameterComponent set = output.addParameter().setName("ruleSet");
        part(set, "canonical", new UriType(rules.canonical()));
        part(set, "version", new StringType(rules.version()));
        part(set, "hash", new StringType(rules.hash()));
        part(set, "notice", new StringType(rules.notice().in(language)));
    }

    static void sources(ParametersParameterComponent source, Evidence evidence) {
        part(source, "document", new StringType(evidence.document()));
        part(source, "section", text(evidence.section()));
        part(source, "edition", new StringType(evidence.edition()));
        part(source, "grade", text(evidence.grade()));
        part(source, "url", evidence.url() == null ? null : new UriType(evidence.url()));
    }

    private void scenario(Parameters output, ScenarioTrace trace) {
        ParametersParameterComponent scenario = output.addParameter().setName("scenarioTrace");
        part(scenario, "id", new StringType(trace.scenario().id()));
        part(scenario, "version", new StringType(trace.scenario().version()));
        part(scenario, "title", new StringType(trace.scenario().title().in(language)));
        part(scenario, "state", new CodeType(trace.state().code()));
        part(scenario, "headline", new BooleanType(trace.headline()));
        trace.cell().ifPresent(cell -> {
            part(scenario, "rating", GuidanceWriter.coding(cell.category()));
            cell.sources().forEach(source -> sources(scenario.addPart().setName("source"), source));
            overlays.of(cell).forEach(scenario::addPart);
        });
    }

    private void fact(Parameters output, FactTrace trace) {
        ParametersParameterComponent fact = output.addParameter().setName("factTrace");
        part(fact, "fact", new CodeType(trace.fact()));
        part(fact, "question", new StringType(trace.question().in(language)));
        part(fact, "state", new CodeType(trace.state().code()));
        Clock clock = trace.clock();
        if (clock != null) {
            part(fact, "threshold", new StringType(clock.atLeast() + " since " + clock.since()));
            sources(fact.addPart().setName("thresholdSource"), clock.source());
        }
        part(
                fact,
                "lookBack",
                trace.lookBack() == null
                        ? null
                        : new StringType(trace.lookBack().toString()));
        findings(fact, "used", trace.used());
        findings(fact, "setAside", trace.setAside());
    }

    private static void findings(ParametersParameterComponent fact, String name, List<Finding> findings) {
        findings.forEach(finding -> {
            ParametersParameterComponent part = fact.addPart().setName(name);
            FindingSource source = finding.source();
            part(
                    part,
                    "state",
                    finding.date() == null ? new CodeType(finding.state().code()) : null);
            part(
                    part,
                    "date",
                    finding.date() == null
                            ? null
                            : new StringType(finding.date().toString()));
            part(part, "reference", new StringType(source.reference()));
            part(part, "path", new StringType(source.path()));
            part(
                    part,
                    "code",
                    source.code() == null
                            ? null
                            : new Coding()
                                    .setSystem(source.code().system())
                                    .setCode(source.code().code()));
            part(
                    part,
                    "observed",
                    source.observedOn() == null
                            ? null
                            : new DateType(source.observedOn().toString()));
            part(part, "assertedBy", text(source.assertedBy()));
        });
    }

    private static @Nullable StringType text(@Nullable String text) {
        return text == null ? null : new StringType(text);
    }

    private static void add(Parameters output, String name, Type value) {
        output.addParameter().setName(name).setValue(value);
    }

    private static void part(ParametersParameterComponent parent, String name, @Nullable Type value) {
        if (value != null) {
            parent.addPart().setName(name).setValue(value);
        }
    }
}
