Instance: OperationCarePlanAcknowledge
InstanceOf: OperationDefinition
Title: "Acknowledge a care plan"
Usage: #definition
* insert Operation(careplan-acknowledge, acknowledge, CarePlanAcknowledge)
* title = "Acknowledge a care plan"
* description = "The recipient's system has the plan: its review Task becomes received. Nobody has answered yet. Stores the change with its Provenance in one transaction."
* affectsState = true
* resource = #CarePlan
* type = false
* instance = true
* insert Parameter(task, in, 1, 1, Reference, [[The review Task.]])
* insert Parameter(receivedAt, in, 0, 1, dateTime, [[When the system received it, where that was earlier.]])
* insert Parameter(system, in, 0, 1, Reference, [[The system that received it.]])
* insert Parameter(author, in, 0, 1, Reference, [[In whose name this is said: a Practitioner, PractitionerRole, Organization or Patient. Needed where no user and no organization stands behind the token; else it must be one of theirs.]])
* insert Parameter(identifier, in, 0, 1, Identifier, [[As with other operations; without one, repeating the request for the same Task repeats it.]])
* insert Parameter(task, out, 1, 1, Reference, [[The review Task.]])
* insert Parameter(duplicate, out, 1, 1, boolean, [[Whether this is the answer to an earlier request again.]])
