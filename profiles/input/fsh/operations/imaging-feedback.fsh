Instance: OperationImagingFeedback
InstanceOf: OperationDefinition
Title: "What became of a decision"
Usage: #definition
* insert Operation(imaging-feedback, imaging-feedback, ImagingFeedback)
* title = "Feedback on an imaging decision"
* description = "Stores whether the advice was followed or overridden, and why, as a Task about the decision. Takes these parameters, or such a Task itself."
* affectsState = true
* resource = #GuidanceResponse
* type = true
* instance = false
* insert Parameter(decision, in, 1, 1, string, [[The decision: its id, GuidanceResponse/id or urn:uuid; a Reference is taken too.]])
* insert Parameter(outcome, in, 1, 1, code, [[accepted or overridden.]])
* insert Parameter(reason, in, 0, 1, CodeableConcept, [[Why it was overridden.]])
* insert Parameter(comment, in, 0, 1, string, [[In the words of the user; kept in the Task only.]])
* insert Parameter(at, in, 0, 1, dateTime, [[When it was done; default now.]])
* insert Parameter(client, in, 0, 1, string, [[The system that tells.]])
* insert Parameter(task, out, 1, 1, Reference, [[The stored Task.]])
