Instance: OperationCarePlanRoutePreview
InstanceOf: OperationDefinition
Title: "Whom a care plan could go to"
Usage: #definition
* insert Operation(careplan-route-preview, route-preview, CarePlanRoutePreview)
* title = "Whom a care plan could go to"
* description = "Who could review a plan of a patient, and how sure that is: the active members of the patient's care teams in a role, then the general practitioners, then the managing organization. Never by a name."
* affectsState = false
* resource = #CarePlan
* type = true
* instance = false
* insert Parameter(patient, in, 1, 1, Reference, [[The patient; in the URL Patient/id.]])
* insert Parameter(role, in, 0, 1, CodeableConcept, [[The role that is looked for in care teams; in the URL system|code. Default: value set family-physician-role.]])
* parameter[+].name = #candidate
* parameter[=].use = #out
* parameter[=].min = 0
* parameter[=].max = "*"
* parameter[=].documentation = "One who could be asked, the best first."
* parameter[=].part[+].name = #practitionerRole
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].type = #Reference
* parameter[=].part[=].documentation = "The person or role; absent for an organization as a whole."
* parameter[=].part[+].name = #organization
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].type = #Reference
* parameter[=].part[=].documentation = "The organization."
* parameter[=].part[+].name = #endpoint
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].type = #Reference
* parameter[=].part[=].documentation = "Where it is reached electronically; absent where it is not."
* parameter[=].part[+].name = #channel
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].type = #code
* parameter[=].part[=].documentation = "inbox, or pdf-queue where no system is known to reach it, as of $push."
* parameter[=].part[+].name = #reason
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].type = #code
* parameter[=].part[=].documentation = "care-team, general-practitioner or organization-intake."
* parameter[=].part[+].name = #confidence
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].type = #code
* parameter[=].part[=].documentation = "certain, ambiguous (several by the same way) or fallback (by a later way)."
