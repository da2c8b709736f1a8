Instance: example-dispense-of-stored-prescription
InstanceOf: MonitoredDispense
Title: "A dispense from a stored prescription"
Description: "The prescriber is the requester of the prescription; the product is a contained Medication, as DHDR sends it, under CA Baseline's spelling of the DIN system."
Usage: #example
* contained[0] = example-contained-medication
* status = #completed
* medicationReference = Reference(example-contained-medication)
* subject = Reference(example-patient)
* performer.actor.type = "Organization"
* performer.actor.identifier.system = $upi
* performer.actor.identifier.value = "9000012"
* authorizingPrescription = Reference(example-prescription)
* quantity = 60 '1' "tablet"
* daysSupply.value = 15
* whenHandedOver = "2026-10-02"

Instance: example-contained-medication
InstanceOf: MonitoredMedication
Usage: #inline
* code = $din-baseline#00125121 "Dilaudid"
