package org.painbridge.imaging.fhir;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.painbridge.clinical.CodeSet;
import org.painbridge.imaging.FactEvidence;

/** The value of an Observation, where a code or a word of it says "yes". */
record ObservedValue(@Nullable Type value) {
    private static final Set<String> INTERPRETATIONS = Set.of(
            "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation",
            "http://terminology.hl7.org/CodeSystem/v2-0078");

    private static final Set<String> POSITIVE = Set.of("POS", "DET");

    boolean says(FactEvidence.Observation wanted) {
        CodeSet yes = wanted.yes();
        boolean coded = value instanceof CodeableConcept concept
                && yes != null
                && (yes.containsAny(new Coded(concept).codes()) || isPositive(concept));
        return coded
                || texts().anyMatch(text -> wanted.words().contains(text.strip().toLowerCase(Locale.ROOT)));
    }

    /** In the codes of interpretation, which some send as the value. */
    private static boolean isPositive(CodeableConcept concept) {
        return concept.getCoding().stream()
                .anyMatch(coding -> INTERPRETATIONS.contains(String.valueOf(coding.getSystem()))
                        && POSITIVE.contains(String.valueOf(coding.getCode())));
    }

    private Stream<String> texts() {
        return switch (value) {
            case StringType text when text.hasValue() -> Stream.of(text.getValue());
            case CodeableConcept concept -> new Coded(concept).texts();
            case null, default -> Stream.empty();
        };
    }
}
