Instance: OperationCarePlanUpdateProgress
InstanceOf: OperationDefinition
Title: "Progress of an activity"
Usage: #definition
* insert Operation(careplan-update-progress, update-progress, CarePlanUpdateProgress)
* title = "Progress of an activity"
* description = "Moves the Task of one activity on, notes something or adds what the activity has brought; its request is completed with the Task, or called off. Stores the change with its Provenance in one transaction."
* affectsState = true
* resource = #CarePlan
* type = false
* instance = true
* insert Parameter(activity, in, 1, 1, Reference, [[A request of the plan, or the Task of one.]])
* insert Parameter(status, in, 0, 1, code, [[accepted, rejected, in-progress, on-hold, completed, failed or cancelled.]])
* insert Parameter(reason, in, 0, 1, CodeableConcept, [[Why it is rejected, failed or cancelled; this or note is needed then.]])
* insert Parameter(note, in, 0, 1, string, [[In words.]])
* insert Parameter(outcome, in, 0, *, Resource, [[What it brought: an Observation, QuestionnaireResponse, DiagnosticReport, DocumentReference, Procedure, or the own order of the owner (ServiceRequest, MedicationRequest).]])
* insert Parameter(author, in, 0, 1, Reference, [[In whose name this is said: a Practitioner, PractitionerRole, Organization or Patient. Needed where no user and no organization stands behind the token; else it must be one of theirs.]])
* insert Parameter(identifier, in, 1, 1, Identifier, [[Names this request, system and value. Repeating it with the same content gives the same answer and stores nothing; with other content it is refused (409).]])
* insert Parameter(task, out, 1, 1, Reference, [[The Task of the activity.]])
* insert Parameter(observation, out, 0, *, Reference, [[The stored Observations.]])
* insert Parameter(result, out, 0, *, Reference, [[Whatever else was stored.]])
* insert Parameter(outcome, out, 0, 1, OperationOutcome, [[What is to be told of the opioid taper where an activity is called off by it.]])
* insert Parameter(duplicate, out, 1, 1, boolean, [[Whether this is the answer to an earlier request again.]])
