package org.painbridge.imaging.fhir;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationReferenceRangeComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.painbridge.clinical.Code;
import org.painbridge.imaging.FactEvidence;
import org.painbridge.imaging.FactState;
import org.painbridge.imaging.Measurement;

/**
 * Whether a result is raised: by its interpretation, in codes or in a word, else by its own reference range, else by a
 * limit.
 */
record Result(Observation observation) {
    private static final Set<String> ABNORMAL = Set.of("H", "HH", "HU", "A", "AA");
    private static final Set<String> NORMAL = Set.of("N", "NEG");
    private static final Set<String> POSITIVE = Set.of("POS");
    private static final Set<String> POSITIVE_WORDS = Set.of("pos", "positive", "positif");
    private static final Set<String> ABNORMAL_WORDS =
            Set.of("h", "high", "a", "abnormal", "elevated", "raised", "élevé", "élevée", "anormal");

    /**
     * UNKNOWN where none of them tells; a number under the limit tells nothing. Where a normal result is no "no", ranges
     * are for another question, such as that of the week of a pregnancy: there a number that can be read decides alone,
     * unless the laboratory says itself that the result is positive.
     */
    FactState state(FactEvidence.Observation wanted) {
        FactEvidence.Limit limit = wanted.limit();
        if (limit != null && !wanted.normalMeansNo()) {
            Optional<Measurement> number = number(limit);
            if (number.isPresent()) {
                return isPositive() ? FactState.MET : byLimit(number, limit);
            }
        }
        return byAll(limit);
    }

    /**
     * Whether it puts a "no" in doubt: by a word or code, else by its number where one can be read, whatever its range,
     * else where it is called raised. NOT_MET is a result that ends the doubt of an earlier one.
     */
    FactState doubts(FactEvidence.Observation wanted, FactEvidence.Doubt doubt) {
        if (said().anyMatch(doubt.words()::contains)) {
            return FactState.MET;
        }
        FactEvidence.Limit limit = wanted.limit();
        FactState byNumber =
                limit == null ? FactState.UNKNOWN : number(limit).map(doubt::of).orElse(FactState.UNKNOWN);
        if (byNumber != FactState.UNKNOWN) {
            return byNumber;
        }
        return said().anyMatch(doubt.over()::contains)
                ? FactState.NOT_MET
                : byAll(null) == FactState.MET ? FactState.MET : FactState.UNKNOWN;
    }

    private Stream<String> said() {
        Stream<CodeableConcept> concepts = Stream.concat(
                observation.getInterpretation().stream(),
                observation.getValue() instanceof CodeableConcept value ? Stream.of(value) : Stream.empty());
        Stream<String> told = concepts.flatMap(concept ->
                Stream.concat(new Coded(concept).codes().stream().map(Code::code), new Coded(concept).texts()));
        return Stream.concat(
                        told,
                        observation.getValue() instanceof StringType text && text.hasValue()
                                ? Stream.of(text.getValue())
                                : Stream.empty())
                .map(text -> text.strip().toLowerCase(Locale.ROOT));
    }

    private boolean isPositive() {
        return isInterpreted(POSITIVE) || texts().anyMatch(POSITIVE_WORDS::contains);
    }

    private FactState byAll(FactEvidence.@Nullable Limit limit) {
        if (isPositive() || isInterpreted(ABNORMAL) || texts().anyMatch(ABNORMAL_WORDS::contains)) {
            return FactState.MET;
        }
        if (isInterpreted(NORMAL)) {
            return FactState.NOT_MET;
        }
        FactState ranged = byRange();
        return ranged == FactState.UNKNOWN && limit != null ? byLimit(number(limit), limit) : ranged;
    }

    private boolean isInterpreted(Set<String> codes) {
        return observation.getInterpretation().stream().anyMatch(concept -> new Coded(concept).isAnyOf(codes));
    }

    private Stream<String> texts() {
        return observation.getInterpretation().stream()
                .flatMap(concept -> new Coded(concept).texts())
                .map(text -> text.strip().toLowerCase(Locale.ROOT));
    }

    /** Only in the unit of the range itself, and only where there is one range that has a top. */
    private FactState byRange() {
        if (!(observation.getValue() instanceof Quantity value)
                || !value.hasValue()
                || observation.getReferenceRange().size() != 1) {
            return FactState.UNKNOWN;
        }
        ObservationReferenceRangeComponent range = observation.getReferenceRangeFirstRep();
        Quantity high = range.getHigh();
        if (!high.hasValue() || high.hasComparator() || !isSameUnit(value, high)) {
            return FactState.UNKNOWN;
        }
        int comparison = value.getValue().compareTo(high.getValue());
        return switch (value.getComparator()) {
            case GREATER_THAN, GREATER_OR_EQUAL -> comparison >= 0 ? FactState.MET : FactState.UNKNOWN;
            case LESS_THAN, LESS_OR_EQUAL -> comparison <= 0 ? FactState.NOT_MET : FactState.UNKNOWN;
            case null, default -> comparison > 0 ? FactState.MET : FactState.NOT_MET;
        };
    }

    private static boolean isSameUnit(Quantity value, Quantity high) {
        return unit(high).isEmpty() || unit(high).equals(unit(value));
    }

    private static Optional<String> unit(Quantity quantity) {
        return Optional.ofNullable(quantity.hasCode() ? quantity.getCode() : quantity.getUnit());
    }

    private Optional<Measurement> number(FactEvidence.Limit limit) {
        return new Measured(observation.getValue()).in(limit.measure());
    }

    private static FactState byLimit(Optional<Measurement> number, FactEvidence.Limit limit) {
        return number.filter(limit::isReachedBy).isPresent() ? FactState.MET : FactState.UNKNOWN;
    }
}
