Instance: example-patient-without-number
InstanceOf: PainPatient
Title: "A patient who has no health number"
Usage: #example
* identifier.system = $hcn
* identifier.value.extension.url = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
* identifier.value.extension.valueCode = #unknown
* name.text = "Inventus Placeholder"
* name.family = "Placeholder"
* gender = #unknown
* birthDate = "1960"
