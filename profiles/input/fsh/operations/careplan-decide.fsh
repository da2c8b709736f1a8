Instance: OperationCarePlanDecide
InstanceOf: OperationDefinition
Title: "Decide on a proposed change of a care plan"
Usage: #definition
* insert Operation(careplan-decide, decide, CarePlanDecide)
* title = "Decide on a proposed change of a care plan"
* description = "Whoever may write what a proposal changes accepts it, rejects it or answers with another proposal; whoever has asked takes it back. Accepted, it is merged with what was changed meanwhile; where the same element was, the Task waits on hold and the conflicts are told. Needs If-Match with the version of the Task that was seen. Stores the change with its Provenance in one transaction."
* affectsState = true
* resource = #Task
* type = false
* instance = true
* insert Parameter(decision, in, 1, 1, code, [[accept, reject or amend; or cancel, by whoever has asked.]])
* parameter[+].name = #change
* parameter[=].use = #in
* parameter[=].min = 0
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
* insert Parameter(comment, in, 0, 1, string, [[Why; needed to reject.]])
* insert Parameter(author, in, 0, 1, Reference, [[In whose name this is said: a Practitioner, PractitionerRole, Organization or Patient. Needed where no user and no organization stands behind the token; else it must be one of theirs.]])
* insert Parameter(identifier, in, 1, 1, Identifier, [[Names this request, system and value. Repeating it with the same content gives the same answer and stores nothing; with other content it is refused (409).]])
* insert Parameter(task, out, 1, 1, Reference, [[The Task.]])
* insert Parameter(carePlan, out, 0, 1, Reference, [[The plan with its new version, where the proposal was applied.]])
* insert Parameter(counterProposal, out, 0, 1, Reference, [[The Task of the other proposal.]])
* parameter[+].name = #conflict
* parameter[=].use = #out
* parameter[=].min = 0
* parameter[=].max = "*"
* parameter[=].documentation = "An element that was changed otherwise meanwhile, or belongs to a medicine that was."
* parameter[=].part[+].name = #resource
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].type = #Reference
* parameter[=].part[=].documentation = "Of which resource."
* parameter[=].part[+].name = #path
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].type = #string
* parameter[=].part[=].documentation = "FHIRPath of the element."
* parameter[=].part[+].name = #current
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].type = #string
* parameter[=].part[=].documentation = "What is there now."
* parameter[=].part[+].name = #currentAuthor
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].type = #Reference
* parameter[=].part[=].documentation = "Who wrote that."
* parameter[=].part[+].name = #proposed
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].type = #string
* parameter[=].part[=].documentation = "What is proposed."
* parameter[=].part[+].name = #proposedAuthor
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].type = #Reference
* parameter[=].part[=].documentation = "Who proposes that."
* insert Parameter(outcome, out, 0, 1, OperationOutcome, [[What is to be told of the opioid taper as it would be; keeps nobody from it.]])
* insert Parameter(duplicate, out, 1, 1, boolean, [[Whether this is the answer to an earlier request again.]])
