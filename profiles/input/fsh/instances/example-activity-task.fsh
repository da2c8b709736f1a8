Instance: example-activity-task
InstanceOf: PlanActivityTask
Title: "One activity to answer: declined with a reason"
Usage: #example
* groupIdentifier.system = "https://painbridge.example/fhir/sid/plan-push"
* groupIdentifier.value = "PUSH-0001"
* partOf = Reference(example-review-task)
* status = #rejected
* statusReason.text = "Physiotherapy has already been arranged."
* intent = #order
* code = TaskCode#plan-activity
* focus = Reference(example-physiotherapy-proposal)
* for = Reference(example-patient)
* authoredOn = "2026-10-06T11:00:00-04:00"
* requester = Reference(example-pain-specialist-role)
* owner = Reference(example-family-physician-role)
