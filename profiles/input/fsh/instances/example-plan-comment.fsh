Instance: example-plan-comment
InstanceOf: PlanComment
Title: "A comment on one activity"
Usage: #example
* status = #completed
* subject = Reference(example-patient)
* basedOn = Reference(example-care-plan)
* about[0] = Reference(example-care-plan)
* about[1] = Reference(example-physiotherapy-proposal)
* sent = "2026-10-08T09:05:00-04:00"
* sender = Reference(example-family-physician-role)
* recipient = Reference(example-pain-specialist-role)
* payload.contentString = "There is a place at the clinic next door in November."
