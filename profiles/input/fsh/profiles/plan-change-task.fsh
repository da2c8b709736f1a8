Profile: PlanChangeTask
Parent: Task
Id: plan-change-task
Title: "Plan change task"
Description: """Asks whoever may write a part of a plan to decide on a change of it that somebody else proposes. `focus` is the version of the plan that
was changed from, `input` holds the changed resources. It waits on hold where the plan has changed in the same place meanwhile. CA Baseline has no Task."""
* obeys pb-refusal-reason
* basedOn MS
* basedOn ^short = "The proposal that this one answers"
* status MS
* statusReason MS
* intent = #proposal
* intent MS
* code 1..1 MS
* code = TaskCode#change-proposal
* description MS
* focus 1..1 MS
* focus only Reference(PainCarePlan)
* focus obeys pb-versioned-focus
* for 1..1 MS
* for only Reference(PainPatient)
* for obeys pb-identified
* authoredOn 1..1 MS
* requester 1..1 MS
* requester obeys pb-identified
* owner 1..1 MS
* owner only Reference(PainPractitioner or PainPractitionerRole or PainOrganization or PainPatient)
* owner obeys pb-identified
* note MS
* input MS
* output MS
