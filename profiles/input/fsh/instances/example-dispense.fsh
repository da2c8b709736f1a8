Instance: example-dispense
InstanceOf: MonitoredDispense
Title: "A dispense whose prescriber is known by licence only"
Description: "The usual form: the prescription is contained, its requester is a logical identifier."
Usage: #example
* contained[0] = example-contained-prescription
* identifier.system = "https://painbridge.example/fhir/sid/prescription"
* identifier.value = "RX-0002"
* status = #completed
* medicationCodeableConcept = $din#00125121 "Dilaudid"
* medicationCodeableConcept.text = "Dilaudid (hydromorphone hydrochloride 4 mg tablet)"
* subject = Reference(example-patient)
* performer[0].actor = Reference(example-pharmacy)
* performer[1].actor = Reference(example-pharmacist)
* authorizingPrescription = Reference(example-contained-prescription)
* quantity = 120 '1' "tablet"
* daysSupply = 30 'd' "days"
* whenPrepared = "2026-09-02T10:05:00-04:00"
* whenHandedOver = "2026-09-02T16:20:00-04:00"
* dosageInstruction.text = "One tablet every six hours"

Instance: example-contained-prescription
InstanceOf: MonitoredPrescription
Usage: #inline
* status = #active
* intent = #order
* medicationCodeableConcept.text = "hydromorphone 4 mg tablets"
* subject = Reference(example-patient)
* authoredOn = "2026-09-01"
* requester.type = "Practitioner"
* requester.identifier.system = $physician
* requester.identifier.value = "900001"
