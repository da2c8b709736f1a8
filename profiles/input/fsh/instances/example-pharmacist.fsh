Instance: example-pharmacist
InstanceOf: PainPractitioner
Title: "A pharmacist"
Usage: #example
* identifier.system = $pharmacist
* identifier.value = "900003"
* name.family = "Dummyfield"
* name.given = "Placida"
