package org.painbridge.server.store;

import java.util.List;

/** The resource types that this server stores and serves. */
public final class ExposedTypes {
    private ExposedTypes() {}

    public static final List<String> NAMES = List.of(
            // People and organizations.
            "Patient",
            "RelatedPerson",
            "Practitioner",
            "PractitionerRole",
            "Organization",
            "Location",
            "Endpoint",
            "CareTeam",
            "Group",
            "Device",
            "Coverage",
            // Clinical content.
            "AllergyIntolerance",
            "Condition",
            "DeviceUseStatement",
            "Observation",
            "Procedure",
            "Encounter",
            "Immunization",
            "DiagnosticReport",
            "ImagingStudy",
            "Media",
            "DocumentReference",
            "Composition",
            "Questionnaire",
            "QuestionnaireResponse",
            // Medicines.
            "Medication",
            "MedicationRequest",
            "MedicationDispense",
            "MedicationAdministration",
            "MedicationStatement",
            // Orders, plans and the work on them.
            "ServiceRequest",
            "GuidanceResponse",
            "RequestGroup",
            "CarePlan",
            "Goal",
            "Task",
            "Communication",
            "CommunicationRequest",
            "Appointment",
            "DetectedIssue",
            "Provenance",
            "Consent",
            "Subscription",
            // Part of what Synthea and claims systems send along.
            "Claim",
            "ExplanationOfBenefit",
            "SupplyDelivery");
}
