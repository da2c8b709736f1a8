Instance: OperationBreakGlass
InstanceOf: OperationDefinition
Title: "Break the glass"
Usage: #definition
* insert Operation(break-glass, break-glass, BreakGlass)
* title = "Break the glass"
* description = "Opens what the directives of a patient withhold to the person who asks, for a while and with a reason. Recorded as a Consent, audited, and told to the patient and who looks after privacy."
* affectsState = true
* resource = #Patient
* type = false
* instance = true
* insert Parameter(reason, in, 1, 1, code, [[Why: a code of v3-ActReason.]])
* parameter[=].binding.strength = #required
* parameter[=].binding.valueSet = "https://painbridge.example/fhir/ValueSet/override-reason"
* insert Parameter(until, in, 0, 1, instant, [[When it ends; by default, and at most, after the server's setting of four hours.]])
* insert Parameter(performer, in, 0, 1, Reference, [[With the reason SUPNWK: the RelatedPerson who decides for the patient.]])
* insert Parameter(return, out, 1, 1, Consent, [[The override.]])
