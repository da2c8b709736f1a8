Instance: example-resubmitted-dispense
InstanceOf: MonitoredDispense
Title: "A dispense in place of one that was reversed"
Description: "Submitted again with the right quantity, under another transaction number: the reversed one is named."
Usage: #example
* contained[0] = example-contained-prescription
* extension[0].url = "https://painbridge.example/fhir/StructureDefinition/resubmission-of"
* extension[0].valueReference.reference = "MedicationDispense/example-dispense"
* identifier[0].system = "https://painbridge.example/fhir/sid/prescription"
* identifier[0].value = "RX-0002"
* identifier[1].system = "https://painbridge.example/fhir/sid/nms-transaction"
* identifier[1].value = "2"
* status = #completed
* medicationCodeableConcept = $din#00125121 "Dilaudid"
* medicationCodeableConcept.text = "Dilaudid (hydromorphone hydrochloride 4 mg tablet)"
* subject = Reference(example-patient)
* performer[0].actor = Reference(example-pharmacy)
* performer[1].actor = Reference(example-pharmacist)
* authorizingPrescription = Reference(example-contained-prescription)
* quantity = 112 '1' "tablet"
* daysSupply = 28 'd' "days"
* whenPrepared = "2026-09-02T10:05:00-04:00"
* whenHandedOver = "2026-09-02T16:20:00-04:00"
