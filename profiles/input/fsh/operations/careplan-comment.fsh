Instance: OperationCarePlanComment
InstanceOf: OperationDefinition
Title: "Comment on a care plan"
Usage: #definition
* insert Operation(careplan-comment, comment, CarePlanComment)
* title = "Comment on a care plan"
* description = "Says something about a plan or one item of it. What was said is never changed. Stores the change with its Provenance in one transaction."
* affectsState = true
* resource = #CarePlan
* type = false
* instance = true
* insert Parameter(text, in, 1, 1, string, [[What is said.]])
* insert Parameter(about, in, 0, 1, Reference, [[A goal or an activity of the plan; the plan itself where there is none.]])
* insert Parameter(inResponseTo, in, 0, 1, Reference, [[The comment that is answered.]])
* insert Parameter(priority, in, 0, 1, code, [[routine, urgent, asap or stat.]])
* insert Parameter(author, in, 0, 1, Reference, [[In whose name this is said: a Practitioner, PractitionerRole, Organization or Patient. Needed where no user and no organization stands behind the token; else it must be one of theirs.]])
* insert Parameter(identifier, in, 1, 1, Identifier, [[Names this request, system and value. Repeating it with the same content gives the same answer and stores nothing; with other content it is refused (409).]])
* insert Parameter(communication, out, 1, 1, Reference, [[The comment.]])
* insert Parameter(duplicate, out, 1, 1, boolean, [[Whether this is the answer to an earlier request again.]])
