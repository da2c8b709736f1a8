Instance: example-review-task
InstanceOf: PlanReviewTask
Title: "The family physician's inbox item"
Usage: #example
* groupIdentifier.system = "https://painbridge.example/fhir/sid/plan-push"
* groupIdentifier.value = "PUSH-0001"
* status = #requested
* intent = #order
* priority = #routine
* code = TaskCode#review-care-plan
* description = "Please review the pain care plan."
* focus.reference = "CarePlan/example-care-plan/_history/1"
* for = Reference(example-patient)
* authoredOn = "2026-10-06T11:00:00-04:00"
* requester = Reference(example-pain-specialist-role)
* owner = Reference(example-family-physician-role)
* restriction.period.end = "2026-10-20T11:00:00-04:00"
