package org.painbridge.imaging.fhir;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The parts of a chart that the readers of this package look at: the one list of what has to be gathered of a person, from
 * wherever the chart is. What a part names without holding it is in {@link ChartLinks}.
 */
public enum ChartPart {
    PATIENT("patient", "Patient"),
    CONDITIONS("conditions", "Condition"),
    OBSERVATIONS("observations", "Observation"),
    ANSWERS("answers", "QuestionnaireResponse"),
    ALLERGIES("allergies", "AllergyIntolerance"),
    DEVICES("devices", "Device"),
    DEVICE_USES("deviceUses", "DeviceUseStatement"),
    DISPENSES("dispenses", "MedicationDispense"),
    MEDICATIONS("medications", "MedicationRequest"),
    MEDICATION_STATEMENTS("medicationStatements", "MedicationStatement"),
    ORDERS("orders", "ServiceRequest"),
    PROCEDURES("procedures", "Procedure"),
    REPORTS("reports", "DiagnosticReport"),
    STUDIES("studies", "ImagingStudy");

    private final String key;
    private final String type;

    ChartPart(String key, String type) {
        this.key = key;
        this.type = type;
    }

    /** Short name, such as {@code deviceUses}. */
    public String key() {
        return key;
    }

    /** Resource type. All but the patient are searched for by the parameter {@code patient}. */
    public String type() {
        return type;
    }

    public static Set<String> types() {
        return Arrays.stream(values()).map(ChartPart::type).collect(Collectors.toUnmodifiableSet());
    }
}
