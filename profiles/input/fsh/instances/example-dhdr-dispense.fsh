Instance: example-dhdr-dispense
InstanceOf: DhdrDispense
Title: "A dispense in the shape of DHDR"
Description: "Product, prescriber and pharmacy are referred to; the latter two are contained."
Usage: #example
* contained[0] = example-dhdr-prescriber
* contained[1] = example-dhdr-pharmacy
* identifier.system = "https://painbridge.example/fhir/sid/prescription"
* identifier.value = "RX-0009"
* status = #completed
* medicationReference = Reference(example-medication)
* subject = Reference(example-patient)
* performer[0].actor = Reference(example-dhdr-prescriber)
* performer[1].actor = Reference(example-dhdr-pharmacy)
* quantity = 60 '1' "tablet"
* daysSupply = 15 'd' "days"
* whenPrepared = "2026-09-20T11:00:00-04:00"
* dosageInstruction.text = "One tablet every six hours"

Instance: example-dhdr-prescriber
InstanceOf: Practitioner
Usage: #inline
* identifier.system = $physician
* identifier.value = "900001"

Instance: example-dhdr-pharmacy
InstanceOf: Organization
Usage: #inline
* identifier.system = "https://painbridge.example/fhir/sid/pharmacy"
* identifier.value = "PH-1"
* name = "Example Pharmacy"
