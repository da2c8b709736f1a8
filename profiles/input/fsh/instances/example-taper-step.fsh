Instance: example-taper-step
InstanceOf: MedicationRequest
Title: "An activity: one step of a taper, proposed"
Usage: #example
* extension[0].url = "https://painbridge.example/fhir/StructureDefinition/target-mme"
* extension[0].valueQuantity = 60 'mg/d' "mg/d"
* extension[1].url = "http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal"
* extension[1].valueReference = Reference(example-goal)
* status = #active
* intent = #proposal
* medicationCodeableConcept = $din#00125083 "Dilaudid"
* subject = Reference(example-patient)
* requester = Reference(example-pain-specialist-role)
* reasonReference = Reference(example-condition)
* note.text = "Hold this step if pain or function gets worse for more than a month."
* dosageInstruction.text = "Two tablets of 2 mg in the morning, one at noon, three at night"
