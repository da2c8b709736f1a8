package org.painbridge.imaging.fhir;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.clinical.Code;
import org.painbridge.imaging.DateRange;
import org.painbridge.imaging.Fact;
import org.painbridge.imaging.FactEvidence;
import org.painbridge.imaging.FactState;
import org.painbridge.imaging.Finding;
import org.painbridge.imaging.FindingSource;
import org.painbridge.imaging.RuleSet;

/** Finds in the chart what the criteria library says may be found there. What is not there, is not found. */
final class FindingReader {
    private static final String FACT = "https://painbridge.example/fhir/CodeSystem/imaging-fact";
    private static final Set<String> NOT_ACTIVE = Set.of("inactive", "remission", "resolved");
    private static final Set<String> USABLE = Set.of("preliminary", "final", "amended", "corrected");
    private static final Set<String> ABNORMAL = Set.of("H", "HH", "HU", "A", "AA", "POS");
    private static final Set<String> NORMAL = Set.of("N", "NEG");

    private final RuleSet rules;
    private final AnswerReader answers;

    FindingReader(RuleSet rules) {
        this.rules = rules;
        this.answers = new AnswerReader(rules);
    }

    /** What the order's own reasons say, at the moment of the order. */
    List<Finding> reasons(List<OrderReasons.Reason> reasons, LocalDate day) {
        return reasons.stream()
                .flatMap(reason -> rules.facts().values().stream()
                        .filter(fact -> isSaidBy(reason, fact))
                        .map(fact -> Finding.of(
                                fact.id(),
                                FactState.MET,
                                Finding.Origin.CHART,
                                new FindingSource(
                                        reason.reference(), reason.path(), reason.code(), day, reason.assertedBy()))))
                .toList();
    }

    private static boolean isSaidBy(OrderReasons.Reason reason, Fact fact) {
        return fact.evidence().stream()
                .anyMatch(evidence ->
                        evidence instanceof FactEvidence.Reason(var codes) && codes.contains(reason.code()));
    }

    List<Finding> birth(Patient patient) {
        DateRange birth = new FhirMoment(patient.getBirthDateElement()).range();
        if (birth == null) {
            return List.of();
        }
        return rules.facts().values().stream()
                .filter(fact -> fact.evidence().contains(new FactEvidence.BirthDate()))
                .map(fact -> Finding.of(
                        fact.id(),
                        birth,
                        Finding.Origin.CHART,
                        new FindingSource(reference(patient), "Patient.birthDate", null, null, null)))
                .toList();
    }

    List<Finding> findings(Resource resource) {
        return switch (resource) {
            case Condition condition -> conditions(condition);
            case Observation observation -> observations(observation);
            case org.hl7.fhir.r4.model.QuestionnaireResponse response -> answers.findings(response);
            default -> List.of();
        };
    }

    private List<Finding> conditions(Condition condition) {
        if (new Coded(condition.getVerificationStatus()).isAnyOf(Set.of("entered-in-error"))) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        for (Fact fact : rules.facts().values()) {
            for (FactEvidence evidence : fact.evidence()) {
                if (evidence instanceof FactEvidence.Condition wanted) {
                    new Coded(condition.getCode())
                            .codes().stream()
                                    .filter(wanted.codes()::contains)
                                    .findFirst()
                                    .map(code -> finding(fact, wanted, condition, code))
                                    .ifPresent(findings::add);
                }
            }
        }
        return findings;
    }

    private static @Nullable Finding finding(Fact fact, FactEvidence.Condition wanted, Condition condition, Code code) {
        FhirMoment onset = new FhirMoment(condition.getOnset());
        FhirMoment recorded = new FhirMoment(condition.getRecordedDateElement());
        FindingSource source = new FindingSource(
                reference(condition),
                "Condition.code",
                code,
                recorded.range() == null ? onset.day() : recorded.day(),
                condition.getAsserter().getReference());
        if (new Coded(condition.getVerificationStatus()).isAnyOf(Set.of("refuted"))) {
            return wanted.refutedMeansNo()
                    ? Finding.of(fact.id(), FactState.NOT_MET, Finding.Origin.CHART, source)
                    : null;
        }
        if (wanted.activeOnly() && new Coded(condition.getClinicalStatus()).isAnyOf(NOT_ACTIVE)) {
            return null;
        }
        if (fact.type() == Fact.Type.DATE) {
            DateRange since = onset.range();
            return since == null ? null : Finding.of(fact.id(), since, Finding.Origin.CHART, source);
        }
        return Finding.of(fact.id(), FactState.MET, Finding.Origin.CHART, source);
    }

    private List<Finding> observations(Observation observation) {
        if (!USABLE.contains(
                observation.getStatus() == null ? "" : observation.getStatus().toCode())) {
            return List.of();
        }
        List<Code> codes = new Coded(observation.getCode()).codes();
        List<Finding> findings = new ArrayList<>();
        for (Fact fact : rules.facts().values()) {
            codes.stream()
                    .filter(Code.of(FACT, fact.id())::equals)
                    .findFirst()
                    .map(code -> answers.finding(
                            fact, observation.getValue(), Finding.Origin.CHART, source(observation, code)))
                    .ifPresent(findings::add);
            fact.evidence().stream()
                    .filter(FactEvidence.Observation.class::isInstance)
                    .map(FactEvidence.Observation.class::cast)
                    .forEach(wanted -> codes.stream()
                            .filter(wanted.codes()::contains)
                            .findFirst()
                            .map(code -> interpreted(fact, wanted, observation, code))
                            .ifPresent(findings::add));
        }
        return findings;
    }

    private static @Nullable Finding interpreted(
            Fact fact, FactEvidence.Observation wanted, Observation observation, Code code) {
        if (observation.getInterpretation().stream().anyMatch(concept -> new Coded(concept).isAnyOf(ABNORMAL))) {
            return Finding.of(fact.id(), FactState.MET, Finding.Origin.CHART, source(observation, code));
        }
        if (wanted.normalMeansNo()
                && observation.getInterpretation().stream().anyMatch(concept -> new Coded(concept).isAnyOf(NORMAL))) {
            return Finding.of(fact.id(), FactState.NOT_MET, Finding.Origin.CHART, source(observation, code));
        }
        return null;
    }

    private static FindingSource source(Observation observation, Code code) {
        return new FindingSource(
                reference(observation),
                "Observation.value",
                code,
                new FhirMoment(observation.getEffective()).day(),
                observation.getPerformerFirstRep().getReference());
    }

    /** {@code Type/id/_history/version} as far as it is known; {@code #id} for what the order contains. */
    static String reference(Resource resource) {
        String id = resource.getIdElement().getIdPart();
        if (id == null || id.startsWith("#")) {
            return id == null ? resource.fhirType() : id;
        }
        String version = resource.getMeta().getVersionId();
        String history = version == null ? "" : "/_history/" + version;
        return resource.fhirType() + "/" + id + history;
    }
}
