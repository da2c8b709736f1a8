Profile: PlanReviewTask
Parent: Task
Id: plan-review-task
Title: "Plan review task"
Description: """Asks one recipient to answer one version of a plan. $push opens it, the inbox is a search for it, its owner moves it
(requested, received, accepted or rejected). All tasks of one push share `groupIdentifier`, the push identifier. CA Baseline has no Task."""
* obeys pb-refusal-reason
* groupIdentifier 1..1 MS
* groupIdentifier.system 1..1
* groupIdentifier.value 1..1
* status MS
* statusReason MS
* businessStatus MS
* businessStatus from https://painbridge.example/fhir/ValueSet/task-business-status (preferred)
* intent = #order
* intent MS
* priority MS
* code 1..1 MS
* code = TaskCode#review-care-plan
* description MS
* focus 1..1 MS
* focus only Reference(PainCarePlan)
* focus obeys pb-versioned-focus
* for 1..1 MS
* for only Reference(PainPatient)
* for obeys pb-identified
* authoredOn 1..1 MS
* lastModified MS
* requester 1..1 MS
* requester only Reference(PainPractitioner or PainPractitionerRole or PainOrganization)
* requester obeys pb-identified
* owner 1..1 MS
* owner only Reference(PainPractitioner or PainPractitionerRole or PainOrganization)
* owner obeys pb-identified
* note MS
* restriction 1..1 MS
* restriction.period 1..1
* restriction.period.end 1..1 MS
* restriction.period.end ^short = "Answer due by"
