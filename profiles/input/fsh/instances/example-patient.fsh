Instance: example-patient
InstanceOf: PainPatient
Title: "A patient with a health number"
Usage: #example
* identifier[JHN].extension.url = $version-code
* identifier[JHN].extension.valueString = "ZZ"
* identifier[JHN].system = $hcn
* identifier[JHN].value = "9999999015"
* name.use = #official
* name.family = "Exampleton"
* name.given = "Fictitia"
* gender = #female
* birthDate = "1971-04-09"
* telecom.system = #phone
* telecom.value = "416-555-0100"
* address.line = "1 Sample Street"
* address.city = "Toronto"
* address.state = "ON"
* address.postalCode = "M0M 0M0"
* address.country = "CA"
* generalPractitioner = Reference(example-family-physician-role)
