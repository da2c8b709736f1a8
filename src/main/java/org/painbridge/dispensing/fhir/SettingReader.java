package org.painbridge.dispensing.fhir;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
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
                .filter(coding -> coding.hasSystem() && coding.hasCode())
                .flatMap(coding -> CODES.of(coding.getSystem(), coding.getCode()).stream())
                .forEach(found::add);
        dispense.getExtension()
                .forEach(extension -> codings(extension.getValue())
                        .filter(Coding::hasCode)
                        .flatMap(coding -> CODES.of(extension.getUrl(), coding.getCode()).stream())
                        .forEach(found::add));
        if (dispense.getSubject().getIdentifier().getValueElement().hasExtension(ABSENT)) {
            found.add(Circumstance.IDENTITY_UNCERTAIN);
        }
        return found;
    }

    private static Stream<Coding> codings(@Nullable Type value) {
        if (value instanceof Coding coding) {
            return Stream.of(coding);
        }
        return value instanceof CodeableConcept concept ? concept.getCoding().stream() : Stream.empty();
    }
}
