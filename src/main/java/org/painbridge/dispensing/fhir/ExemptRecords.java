package org.painbridge.dispensing.fhir;

import java.util.stream.Stream;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.painbridge.dispensing.CircumstanceCodes;

/** Records of inpatient care and of stock: no dispenses to monitor, and none to submit. Source: circumstances.csv. */
public final class ExemptRecords {
    private static final CircumstanceCodes CODES = CircumstanceCodes.fromClassPath();

    private ExemptRecords() {}

    public static boolean has(MedicationDispense dispense) {
        return Stream.concat(dispense.getType().getCoding().stream(), dispense.getCategory().getCoding().stream())
                .anyMatch(coding -> coding.getSystem() != null
                        && coding.getCode() != null
                        && CODES.isExempt(coding.getSystem(), coding.getCode()));
    }
}
