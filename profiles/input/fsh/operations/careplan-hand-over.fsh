Instance: OperationCarePlanHandOver
InstanceOf: OperationDefinition
Title: "Hand a care plan over"
Usage: #definition
* insert Operation(careplan-hand-over, hand-over, CarePlanHandOver)
* title = "Hand a care plan over"
* description = "The custodian asks somebody else to take the plan over. Whoever is asked accepts or rejects the Task by $decide; custodian is the new one from then on. Needs If-Match with the version of the plan that was seen. Stores the change with its Provenance in one transaction."
* affectsState = true
* resource = #CarePlan
* type = false
* instance = true
* insert Parameter(to, in, 1, 1, Reference, [[The Practitioner or PractitionerRole who is asked.]])
* insert Parameter(reason, in, 0, 1, string, [[Why.]])
* insert Parameter(author, in, 0, 1, Reference, [[In whose name this is said: a Practitioner, PractitionerRole, Organization or Patient. Needed where no user and no organization stands behind the token; else it must be one of theirs.]])
* insert Parameter(identifier, in, 1, 1, Identifier, [[Names this request, system and value. Repeating it with the same content gives the same answer and stores nothing; with other content it is refused (409).]])
* insert Parameter(task, out, 1, 1, Reference, [[The Task that asks.]])
* insert Parameter(duplicate, out, 1, 1, boolean, [[Whether this is the answer to an earlier request again.]])
