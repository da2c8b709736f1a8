Instance: example-family-physician
InstanceOf: PainPractitioner
Title: "A family physician"
Usage: #example
* identifier.system = $physician
* identifier.value = "900001"
* name.family = "Sampleworth"
* name.given = "Imaginaria"
* name.prefix = "Dr."
