package org.painbridge.dispensing.fhir;

import java.util.List;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.painbridge.dispensing.CircumstanceCodes;

/** What a dispense is for, by the codes of the US guide. Source: circumstances.csv. */
public final class TreatmentCodes {
    private static final String URL =
            "http://hl7.org/fhir/us/pdmp/StructureDefinition/pdmp-extension-opioid-treatment-code";
    private static final CircumstanceCodes CODES = CircumstanceCodes.fromClassPath();

    private TreatmentCodes() {}

    /** Whether it says so in a way that nobody understands: by another code, or by none. */
    public static boolean areOdd(MedicationDispense dispense) {
        return dispense.getExtension().stream()
                .filter(extension -> URL.equals(extension.getUrl()))
                .anyMatch(TreatmentCodes::isOdd);
    }

    private static boolean isOdd(Extension extension) {
        List<String> codes = SettingReader.codes(extension.getValue()).toList();
        return codes.isEmpty() || !codes.stream().allMatch(code -> CODES.knows(URL, code));
    }
}
