Instance: OperationCarePlanChanges
InstanceOf: OperationDefinition
Title: "What became of a care plan"
Usage: #definition
* insert Operation(careplan-changes, changes, CarePlanChanges)
* title = "What became of a care plan"
* description = "Who changed what of a plan and its parts, when and why, the oldest first: from the Provenances and the versions that they name."
* affectsState = false
* resource = #CarePlan
* type = false
* instance = true
* insert Parameter(since, in, 0, 1, string, [[An instant, or a version of the plan; default from the beginning.]])
* insert Parameter(for, in, 0, 1, Reference, [[Whoever reads it; own changes are left out.]])
* parameter[+].name = #change
* parameter[=].use = #out
* parameter[=].min = 0
* parameter[=].max = "*"
* parameter[=].documentation = "One element that changed, or one resource that is new."
* parameter[=].part[+].name = #what
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].type = #Reference
* parameter[=].part[=].documentation = "The version that has it."
* parameter[=].part[+].name = #action
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].type = #code
* parameter[=].part[=].documentation = "What was done, of CodeSystem plan-action."
* parameter[=].part[+].name = #who
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].type = #Reference
* parameter[=].part[=].documentation = "Who did it."
* parameter[=].part[+].name = #when
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].type = #instant
* parameter[=].part[=].documentation = "When."
* parameter[=].part[+].name = #why
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].type = #string
* parameter[=].part[=].documentation = "Why."
* parameter[=].part[+].name = #path
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].type = #string
* parameter[=].part[=].documentation = "FHIRPath of the element; absent where the resource is new."
* parameter[=].part[+].name = #from
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].type = #string
* parameter[=].part[=].documentation = "What it held."
* parameter[=].part[+].name = #to
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].type = #string
* parameter[=].part[=].documentation = "What it holds."
