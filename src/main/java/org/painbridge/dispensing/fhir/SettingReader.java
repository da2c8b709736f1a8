package org.painbridge.dispensing.fhir;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.painbridge.dispensing.Circumstance;
import org.painbridge.dispensing.CircumstanceCodes;

/** Reads under what circumstances a drug was handed over, where codes tell. */
final class SettingReader {
    private static final CircumstanceCodes CODES = CircumstanceCodes.fromClassPath();

    /** Why there is no number of the patient: ours, of a submission without identification, or the sender's. */
    private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    private SettingReader() {}

    static Set<Circumstance> circumstances(MedicationDispense dispense) {
        Set<Circumstance> found = EnumSet.noneOf(Circumstance.class);
        Stream.concat(dispense.getType().getCoding().stream(), dispense.getCategory().getCoding().stream())
                .filter(coding -> coding.getSystem() != null && coding.getCode() != null)
                .flatMap(coding -> CODES.of(coding.getSystem(), coding.getCode()).stream())
                .forEach(found::add);
        dispense.getExtension().stream()
                .flatMap(extension ->
                        codes(extension.getValue()).flatMap(code -> CODES.of(extension.getUrl(), code).stream()))
                .forEach(found::add);
        if (dispense.getSubject().getIdentifier().getValueElement().hasExtension(ABSENT)) {
            found.add(Circumstance.IDENTITY_UNCERTAIN);
        }
        return found;
    }

    /** As the guide has it, a Coding; as others write it, a code or a concept. */
    static Stream<String> codes(@Nullable Type value) {
        Stream<String> codes = switch (value) {
            case Coding coding -> Stream.of(coding.getCode());
            case CodeableConcept concept -> concept.getCoding().stream().map(Coding::getCode);
            case CodeType code -> Stream.of(code.getValue());
            case null, default -> Stream.empty();
        };
        return codes.filter(Objects::nonNull);
    }
}
