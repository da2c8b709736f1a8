Instance: OperationCarePlanWithdraw
InstanceOf: OperationDefinition
Title: "Withdraw a care plan"
Usage: #definition
* insert Operation(careplan-withdraw, withdraw, CarePlanWithdraw)
* title = "Withdraw a care plan"
* description = "The custodian takes the plan back. Its open Tasks are cancelled; an answer after that is refused. Needs If-Match with the version of the plan that was seen. Stores the change with its Provenance in one transaction."
* affectsState = true
* resource = #CarePlan
* type = false
* instance = true
* insert Parameter(reason, in, 1, 1, string, [[Why.]])
* insert Parameter(author, in, 0, 1, Reference, [[In whose name this is said: a Practitioner, PractitionerRole, Organization or Patient. Needed where no user and no organization stands behind the token; else it must be one of theirs.]])
* insert Parameter(identifier, in, 1, 1, Identifier, [[Names this request, system and value. Repeating it with the same content gives the same answer and stores nothing; with other content it is refused (409).]])
* insert Parameter(carePlan, out, 1, 1, Reference, [[The plan with the version that it has now.]])
* insert Parameter(duplicate, out, 1, 1, boolean, [[Whether this is the answer to an earlier request again.]])
