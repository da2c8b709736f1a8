package org.painbridge.imaging.fhir;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.clinical.Code;
import org.painbridge.clinical.CodeSet;
import org.painbridge.imaging.DateRange;
import org.painbridge.imaging.Fact;
import org.painbridge.imaging.FactEvidence;
import org.painbridge.imaging.FactState;
import org.painbridge.imaging.Finding;
import org.painbridge.imaging.FindingSource;
import org.painbridge.imaging.Indications;
import org.painbridge.imaging.RuleSet;

/** Finds in the chart what the criteria library says may be found there. What is not there, is not found. */
final class FindingReader {
    private static final Set<String> NOT_ACTIVE = Set.of("inactive", "remission", "resolved");
    private static final Set<String> ACTIVE = Set.of("active", "recurrence", "relapse");
    private static final Set<String> NO_MORE = Set.of("refuted", "entered-in-error");
    private static final Set<String> USABLE = Set.of("preliminary", "final", "amended", "corrected");

    private final RuleSet rules;
    private final Indications indications;
    private final AnswerReader answers;
    private final CareReader care;
    private final DoubtReader doubts;
    private final Wanted<FactEvidence.Reason> reasons;
    private final Wanted<FactEvidence.Condition> conditions;
    private final Wanted<FactEvidence.Observation> observations;
    private final Wanted<FactEvidence.Quantity> quantities;
    private final Wanted<FactEvidence.DueDate> dueDates;
    private final List<Fact> onsets;

    FindingReader(RuleSet rules, Indications indications) {
        this.rules = rules;
        this.indications = indications;
        this.answers = new AnswerReader(rules);
        this.care = new CareReader(rules);
        this.doubts = new DoubtReader(rules);
        this.reasons = new Wanted<>(rules, FactEvidence.Reason.class, FactEvidence.Reason::codes);
        this.conditions = new Wanted<>(rules, FactEvidence.Condition.class, FactEvidence.Condition::codes);
        this.observations = new Wanted<>(rules, FactEvidence.Observation.class, FactEvidence.Observation::codes);
        this.quantities = new Wanted<>(rules, FactEvidence.Quantity.class, FactEvidence.Quantity::codes);
        this.dueDates = new Wanted<>(rules, FactEvidence.DueDate.class, FactEvidence.DueDate::codes);
        this.onsets = rules.facts().values().stream()
                .filter(fact -> fact.evidence().contains(new FactEvidence.ReasonCondition()))
                .toList();
    }

    /** What the order's own reasons say, at the moment of the order. */
    List<Finding> reasons(List<OrderReasons.Reason> given, LocalDate day) {
        return given.stream()
                .flatMap(reason -> reasons.of(List.of(reason.code()))
                        .map(match -> Finding.of(
                                match.fact().id(),
                                FactState.MET,
                                Finding.Origin.CHART,
                                new FindingSource(
                                        reason.reference(), reason.path(), reason.code(), day, reason.assertedBy()))))
                .toList();
    }

    /** @param all the data that the resource is a part of, @param day to judge as of */
    Stream<Finding> findings(Resource resource, List<Resource> all, LocalDate day) {
        return switch (resource) {
            case Condition condition -> conditions(condition);
            case Observation observation ->
                Stream.concat(observations(observation), doubts.findings(observation, all, day));
            case QuestionnaireResponse response -> answers.findings(response).stream();
            default -> care.findings(resource, all);
        };
    }

    /** When what the order is for began: the onset of conditions that share an indication with its reasons. */
    List<Finding> onsets(List<Resource> all, Set<Code> codes) {
        if (onsets.isEmpty()) {
            return List.of();
        }
        Set<CodeSet> shared = indications.of(codes);
        return all.stream()
                .filter(Condition.class::isInstance)
                .map(Condition.class::cast)
                .filter(FindingReader::isCurrent)
                .filter(condition ->
                        shared.stream().anyMatch(set -> set.containsAny(new Coded(condition.getCode()).codes())))
                .flatMap(this::onset)
                .toList();
    }

    private static boolean isCurrent(Condition condition) {
        return !new Coded(condition.getVerificationStatus()).isAnyOf(NO_MORE)
                && !new Coded(condition.getClinicalStatus()).isAnyOf(NOT_ACTIVE);
    }

