Instance: OperationCarePlanRespond
InstanceOf: OperationDefinition
Title: "Answer a care plan"
Usage: #definition
* insert Operation(careplan-respond, respond, CarePlanRespond)
* title = "Answer a care plan"
* description = "One who was asked to review the plan accepts it, or some of it, declines it, or asks for a change. Needs If-Match with the version of the plan that was seen. Stores the change with its Provenance in one transaction."
* affectsState = true
* resource = #CarePlan
* type = false
* instance = true
* insert Parameter(task, in, 1, 1, Reference, [[The review Task that is answered.]])
* insert Parameter(decision, in, 1, 1, code, [[accept, accept-some, decline or request-change.]])
* parameter[+].name = #activity
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "*"
* parameter[=].documentation = "What is said of one activity. With accept-some each activity that waits for an answer."
* parameter[=].part[+].name = #reference
* parameter[=].part[=].use = #in
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].type = #Reference
* parameter[=].part[=].documentation = "The request that is the activity."
* parameter[=].part[+].name = #decision
* parameter[=].part[=].use = #in
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].type = #code
* parameter[=].part[=].documentation = "accept, decline, defer or already-done."
* parameter[=].part[+].name = #reason
* parameter[=].part[=].use = #in
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].type = #CodeableConcept
* parameter[=].part[=].documentation = "Why it is declined."
* parameter[=].part[+].name = #note
* parameter[=].part[=].use = #in
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].type = #string
* parameter[=].part[=].documentation = "In words."
* parameter[=].part[+].name = #performer
* parameter[=].part[=].use = #in
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].type = #Reference
* parameter[=].part[=].documentation = "Who carries it out, where that is not the author; is asked by a Task."
* insert Parameter(reason, in, 0, 1, CodeableConcept, [[Why the plan is declined, or what is to change; this or comment is needed then.]])
* insert Parameter(comment, in, 0, 1, string, [[Becomes a comment on the plan.]])
* insert Parameter(author, in, 0, 1, Reference, [[In whose name this is said: a Practitioner, PractitionerRole, Organization or Patient. Needed where no user and no organization stands behind the token; else it must be one of theirs.]])
* insert Parameter(identifier, in, 1, 1, Identifier, [[Names this request, system and value. Repeating it with the same content gives the same answer and stores nothing; with other content it is refused (409).]])
* insert Parameter(carePlan, out, 1, 1, Reference, [[The plan with the version that it has now.]])
* insert Parameter(task, out, 1, 1, Reference, [[The review Task.]])
* insert Parameter(communication, out, 0, 1, Reference, [[The comment.]])
* insert Parameter(duplicate, out, 1, 1, boolean, [[Whether this is the answer to an earlier request again.]])
