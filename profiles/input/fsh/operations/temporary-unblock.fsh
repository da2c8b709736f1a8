Instance: OperationTemporaryUnblock
InstanceOf: OperationDefinition
Title: "Unblock for an organization, for a while"
Usage: #definition
* insert Operation(temporary-unblock, temporary-unblock, TemporaryUnblock)
* title = "Unblock for an organization, for a while"
* description = "Opens what the directives of a patient withhold to who works in the organization of the person who asks, for four hours and with a reason. Recorded as a Consent, audited, and told to the patient and who looks after privacy."
* affectsState = true
* resource = #Consent
* type = true
* instance = false
* insert Parameter(patient, in, 1, 1, Reference, [[Whose record.]])
* insert Parameter(reason, in, 1, 1, code, [[Why: a code of v3-ActReason.]])
* parameter[=].binding.strength = #required
* parameter[=].binding.valueSet = "https://painbridge.example/fhir/ValueSet/override-reason"
* insert Parameter(organization, in, 0, 1, Reference, [[For which organization, where the person works in several.]])
* insert Parameter(performer, in, 0, 1, Reference, [[With the reason SUPNWK: the RelatedPerson who decides for the patient.]])
* insert Parameter(return, out, 1, 1, Consent, [[The override.]])
