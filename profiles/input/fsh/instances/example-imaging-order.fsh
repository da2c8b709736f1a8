Instance: example-imaging-order
InstanceOf: ImagingOrder
Title: "An order for an MRI of the lumbar spine"
Usage: #example
* status = #draft
* intent = #order
* code = $loinc#30679-5
* code.text = "MRI of the lumbar spine without contrast"
* subject = Reference(example-patient)
* authoredOn = "2026-10-05"
* requester = Reference(example-family-physician-role)
* reasonCode = $sct#278860009
* reasonCode.text = "Chronic low back pain"
