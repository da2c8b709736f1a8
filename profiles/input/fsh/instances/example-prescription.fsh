Instance: example-prescription
InstanceOf: MonitoredPrescription
Title: "A stored prescription"
Usage: #example
* identifier.system = "https://painbridge.example/fhir/sid/prescription"
* identifier.value = "RX-0001"
* status = #active
* intent = #order
* medicationCodeableConcept.text = "hydromorphone 4 mg tablets"
* subject = Reference(example-patient)
* authoredOn = "2026-09-01"
* requester = Reference(example-family-physician-role)
* dosageInstruction.text = "One tablet every six hours"
