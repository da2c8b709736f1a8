Instance: example-override
InstanceOf: ConsentOverride
Title: "A pain specialist has broken the glass for an emergency"
Usage: #example
* status = #active
* scope = http://terminology.hl7.org/CodeSystem/consentscope#patient-privacy
* category = http://terminology.hl7.org/CodeSystem/v3-ActCode#INFA
* patient = Reference(example-patient)
* dateTime = "2026-11-02T14:00:00Z"
* performer = Reference(example-pain-specialist)
* policy.uri = "https://www.ontario.ca/laws/statute/04p03"
* provision.type = #permit
* provision.period.start = "2026-11-02T14:00:00Z"
* provision.period.end = "2026-11-02T18:00:00Z"
* provision.actor.role = http://terminology.hl7.org/CodeSystem/v3-ParticipationType#IRCP
* provision.actor.reference = Reference(example-pain-specialist)
* provision.purpose = http://terminology.hl7.org/CodeSystem/v3-ActReason#OVRER
