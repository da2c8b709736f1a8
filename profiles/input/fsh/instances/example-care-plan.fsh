Instance: example-care-plan
InstanceOf: PainCarePlan
Title: "A pain care plan awaiting the family physician's answer"
Usage: #example
* extension[agreement].valueCode = #awaiting-response
* extension[custodian].valueReference = Reference(example-pain-specialist-role)
* identifier.system = "https://painbridge.example/fhir/sid/care-plan"
* identifier.value = "PLAN-0001"
* status = #draft
* intent = #plan
* category = $sct#734163000
* title = "Walk again, less opioid"
* subject = Reference(example-patient)
* created = "2026-10-06"
* author = Reference(example-pain-specialist-role)
* careTeam = Reference(example-care-team)
* addresses = Reference(example-condition)
* goal = Reference(example-goal)
* activity[0].reference = Reference(example-physiotherapy-proposal)
* activity[1].reference = Reference(example-taper-step)
