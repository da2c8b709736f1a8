Instance: example-pain-specialist
InstanceOf: PainPractitioner
Title: "A pain specialist"
Usage: #example
* identifier.system = $physician
* identifier.value = "900002"
* name.family = "Mockingham"
* name.given = "Theoretico"
* name.prefix = "Dr."
