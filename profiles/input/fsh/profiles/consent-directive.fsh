Profile: ConsentDirective
Parent: Consent
Id: consent-directive
Title: "Consent directive (lock-box)"
Description: """Withholds the record of a patient, or a part of it, from somebody, or from everybody but the patient. Without an actor it is against everybody,
without class and data about everything but the Patient resource itself. What else R4 could say in a provision would not be kept to, so it is not allowed. No Consent of CA Baseline is known."""
* status MS
* scope = http://terminology.hl7.org/CodeSystem/consentscope#patient-privacy
* scope MS
* patient 1..1 MS
* patient only Reference(PainPatient)
* provision 1..1 MS
* provision.type 1..1 MS
* provision.type = #deny
* provision.period MS
* provision.actor MS
* provision.actor.reference only Reference(PainPractitioner or PainPractitionerRole or PainOrganization)
* provision.action 0..0
* provision.securityLabel 0..0
* provision.purpose 0..0
* provision.class MS
* provision.code 0..0
* provision.dataPeriod 0..0
* provision.data MS
* provision.provision 0..0
* obeys pb-directive-part
// The example that R4 gives is no identifier by R4's own rules.
* identifier ^example[0].label = "A number of the custodian's"
* identifier ^example[0].valueIdentifier.system = "https://custodian.example/consents"
* identifier ^example[0].valueIdentifier.value = "2026-17"