    private Stream<Finding> onset(Condition condition) {
        FhirMoment onset = new FhirMoment(condition.getOnset());
        DateRange since = onset.range();
        if (since == null) {
            return Stream.empty();
        }
        LocalDate seen = new FhirMoment(condition.getRecordedDateElement()).day();
        FindingSource source = new FindingSource(
                reference(condition),
                "Condition.onset",
                new Coded(condition.getCode()).codes().getFirst(),
                seen == null ? onset.day() : seen,
                condition.getAsserter().getReference());
        return onsets.stream().map(fact -> Finding.of(fact.id(), since, Finding.Origin.CHART, source));
    }

    private Stream<Finding> conditions(Condition condition) {
        if (new Coded(condition.getVerificationStatus()).isAnyOf(Set.of("entered-in-error"))) {
            return Stream.empty();
        }
        return conditions
                .of(new Coded(condition.getCode()).codes())
                .flatMap(match -> Stream.ofNullable(finding(match.fact(), match.evidence(), condition, match.code())));
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
            return wanted.refutedBy().containsAll(new Coded(condition.getCode()).codes())
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
        return Finding.of(fact.id(), FactState.MET, origin(wanted, condition, source.observedOn() == null), source);
    }

    /** What is active does not go stale; without a date also what nobody called over. */
    private static Finding.Origin origin(FactEvidence.Condition wanted, Condition condition, boolean undated) {
        boolean active =
                new Coded(condition.getClinicalStatus()).isAnyOf(ACTIVE) || (undated && !condition.hasClinicalStatus());
        if (wanted.hint()) {
            return Finding.Origin.HINT;
        }
        return !active
                ? Finding.Origin.CHART
                : undated || !wanted.lapses() ? Finding.Origin.STANDING : Finding.Origin.LAPSING;
    }

    private Stream<Finding> observations(Observation observation) {
        if (!isUsable(observation)) {
            return Stream.empty();
        }
        List<Code> codes = new Coded(observation.getCode()).codes();
        Stream<Finding> answered = codes.stream()
                .filter(code -> Fact.SYSTEM.equals(code.system()))
                .flatMap(code -> Stream.ofNullable(rules.facts().get(code.code()))
                        .map(fact -> answers.finding(
                                fact, observation.getValue(), Finding.Origin.CHART, source(observation, code))));
        Stream<Finding> interpreted = observations
                .of(codes)
                .flatMap(match ->
                        Stream.ofNullable(interpreted(match.fact(), match.evidence(), observation, match.code())));
        Stream<Finding> measured = quantities
                .of(codes)
                .map(match -> answers.finding(
                        match.fact(), observation.getValue(), Finding.Origin.CHART, source(observation, match.code())));
        Stream<Finding> due =
                dueDates.of(codes).flatMap(match -> due(match.fact(), match.evidence(), observation, match.code()));
        return Stream.of(answered, interpreted, measured, due).flatMap(found -> found);
    }

    /** Found on the day that it began, so that it is over when the look-back from there is. */
    private static Stream<Finding> due(Fact fact, FactEvidence.DueDate wanted, Observation observation, Code code) {
        LocalDate day = new FhirMoment(observation.getValue()).day();
        return day == null
                ? Stream.empty()
                : Stream.of(Finding.of(
                        fact.id(),
                        FactState.MET,
                        Finding.Origin.CHART,
                        new FindingSource(
                                reference(observation),
                                "Observation.value",
                                code,
                                day.minus(wanted.term()),
                                observation.getPerformerFirstRep().getReference())));
    }

    private static @Nullable Finding interpreted(
            Fact fact, FactEvidence.Observation wanted, Observation observation, Code code) {
        FactState state = new ObservedValue(observation.getValue()).says(wanted)
                ? FactState.MET
                : new Result(observation).state(wanted);
        boolean says = state == FactState.MET || (state == FactState.NOT_MET && wanted.normalMeansNo());
        return says
                ? Finding.of(
                        fact.id(),
                        state,
                        wanted.hint() ? Finding.Origin.HINT : Finding.Origin.CHART,
                        source(observation, code))
                : null;
    }

    static boolean isUsable(Observation observation) {
        return USABLE.contains(
                observation.getStatus() == null ? "" : observation.getStatus().toCode());
    }

    static @Nullable LocalDate day(Observation observation) {
        return new FhirMoment(observation.getEffective()).day();
    }

    static FindingSource source(Observation observation, Code code) {
        return new FindingSource(
                reference(observation),
                "Observation.value",
                code,
                day(observation),
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
