Instance: example-pain-specialist-role
InstanceOf: PainPractitionerRole
Title: "A pain specialist at his clinic"
Usage: #example
* practitioner = Reference(example-pain-specialist)
* organization = Reference(example-pain-clinic)
* code.text = "Physician"
* specialty.text = "Pain medicine"
