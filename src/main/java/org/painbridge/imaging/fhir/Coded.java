package org.painbridge.imaging.fhir;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.painbridge.clinical.Code;
import org.painbridge.imaging.DiagnosisCodes;

/** A concept, seen by its codes. */
record Coded(CodeableConcept concept) {

    /** The codings that name a system and a code, diagnoses as they are usually written; a display alone means nothing. */
    List<Code> codes() {
        return concept.getCoding().stream()
                .filter(coding -> coding.hasSystem() && coding.hasCode())
                .map(coding -> DiagnosisCodes.usual(Code.of(coding.getSystem(), coding.getCode())))
                .toList();
    }

    /** What people read: the text, then the displays. */
    Stream<String> texts() {
        return Stream.concat(
                Stream.ofNullable(concept.getText()),
                concept.getCoding().stream().flatMap(coding -> Stream.ofNullable(coding.getDisplay())));
    }

    boolean isAnyOf(Set<String> codes) {
        return concept.getCoding().stream().anyMatch(coding -> codes.contains(coding.getCode()));
    }
}
