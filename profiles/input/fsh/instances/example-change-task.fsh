Instance: example-change-task
InstanceOf: PlanChangeTask
Title: "The family physician asks for a change"
Usage: #example
* status = #requested
* intent = #proposal
* code = TaskCode#change-proposal
* description = "Please begin the taper after the holidays."
* focus.reference = "CarePlan/example-care-plan/_history/1"
* for = Reference(example-patient)
* authoredOn = "2026-10-08T09:00:00-04:00"
* requester = Reference(example-family-physician-role)
* owner = Reference(example-pain-specialist-role)
