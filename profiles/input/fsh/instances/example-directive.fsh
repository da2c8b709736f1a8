Instance: example-directive
InstanceOf: ConsentDirective
Title: "A practitioner is not to see one dispense and what refers to it"
Usage: #example
* status = #active
* scope = http://terminology.hl7.org/CodeSystem/consentscope#patient-privacy
* category = http://terminology.hl7.org/CodeSystem/v3-ActCode#INFA
* patient = Reference(example-patient)
* dateTime = "2026-11-01"
* policyRule = http://terminology.hl7.org/CodeSystem/v3-ActCode#OPTOUT
* provision.type = #deny
* provision.period.start = "2026-11-01"
* provision.actor.role = http://terminology.hl7.org/CodeSystem/v3-ParticipationType#IRCP
* provision.actor.reference = Reference(example-pain-specialist)
* provision.data.meaning = #instance
* provision.data.reference = Reference(example-dispense)
