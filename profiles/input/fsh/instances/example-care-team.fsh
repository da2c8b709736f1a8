Instance: example-care-team
InstanceOf: PainCareTeam
Title: "The team at the push: the specialist alone"
Usage: #example
* status = #active
* subject = Reference(example-patient)
* participant.role.text = "Pain specialist, custodian of the plan"
* participant.member = Reference(example-pain-specialist-role)
* participant.onBehalfOf = Reference(example-pain-clinic)
* participant.period.start = "2026-10-06"
