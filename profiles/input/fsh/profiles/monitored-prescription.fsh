Profile: MonitoredPrescription
Parent: MedicationRequest
Id: monitored-prescription
Title: "Prescription behind a dispense"
Description: """The prescription a monitored dispense was filled from, usually contained in the dispense. It is the one place that says who
prescribed: `requester` is either a reference to a stored Practitioner or PractitionerRole, or a logical identifier
(`type` Practitioner and `identifier` with the licence's system and number). Restates CA Baseline's MedicationRequest (profile-medicationrequest 1.0.2)."""
* identifier MS
* identifier.system 1..1
* identifier.value 1..1
* status MS
* intent MS
* medication[x] MS
* subject only Reference(PainPatient)
* subject MS
* authoredOn MS
* requester 1..1 MS
* requester only Reference(PainPractitioner or PainPractitionerRole)
* requester obeys pb-identified
* requester.identifier.system MS
* requester.identifier.value MS
* reasonCode MS
* dosageInstruction MS
