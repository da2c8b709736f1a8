Instance: example-physiotherapy-proposal
InstanceOf: ServiceRequest
Title: "An activity: physiotherapy, proposed"
Usage: #example
* status = #active
* intent = #proposal
* code = $sct#91251008
* code.text = "Physical therapy"
* subject = Reference(example-patient)
* requester = Reference(example-pain-specialist-role)
* reasonReference = Reference(example-condition)
* extension.url = "http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal"
* extension.valueReference = Reference(example-goal)
