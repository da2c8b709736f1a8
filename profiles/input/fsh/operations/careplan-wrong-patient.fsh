Instance: OperationCarePlanWrongPatient
InstanceOf: OperationDefinition
Title: "Care plan for the wrong patient"
Usage: #definition
* insert Operation(careplan-wrong-patient, wrong-patient, CarePlanWrongPatient)
* title = "Care plan for the wrong patient"
* description = "The custodian, or whoever runs the server, marks the plan, with all that came with it, as entered in error. Open Tasks are cancelled and the care team ends. Needs If-Match with the version of the plan that was seen. Stores the change with its Provenance in one transaction."
* affectsState = true
* resource = #CarePlan
* type = false
* instance = true
* insert Parameter(reason, in, 1, 1, string, [[Why.]])
* insert Parameter(author, in, 0, 1, Reference, [[In whose name this is said: a Practitioner, PractitionerRole, Organization or Patient. Needed where no user and no organization stands behind the token; else it must be one of theirs.]])
* insert Parameter(identifier, in, 1, 1, Identifier, [[Names this request, system and value. Repeating it with the same content gives the same answer and stores nothing; with other content it is refused (409).]])
* insert Parameter(carePlan, out, 1, 1, Reference, [[The plan with the version that it has now.]])
* insert Parameter(duplicate, out, 1, 1, boolean, [[Whether this is the answer to an earlier request again.]])
