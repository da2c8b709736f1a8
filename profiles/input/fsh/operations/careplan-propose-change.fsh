Instance: OperationCarePlanProposeChange
InstanceOf: OperationDefinition
Title: "Change a care plan, or propose to"
Usage: #definition
* insert Operation(careplan-propose-change, propose-change, CarePlanProposeChange)
* title = "Change a care plan, or propose to"
* description = "What is the author's own to write is changed at once, as the next version of the plan; everything else becomes a Task for whose it is. Refused with both values and authors where the same element was changed otherwise meanwhile (409). Stores the change with its Provenance in one transaction."
* affectsState = true
* resource = #CarePlan
* type = false
* instance = true
* insert Parameter(baseVersion, in, 1, 1, positiveInt, [[The version of the plan that was read.]])
* parameter[+].name = #change
* parameter[=].use = #in
* parameter[=].min = 1
* parameter[=].max = "*"
* parameter[=].documentation = "One change."
* parameter[=].part[+].name = #action
* parameter[=].part[=].use = #in
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].type = #code
* parameter[=].part[=].documentation = "add (a goal or a request), replace, set-status, or remove (a goal or an activity is called off)."
* parameter[=].part[+].name = #target
* parameter[=].part[=].use = #in
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].type = #Reference
* parameter[=].part[=].documentation = "The plan, a goal, an activity or the care team of it; not with add."
* parameter[=].part[+].name = #resource
* parameter[=].part[=].use = #in
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].type = #Resource
* parameter[=].part[=].documentation = "As it is to be; with add and replace. Its meta.versionId says which version was changed."
* parameter[=].part[+].name = #status
* parameter[=].part[=].use = #in
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].type = #code
* parameter[=].part[=].documentation = "With set-status."
* insert Parameter(comment, in, 0, 1, string, [[Why, in words.]])
* insert Parameter(author, in, 0, 1, Reference, [[In whose name this is said: a Practitioner, PractitionerRole, Organization or Patient. Needed where no user and no organization stands behind the token; else it must be one of theirs.]])
* insert Parameter(identifier, in, 1, 1, Identifier, [[Names this request, system and value. Repeating it with the same content gives the same answer and stores nothing; with other content it is refused (409).]])
* insert Parameter(task, out, 1, 1, Reference, [[The Task of the proposal; completed where it was applied at once.]])
* insert Parameter(carePlan, out, 0, 1, Reference, [[The plan with its new version, where it was applied at once.]])
* insert Parameter(outcome, out, 0, 1, OperationOutcome, [[What is to be told of the opioid taper as it would be; keeps nobody from it.]])
* insert Parameter(duplicate, out, 1, 1, boolean, [[Whether this is the answer to an earlier request again.]])
