Instance: example-family-physician-role
InstanceOf: PainPractitionerRole
Title: "A family physician at her practice"
Usage: #example
* practitioner = Reference(example-family-physician)
* organization = Reference(example-practice)
* code.text = "Family physician"
* telecom.system = #phone
* telecom.value = "416-555-0101"
