package org.painbridge.imaging.fhir;

import java.util.Locale;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.painbridge.clinical.CodeSet;
import org.painbridge.imaging.FactEvidence;

/** The value of an Observation, where a code or a word of it says "yes". */
record ObservedValue(@Nullable Type value) {
    boolean says(FactEvidence.Observation wanted) {
        CodeSet yes = wanted.yes();
        boolean coded =
                yes != null && value instanceof CodeableConcept concept && yes.containsAny(new Coded(concept).codes());
        return coded
                || texts().anyMatch(text -> wanted.words().contains(text.strip().toLowerCase(Locale.ROOT)));
    }

    private Stream<String> texts() {
        return switch (value) {
            case StringType text when text.hasValue() -> Stream.of(text.getValue());
            case CodeableConcept concept -> new Coded(concept).texts();
            case null, default -> Stream.empty();
        };
    }
}
