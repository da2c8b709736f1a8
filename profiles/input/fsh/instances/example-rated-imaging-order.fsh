Instance: example-rated-imaging-order
InstanceOf: ImagingOrder
Title: "The same order with its rating"
Usage: #example
* extension[appropriateness].extension[rating].valueCoding = https://painbridge.example/fhir/CodeSystem/imaging-category#not-appropriate
* extension[appropriateness].extension[score].valueInteger = 2
* extension[appropriateness].extension[scenario].valueString = "S01"
* extension[appropriateness].extension[decisionId].valueUri = "urn:uuid:4f7c6d0e-5f0b-4c55-9b0e-0d9a3f1f2a01"
* extension[appropriateness].extension[guidelineVersion].valueCanonical = "https://painbridge.example/fhir/PlanDefinition/imaging-appropriateness|0.1.0"
* extension[appropriateness].extension[insured].valueBoolean = false
* status = #draft
* intent = #order
* code = $loinc#30679-5
* code.text = "MRI of the lumbar spine without contrast"
* subject = Reference(example-patient)
* authoredOn = "2026-10-05"
* requester.type = "Practitioner"
* requester.identifier.system = $physician
* requester.identifier.value = "900001"
* reasonCode.text = "Low back pain for two weeks"
