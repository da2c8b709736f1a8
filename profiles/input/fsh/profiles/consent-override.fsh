Profile: ConsentOverride
Parent: Consent
Id: consent-override
Title: "Consent override (break the glass)"
Description: """Opens what directives withhold to one practitioner, or to who works in one organization, for a while, with the reason. Written by Patient/$break-glass and Consent/$temporary-unblock only; a client ends it early by a
status that is not active. In the shape of Ontario's PCOI consent (ca-on-consent-pcoi-profile-Consent), whose set of reasons is not part of this guide. No Consent of CA Baseline is known."""
* status MS
* scope = http://terminology.hl7.org/CodeSystem/consentscope#patient-privacy
* category 1..1 MS
* category = http://terminology.hl7.org/CodeSystem/v3-ActCode#INFA
* patient 1..1 MS
* patient only Reference(PainPatient)
* dateTime 1..1 MS
* performer 1..1 MS
* performer only Reference(PainPractitioner or RelatedPerson)
* provision 1..1 MS
* provision.type 1..1 MS
* provision.type = #permit
* provision.period 1..1 MS
* provision.period.start 1..1 MS
* provision.period.end 1..1 MS
* provision.actor 1..1 MS
* provision.actor.role = http://terminology.hl7.org/CodeSystem/v3-ParticipationType#IRCP
* provision.actor.reference only Reference(PainPractitioner or PainOrganization)
* provision.purpose 1..1 MS
* provision.purpose from https://painbridge.example/fhir/ValueSet/override-reason (required)
* obeys pb-override-support
// The example that R4 gives is no identifier by R4's own rules.
* identifier ^example[0].label = "A number of the custodian's"
* identifier ^example[0].valueIdentifier.system = "https://custodian.example/consents"
* identifier ^example[0].valueIdentifier.value = "2026-17"
