Instance: example-plan-provenance
InstanceOf: PlanProvenance
Title: "Who declined an activity, and why"
Usage: #example
* target[0].reference = "CarePlan/example-care-plan/_history/2"
* target[1].reference = "Task/example-activity-task/_history/1"
* occurredDateTime = "2026-10-08T09:00:00-04:00"
* recorded = "2026-10-08T09:00:00-04:00"
* reason.text = "Physiotherapy has already been arranged."
* activity = PlanAction#respond
* agent.who = Reference(example-family-physician-role)
* agent.onBehalfOf = Reference(example-practice)
* entity.role = #revision
* entity.what.reference = "CarePlan/example-care-plan/_history/1"
